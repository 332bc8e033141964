using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Wording;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Agenda;

/// <summary>A line of the agenda: a session, or the day that it was moved from.</summary>
public sealed record AgendaLine(VisitSession Session, DateTimeOffset At, bool IsFormer);

/// <summary>A territory and the sessions that speak to it.</summary>
/// <param name="Territory">Null for those that speak to none.</param>
public sealed record PlaceOfVisits(Territory? Territory, IReadOnlyList<VisitSession> Sessions);

/// <summary>What is to come, what was, and what may be asked for: a list first, then the month, then by place.</summary>
[Open]
public sealed class IndexPage(TerrilDb db, KnownVisits known, SubjectNames names, Words T, Links links, TimeProvider clock) : PageModel
{
    private const int MostPast = 12;

    public AgendaAsked Asked { get; private set; } = new();

    public SubjectNames Names => names;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>The sessions of the list, by their month.</summary>
    public IReadOnlyList<(DateOnly Month, IReadOnlyList<AgendaLine> Lines)> Months { get; private set; } = [];

    public IReadOnlyList<VisitSession> Sessions { get; private set; } = [];

    public MonthGrid Grid { get; private set; } = null!;

    public IReadOnlyList<PlaceOfVisits> Places { get; private set; } = [];

    public TileMap? Map { get; private set; }

    public IReadOnlyList<CircuitBrief> Circuits { get; private set; } = [];

    public IReadOnlyList<VisitBrief> Past { get; private set; } = [];

    /// <summary>The years of what is over, and how many sessions each had.</summary>
    public IReadOnlyList<(int Year, int Count)> Years { get; private set; } = [];

    /// <summary>When nothing is found: the filter without which something is, and how many.</summary>
    public (Terril.Observatory.Text Filter, int Count, string Address)? Nearest { get; private set; }

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public IReadOnlyList<string> Spoken { get; private set; } = [];

    /// <summary>Days gone by were asked for: the list has them, and nothing is over apart.</summary>
    public bool IsPastAsked => Asked.From is { } from && from < Paris.Day(Now);

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        var visits = await known.Now(stop);
        if (visits.Said.Edition.Length == 0) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Asked = AgendaAsked.Of(Request.Query);
        if (Asked.Faults is [var (name, what), ..]) return Refuse(name, T[new Terril.Observatory.Text($"« {name} » {what.Fr}.", $"“{name}” {what.En}.")]);

        Choices(visits.Said);
        var coming = IsPastAsked ? visits.Said.Sessions.OrderBy(s => s.StartsAt).ToList() : visits.Coming;
        var rows = await Rows(coming, stop);
        Sessions = [.. Found(Asked, coming, rows)];
        Months = [.. Sessions.SelectMany(Lines).OrderBy(l => l.At).GroupBy(l => MonthGrid.First(Paris.Day(l.At)), (month, lines) => (month, (IReadOnlyList<AgendaLine>)[.. lines]))];
        if (Sessions.Count == 0) Nearest = WithoutOne(coming, rows);
        await Draw(visits, stop);
        Locate();
        var isThere = IsThere(Asked);
        Circuits = [.. visits.Said.Circuits.Where(c => Asked.Wants(c, isThere))];
        if (!IsPastAsked) Remember([.. visits.Past.Where(s => (Asked with { From = null, To = null }).Wants(s, isThere))]);
        return Page();
    }

    /// <summary>This page, asked otherwise.</summary>
    public string At(AgendaAsked asked, DateOnly? month = null) => links.To(VisitPaths.Agenda, asked.Query(month));

    /// <summary>The calendar of what this page lists.</summary>
    public string Feed => links.To(VisitPaths.Feed, Asked.Query());

    /// <summary>Answers that a parameter is wrong, and what to write instead.</summary>
    private StatusCodeResult Refuse(string parameter, string what)
    {
        HttpContext.Features.Set(new BadParameter(parameter, what));
        return StatusCode(StatusCodes.Status400BadRequest);
    }

    private Func<IReadOnlyList<string>, bool> IsThere(AgendaAsked asked) => asked.Territory is { } territory ? names.About(territory) : _ => true;

    private async Task<Dictionary<string, VisitSession>> Rows(IEnumerable<VisitBrief> visits, CancellationToken stop)
    {
        var slugs = visits.Select(v => v.Slug).ToList();
        return await db.VisitSessions.AsNoTracking().Where(s => slugs.Contains(s.Slug) && s.State != SessionState.Draft).ToDictionaryAsync(s => s.Slug, StringComparer.Ordinal, stop);
    }

    private IEnumerable<VisitSession> Found(AgendaAsked asked, IEnumerable<VisitBrief> among, Dictionary<string, VisitSession> rows)
    {
        var isThere = IsThere(asked);
        return among.Where(v => asked.Wants(v, isThere)).Select(v => rows.GetValueOrDefault(v.Slug)).OfType<VisitSession>().Where(s => !asked.Free || PlacesSaid.HasPlaces(s, Now));
    }

    // A date that was moved stays listed, with the one that replaces it.
    private IEnumerable<AgendaLine> Lines(VisitSession session)
    {
        yield return new(session, session.StartsAt, false);
        if (session.State == SessionState.Moved && session.PreviousStartsAt is { } former && Paris.Day(former) >= (IsPastAsked ? Asked.From!.Value : Paris.Day(Now)) && Paris.Day(former) != Paris.Day(session.StartsAt))
            yield return new(session, former, true);
    }

    private (Terril.Observatory.Text, int, string)? WithoutOne(IReadOnlyList<VisitBrief> among, Dictionary<string, VisitSession> rows)
    {
        (Terril.Observatory.Text Name, AgendaAsked Without)[] others =
        [
            (new("Places libres", "Places left"), Asked with { Free = false }), (new("Langue", "Language"), Asked with { Language = null }),
            (new("Du… au…", "From… to…"), Asked with { From = null, To = null }), (new("Thème", "Theme"), Asked with { Theme = null }),
            (new("Territoire", "Territory"), Asked with { Territory = null }), (new("Indicateur", "Indicator"), Asked with { Indicator = null }),
        ];
        return others.Where(o => o.Without != Asked).Select(o => (o.Name, Count: Found(o.Without, among, rows).Count(), At(o.Without)))
            .Where(o => o.Count > 0).Select(o => ((Terril.Observatory.Text, int, string)?)o).FirstOrDefault();
    }

    private async Task Draw(VisitsNow visits, CancellationToken stop)
    {
        var month = Asked.Month ?? MonthGrid.First(Months.Count > 0 ? Months[0].Month : Paris.Day(Now));
        var (start, end) = (Paris.Start(month), Paris.Start(month.AddMonths(1)));
        var near = visits.Said.Sessions.Where(s => s.StartsAt < end && s.EndsAt > start || s.PreviousStartsAt is { } was && was >= start && was < end).ToList();
        var asked = Asked with { From = null, To = null };
        var items = Found(asked, near, await Rows(near, stop)).SelectMany(s => Days(s).Select(day => new MonthItem(day, links.To(VisitPaths.Session(s.Slug)), Cell(s, day)) { IsStrong = true }));
        Grid = MonthGrid.Of(month, Paris.Day(Now), items.OrderBy(i => i.Says, StringComparer.Ordinal));
    }

    private static IEnumerable<DateOnly> Days(VisitSession s)
    {
        var (first, last) = (Paris.Day(s.StartsAt), Paris.Day(s.EndsAt.AddTicks(-1)));
        for (var day = first; day <= last; day = day.AddDays(1)) yield return day;
        if (s.State == SessionState.Moved && s.PreviousStartsAt is { } former && Paris.Day(former) is var was && (was < first || was > last)) yield return was;
    }

    private string Cell(VisitSession s, DateOnly day)
    {
        var state = s.State == SessionState.Moved && day != Paris.Day(s.StartsAt) ? T["reportée", "moved"] : PlacesSaid.Of(s, Now, T).Short;
        return state.Length == 0 ? T[s.About.Title] : $"{T[s.About.Title]}, {state}";
    }

    private void Locate()
    {
        var told = Sessions.SelectMany(s => TerritoriesOf(s).Select(t => (Territory: t, Session: s)));
        Places = [.. told.GroupBy(p => p.Territory, p => p.Session).OrderBy(g => g.Key is null).ThenBy(g => g.Key?.Name, StringComparer.Ordinal).Select(g => new PlaceOfVisits(g.Key, [.. g]))];
        if (names.Release is { } release) Map = EpciMap.Places(release, [.. Places.Select(p => p.Territory).OfType<Territory>()]);
    }

    // Null for one that speaks to none: it is in the list all the same.
    private IEnumerable<Territory?> TerritoriesOf(VisitSession session)
    {
        var told = SpacedKeys.List(session.About.Territories).Select(names.PlaceOf).OfType<Territory>().Distinct().ToList();
        if (told.Count == 0) return new Territory?[] { null };
        return told;
    }

    private void Remember(IReadOnlyList<VisitBrief> past)
    {
        Past = [.. past.Take(MostPast)];
        Years = past.Count <= MostPast ? [] : [.. past.GroupBy(s => Paris.Day(s.StartsAt).Year, (year, all) => (year, all.Count()))];
    }

    private void Choices(VisitsSaid said)
    {
        Themes = [.. said.Sessions.SelectMany(s => s.Themes).Concat(said.Circuits.SelectMany(c => c.Themes)).Append(Asked.Theme ?? "").Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(names.Theme, StringComparer.CurrentCulture)];
        Spoken = [.. said.Sessions.SelectMany(s => s.Languages).Append(Asked.Language ?? "").Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(names.Language, StringComparer.CurrentCulture)];
        Territories = [.. said.Sessions.SelectMany(s => s.Territories).Concat(said.Circuits.SelectMany(c => c.Territories)).Append(Asked.Territory ?? "").Distinct(StringComparer.Ordinal).Select(names.Territory).OfType<Territory>().OrderBy(t => t.Name, StringComparer.CurrentCulture)];
    }
}
