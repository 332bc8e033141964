using Terril.Observatory;

namespace Terril.Shared.PersonalData;

/// <summary>
/// Something held about a person, as that person reads it.
/// </summary>
/// <param name="Id">Which of the records of its holding.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="At">The instant from which its time is counted, or when it was last so.</param>
public sealed record HeldRecord(Guid Id, Text Title, DateTimeOffset At, params IReadOnlyList<HeldField> Fields);

/// <param name="Name">Its name in an export, and for <see cref="IHoldPersonalData.Rectify"/>.</param>
/// <param name="IsEditable">The person may put another value themselves.</param>
public sealed record HeldField(string Name, Text Label, string Value, bool IsEditable = false);

/// <summary>
/// One kind of data that a room holds about people. The room registers it by <see cref="PersonalDataModule.AddHolding{T}"/>; what shows,
/// exports, corrects, erases and forgets knows no more of the room than this.
/// </summary>
/// <remarks>Nothing here saves by itself but <see cref="Erase"/> and <see cref="Rectify"/>, which work in the caller's transaction.</remarks>
public interface IHoldPersonalData
{
    Holding Holding { get; }

    /// <summary>All that is held of the person who has this mail address.</summary>
    /// <param name="address">As <see cref="PersonAddress.Normal"/> has it.</param>
    Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop);

    /// <summary>The records whose time was counted from <paramref name="before"/> or earlier, in any order.</summary>
    Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop);

    /// <summary>Erases these records, or takes out of them all that tells of whom they are. Those already gone are no fault.</summary>
    /// <returns>How many there were.</returns>
    Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop);

    /// <summary>Puts a value in the place of one that <see cref="HeldField.IsEditable"/>.</summary>
    /// <returns>Why it cannot be; null when it is done.</returns>
    Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop) =>
        Task.FromResult<Text?>(new("Ce champ ne se corrige pas ici : demandez-le-nous.", "This field is not corrected here: ask us."));
}
