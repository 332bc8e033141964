using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>What somebody says of what a visit led to.</summary>
public sealed class FollowUpForm
{
    private const int LongestWords = 2_000;

    public Effect? Effect { get; set; }

    public string? Words { get; set; }

    public string? Obstacles { get; set; }

    public bool MayBeQuoted { get; set; }

    /// <summary>Field by field; the sentence follows « Erreur : ».</summary>
    public IEnumerable<(string Field, Text What)> Faults()
    {
        if (Effect is not { } effect || !Enum.IsDefined(effect)) yield return ("effect", new("choisissez ce qui est vrai aujourd’hui", "choose what is true today"));
        if (Words?.Length > LongestWords) yield return ("words", new($"écrivez en {LongestWords} caractères au plus", $"write in {LongestWords} characters at most"));
        if (Obstacles?.Length > LongestWords) yield return ("obstacles", new($"écrivez en {LongestWords} caractères au plus", $"write in {LongestWords} characters at most"));
    }

    internal static string Tidy(string? said) => said?.Trim().ReplaceLineEndings("\n") ?? "";
}

/// <summary>A follow-up that a link opens.</summary>
/// <param name="HasRefused">They asked not to be asked again.</param>
public sealed record OpenFollowUp(FollowUp FollowUp, VisitSession Session, bool HasRefused, DateTimeOffset Closes, bool IsOpen);

/// <summary>Keeps what somebody says of what a visit led to; until it closes, they may say otherwise.</summary>
public sealed class AnswerFollowUp(TerrilDb db, TimeProvider clock)
{
    /// <returns>Null for a link that opens nothing.</returns>
    public async Task<OpenFollowUp?> Look(string word, CancellationToken stop)
    {
        var hash = LinkWord.HashOf(word);
        if (await db.FollowUps.SingleOrDefaultAsync(f => f.SecretHash == hash, stop) is not { } found) return null;
        var session = await db.VisitSessions.AsNoTracking().SingleAsync(s => s.Id == found.SessionId, stop);
        var hasRefused = await db.Registrations.AnyAsync(r => r.Id == found.RegistrationId && r.RefusesFollowUp, stop);
        var closes = found.AskedAt + AfterTimes.ToTell;
        return new(found, session, hasRefused, closes, clock.GetUtcNow() < closes);
    }

    public async Task<bool> Run(string word, FollowUpForm form, CancellationToken stop)
    {
        if (await Look(word, stop) is not { IsOpen: true, FollowUp: var told }) return false;
        (told.AnsweredAt, told.Effect, told.Words, told.Obstacles) = (clock.GetUtcNow(), form.Effect, FollowUpForm.Tidy(form.Words), FollowUpForm.Tidy(form.Obstacles));
        told.MayBeQuoted = form.MayBeQuoted && told.Words.Length > 0;
        await db.SaveChangesAsync(stop);
        return true;
    }
}

/// <summary>Somebody does not want to be asked again what a visit led to.</summary>
public sealed class RefuseFollowUps(TerrilDb db)
{
    public async Task Run(string word, CancellationToken stop)
    {
        var hash = LinkWord.HashOf(word);
        await db.Registrations.Where(r => db.FollowUps.Any(f => f.SecretHash == hash && f.RegistrationId == r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.RefusesFollowUp, true), stop);
    }
}
