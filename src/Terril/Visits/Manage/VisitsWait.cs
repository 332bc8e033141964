using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Wording;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage;

/// <summary>What waits for whoever prepares visits: reports to write, offers that end today, drafts that draw near, needs to prepare.</summary>
internal sealed class VisitsWait(TerrilDb db, TimeProvider clock) : IWait
{
    private static readonly TimeSpan s_near = TimeSpan.FromDays(14);
    private static readonly TimeSpan s_toPrepare = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(VisitsPermissions.Organise)) return [];
        return [.. new[] { await Offers(stop), await Reports(stop), await Drafts(stop), person.May(VisitsPermissions.ReadNeeds) ? await Needs(stop) : null }.OfType<Waiting>()];
    }

    private async Task<Waiting?> Offers(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var tonight = Paris.Start(Paris.Day(now).AddDays(1)).ToUniversalTime();
        var ends = await db.Registrations.Where(r => r.State == RegistrationState.Offered && r.OfferEndsAt > now && r.OfferEndsAt < tonight).Select(r => r.OfferEndsAt).ToListAsync(stop);
        return ends.Count == 0 ? null : new(new(
            $"{ends.Count} {(ends.Count < 2 ? "proposition de places se termine" : "propositions de places se terminent")} aujourd’hui",
            $"{ends.Count} {(ends.Count == 1 ? "offer of places ends" : "offers of places end")} today"), $"{VisitsDeskModule.Root}?wait=offers", ends.Min());
    }

    private async Task<Waiting?> Reports(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var count = await db.VisitSessions.CountAsync(s => s.EndsAt < now && s.State != SessionState.Cancelled && s.State != SessionState.Draft && !db.VisitReports.Any(r => r.SessionId == s.Id && r.PublishedAt != null), stop);
        return count == 0 ? null : new(new(
            $"{count} {(count < 2 ? "visite passée n’a pas" : "visites passées n’ont pas")} de compte rendu",
            $"{count} past {(count == 1 ? "visit has" : "visits have")} no report"), $"{VisitsDeskModule.Root}?wait=report");
    }

    private async Task<Waiting?> Drafts(CancellationToken stop)
    {
        var (now, near) = (clock.GetUtcNow(), clock.GetUtcNow() + s_near);
        var starts = await db.VisitSessions.Where(s => s.State == SessionState.Draft && s.StartsAt > now && s.StartsAt < near).Select(s => s.StartsAt).ToListAsync(stop);
        return starts.Count == 0 ? null : new(new(
            $"{starts.Count} {(starts.Count < 2 ? "séance en brouillon commence" : "séances en brouillon commencent")} dans moins de deux semaines",
            $"{starts.Count} draft {(starts.Count == 1 ? "session begins" : "sessions begin")} in less than two weeks"), $"{VisitsDeskModule.Root}?state=Draft&when=coming", starts.Min());
    }

    // How many, never what nor whose.
    private async Task<Waiting?> Needs(CancellationToken stop)
    {
        var (now, near) = (clock.GetUtcNow(), clock.GetUtcNow() + s_toPrepare);
        var sessions = await db.VisitSessions.Where(s => s.StartsAt > now && s.StartsAt < near && (s.State == SessionState.Published || s.State == SessionState.Moved))
            .Select(s => new { s.Id, s.StartsAt, Needs = db.Registrations.Count(r => r.SessionId == s.Id && r.HeldBy != null && db.RegistrationNeeds.Any(n => n.RegistrationId == r.Id)) })
            .Where(s => s.Needs > 0).OrderBy(s => s.StartsAt).ToListAsync(stop);
        var count = sessions.Sum(s => s.Needs);
        return sessions is not [var first, ..] ? null : new(new(
            $"{count} {(count < 2 ? "inscription a" : "inscriptions ont")} des besoins à préparer cette semaine",
            $"{count} {(count == 1 ? "registration has" : "registrations have")} needs to prepare this week"), $"{VisitsDeskModule.Sessions}/{first.Id}?needs=yes", first.StartsAt);
    }
}
