using Microsoft.EntityFrameworkCore;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Accounts.SignIn;

/// <summary>
/// Counts attempts, whether the account exists or not. Whoever guesses is paused where they guess from; the person themselves
/// still signs in from where they have been, by a passkey, or by a link in their mail, which nothing here stops.
/// </summary>
public sealed class Throttle(TerrilDb db, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <summary>Attempts on one account from one address.</summary>
    public const int OfOneFromOne = 5;

    /// <summary>Attempts from one address, on whichever accounts: an office may have many people behind one.</summary>
    public const int FromOne = 60;

    /// <summary>Attempts on one account, from wherever.</summary>
    public const int OfOne = 100;

    /// <summary>Counts an attempt before it is looked at, so that many at once are counted too.</summary>
    /// <returns>How many more will be looked at; less than zero when this one is not to be.</returns>
    public async Task<int> Begin(string what, string account, Whereabouts from, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var tries = Counted(what, account, from).Select(counted => new SignInFailure { CountedFor = counted, At = now }).ToList();
        db.SignInFailures.AddRange(tries);
        await db.SaveChangesAsync(stop);

        var since = now - Pause;
        var (pair, address, all) = (tries[0].CountedFor, tries[1].CountedFor, tries[2].CountedFor);
        var counts = await db.SignInFailures.Where(f => f.At > since && (f.CountedFor == pair || f.CountedFor == address || f.CountedFor == all))
            .GroupBy(f => f.CountedFor).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var left = Math.Min(OfOneFromOne - counts[pair], FromOne - counts[address]);
        if (counts[all] > OfOne && !await HasBeenThere(account, from, stop)) left = -1;
        // A pause ends when it was said to, however often one knocks.
        if (left < 0) await Erase([.. tries.Select(t => t.Id)], stop);
        return left;
    }

    /// <summary>It was the person: what was counted on this account from here is forgotten.</summary>
    public async Task Succeed(string what, string account, Whereabouts from, CancellationToken stop)
    {
        var (pair, oldest) = (Counted(what, account, from)[0], clock.GetUtcNow() - 4 * Pause);
        await db.SignInFailures.Where(f => f.CountedFor == pair || f.At < oldest).ExecuteDeleteAsync(stop);
    }

    private Task<int> Erase(Guid[] ids, CancellationToken stop) => db.SignInFailures.Where(f => ids.Contains(f.Id)).ExecuteDeleteAsync(stop);

    private Task<bool> HasBeenThere(string account, Whereabouts from, CancellationToken stop) =>
        db.PersonSessions.AnyAsync(s => s.Person.EmailKey == account && s.Address == from.Address, stop);

    private static string[] Counted(string what, string account, Whereabouts from) =>
        [SecretWord.HashOf($"{what} {account} {from.Address}"), SecretWord.HashOf($"{what} from {from.Address}"), SecretWord.HashOf($"{what} of {account}")];
}
