using Terril.Observatory;
using Terril.Shared.Access;

namespace Terril.Shared.Desk;

/// <summary>Something that waits for somebody to act.</summary>
/// <param name="What">The whole sentence, its number in it: « 3 courriels n’ont pas pu partir ».</param>
/// <param name="Path">Where to act, a query allowed: <c>/gestion/courriels?state=dead</c>.</param>
/// <param name="Due">When it should be done, if it should.</param>
public sealed record Waiting(Text What, string Path, DateTimeOffset? Due = null);

/// <summary>What waits for a person in one room: the home of the back office asks each.</summary>
public interface IWait
{
    /// <summary>What waits for this person: nothing of what they may not do.</summary>
    Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop);
}
