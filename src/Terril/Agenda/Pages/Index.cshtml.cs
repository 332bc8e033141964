using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Agenda.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Agenda.Pages;

/// <summary>Visits and events: a list of what is to come and the month, or one month, one week, one day.</summary>
[Open]
[SharedPage("kind", "theme", "territory", "audience", "organisation", "free", "online", "q", "from", "to", "view", "day", "number")]
public sealed class IndexPage(FindEntries find, Words T, Links links, TimeProvider clock) : PageModel
{
    public const int PageSize = 40;

    private const int MostInADay = 3;

    public AgendaAsked Asked { get; private set; } = new();

    public AgendaHeld Held { get; private set; } = null!;

    public SubjectNames Names => find.Names;

    public DateOnly Today { get; } = Paris.Day(clock.GetUtcNow());

    /// <summary>How many dates are found, on all pages.</summary>
    public int Count { get; private set; }

    /// <summary>Those of the page, by their month, or their day when less than a month is shown.</summary>
    public IReadOnlyList<(DateOnly Of, IReadOnlyList<AgendaEntry> Entries)> Groups { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    public MonthGrid? Grid { get; private set; }

    /// <summary>The first day that is shown, and the first that is not; null without a bound.</summary>
    public (DateOnly First, DateOnly? After) Shown { get; private set; }

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public async Task<IActionResult> OnGet(string? number, CancellationToken stop)
    {
        Asked = AgendaAsked.Of(Request.Query);
        if (Asked.Faults is [var (name, what), ..]) return Refuse(name, T[new Terril.Observatory.Text($"« {name} » {what.Fr}.", $"“{name}” {what.En}.")]);
        Held = await find.Held(stop);
        if (!Held.IsKnown) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Shown = Bounds();
        var found = find.Between(Held, Asked, Paris.Start(Shown.First), Shown.After is { } after ? Paris.Start(after) : DateTimeOffset.MaxValue);
        // What began before and goes on is shown where it goes on.
        Count = found.Count;
        Pages = Math.Max(1, (Count + PageSize - 1) / PageSize);
        if (number is not null && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= 1 && read <= Pages)) return Refuse("number", T[$"La dernière page est {Pages}.", $"The last page is {Pages}."]);
        Number = number is null ? 1 : int.Parse(number, CultureInfo.InvariantCulture);
        Groups = [.. found.Skip((Number - 1) * PageSize).Take(PageSize).GroupBy(GroupOf, (of, entries) => (of, (IReadOnlyList<AgendaEntry>)[.. entries]))];
        if (Asked.View is AgendaView.List or AgendaView.Month) Draw(found);
        Choices();
        return Page();
    }

    /// <summary>This page, asked otherwise.</summary>
    public string At(AgendaAsked asked, int number = 1) => links.To(AgendaPaths.Agenda, asked.Query(number));

    /// <summary>The same dates as a calendar, or as news.</summary>
    public string As(string path) => links.To(path, Asked.Filters());

    /// <summary>The same view, one step before or after.</summary>
    public AgendaAsked Step(int by) => Asked with
    {
        Day = Asked.View switch
        {
            AgendaView.Week => Shown.First.AddDays(7 * by),
            AgendaView.Day => Shown.First.AddDays(by),
            _ => MonthGrid.First(Shown.First).AddMonths(by),
        },
    };

    /// <summary>What a view shows, in words: the month, the week, the day.</summary>
    public string Named(AgendaAsked asked) => asked.Day is not { } day ? "" : asked.View switch
    {
        AgendaView.Week => T[$"semaine du {T.Date(MondayOf(day))}", $"week of {T.Date(MondayOf(day))}"],
        AgendaView.Day => T.Date(day),
        _ => T.Month(day),
    };

    private (DateOnly, DateOnly?) Bounds()
    {
        var day = Asked.Day ?? Asked.From ?? Today;
        var (first, after) = Asked.View switch
        {
            AgendaView.Month => (MonthGrid.First(day), MonthGrid.First(day).AddMonths(1)),
            AgendaView.Week => (MondayOf(day), MondayOf(day).AddDays(7)),
            AgendaView.Day => (day, day.AddDays(1)),
            _ => (Asked.From ?? Today, Asked.To?.AddDays(1)),
        };
        return (first, after);
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private DateOnly GroupOf(AgendaEntry entry)
    {
        var day = Paris.Day(entry.StartsAt);
        if (day < Shown.First) day = Shown.First;
        return Asked.View is AgendaView.List ? MonthGrid.First(day) : day;
    }

    private void Draw(IReadOnlyList<AgendaEntry> found)
    {
        var month = MonthGrid.First(Asked.View == AgendaView.Month ? Shown.First : Asked.Day ?? (Groups.Count > 0 ? Groups[0].Of : Shown.First));
        var entries = Asked.View == AgendaView.Month ? found : find.Between(Held, Asked, Paris.Start(month), Paris.Start(month.AddMonths(1)));
        var days = entries.SelectMany(e => Days(e, month).Select(day => (Day: day, Entry: e))).GroupBy(d => d.Day, d => d.Entry);
        Grid = MonthGrid.Of(month, Today, days.SelectMany(Items));
    }

    // A day that is full says how many more there are, and leads to them.
    private IEnumerable<MonthItem> Items(IGrouping<DateOnly, AgendaEntry> day)
    {
        var all = day.ToList();
        foreach (var entry in all.Take(all.Count > MostInADay + 1 ? MostInADay : all.Count)) yield return new(day.Key, links.To(entry.Path), Cell(entry)) { IsStrong = entry.IsVisit };
        if (all.Count <= MostInADay + 1) yield break;
        var rest = all.Count - MostInADay;
        yield return new(day.Key, At(Asked with { View = AgendaView.Day, Day = day.Key }), T[$"et {T.Number(rest)} autres", $"and {T.Number(rest)} more"]);
    }

    private static IEnumerable<DateOnly> Days(AgendaEntry entry, DateOnly month)
    {
        var (first, last) = (Paris.Day(entry.StartsAt), Paris.Day(entry.EndsAt > entry.StartsAt ? entry.EndsAt.AddTicks(-1) : entry.EndsAt));
        for (var day = first < month ? month : first; day <= last && day < month.AddMonths(1); day = day.AddDays(1)) yield return day;
    }

    private string Cell(AgendaEntry entry)
    {
        var state = entry.MovedTo is not null ? T["reporté", "moved"] : entry.Status switch { Events.EventStatus.Cancelled => T["annulé", "cancelled"], Events.EventStatus.Full => T["complet", "full"], _ => "" };
        var title = Beginnings.Of(T[entry.Title], 40);
        return state.Length == 0 ? title : $"{title}, {state}";
    }

    // What is offered is what is told somewhere, and what is asked.
    private void Choices()
    {
        Themes = [.. Held.Said.Themes.Concat(Held.Visits.Said.Sessions.SelectMany(s => s.Themes)).Append(Asked.Theme ?? "").Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(Names.Theme, StringComparer.CurrentCulture)];
        Territories =
        [
            .. Held.Said.Territories.Concat(Held.Visits.Said.Sessions.SelectMany(s => s.Territories)).Select(key => Names.PlaceOf(key)).Append(Asked.Territory is { } asked ? Names.Territory(asked) : null)
                .OfType<Territory>().Distinct().OrderBy(t => t.Name, StringComparer.CurrentCulture),
        ];
    }

    private StatusCodeResult Refuse(string parameter, string what)
    {
        HttpContext.Features.Set(new BadParameter(parameter, what));
        return StatusCode(StatusCodes.Status400BadRequest);
    }
}
