namespace Terril.Shared.PersonalData;

/// <summary>By what a room knows a person besides their address: a keyed hash, the number of an account. What is written of them elsewhere is found by it.</summary>
public interface IKnowPeople
{
    Task<IReadOnlyList<string>> Known(string address, CancellationToken stop);
}
