using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.After;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Import;

/// <summary>How many were put in, and how many were there already.</summary>
internal sealed record ImportOutcome(int Circuits, int Sessions, int Known);

/// <summary>Puts in the room the visits that files write. What bears a name that is known is left as it is: twice changes nothing.</summary>
internal sealed class ImportVisits(TerrilDb db, TimeProvider clock)
{
    private int _circuits, _sessions, _known;

    /// <summary>Whether nothing was ever put in the room.</summary>
    public async Task<bool> IsEmpty(CancellationToken stop) => !await db.Circuits.AnyAsync(stop) && !await db.VisitSessions.AnyAsync(stop);

    public async Task<ImportOutcome> Run(IReadOnlyList<WrittenVisit> visits, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("visits import", stop);
        foreach (var visit in visits)
        {
            var circuit = visit.IsInCatalogue ? await CircuitOf(visit, stop) : null;
            foreach (var session in visit.Sessions) await Add(visit, session, circuit, stop);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new(_circuits, _sessions, _known);
    }

    private async Task<Circuit> CircuitOf(WrittenVisit visit, CancellationToken stop)
    {
        if (await db.Circuits.SingleOrDefaultAsync(c => c.Slug == visit.Slug, stop) is { } known)
        {
            _known++;
            return known;
        }
        var now = clock.GetUtcNow();
        var circuit = new Circuit { Slug = visit.Slug, About = visit.About.Copy(), IsPublished = true, CreatedAt = now, ChangedAt = now, Words = Words(visit.About) };
        foreach (var (i, stopThere) in visit.Stops.Index()) circuit.Stops.Add(new() { CircuitId = circuit.Id, Position = i + 1, About = stopThere.About.Copy() });
        db.Circuits.Add(circuit);
        _circuits++;
        return circuit;
    }

    private async Task Add(WrittenVisit visit, WrittenSession written, Circuit? circuit, CancellationToken stop)
    {
        if (await db.VisitSessions.AnyAsync(s => s.Slug == written.Slug, stop))
        {
            _known++;
            return;
        }
        var now = clock.GetUtcNow();
        var day = written.Day.From(Paris.Day(now));
        var session = new VisitSession
        {
            CircuitId = circuit?.Id, Slug = written.Slug, About = visit.About.Copy(), State = written.State, StartsAt = Paris.At(day, written.From), EndsAt = Paris.At(day, written.To),
            CreatedAt = now, ChangedAt = now, Words = Words(visit.About),
        };
        written.Fill(session);
        if (written.MovedFrom is { } former) session.PreviousStartsAt = Paris.At(former.From(Paris.Day(now)), written.From);
        // As the acts that move and cancel would have left it.
        session.Sequence = written.State is SessionState.Moved or SessionState.Cancelled ? 1 : 0;
        foreach (var (i, at) in visit.Stops.Index())
            session.Stops.Add(new()
            {
                SessionId = session.Id, Position = i + 1, About = at.About.Copy(), IsTimeSet = at.At is not null,
                StartsAt = at.At is { } hour ? Paris.At(day, hour) : session.StartsAt,
            });
        Programme.Compute(session.StartsAt, session.Stops);
        db.VisitSessions.Add(session);
        if (written.Report is { } report)
            db.VisitReports.Add(new VisitReport { SessionId = session.Id, TextFr = report.TextFr, TextEn = report.TextEn, TakeawaysFr = report.TakeawaysFr, TakeawaysEn = report.TakeawaysEn, ChangedAt = now, PublishedAt = now });
        _sessions++;
    }

    private static string Words(VisitAbout about) => SearchText.Normalise($"{about.TitleFr} {about.TitleEn} {about.Place}");
}
