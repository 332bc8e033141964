using System.Globalization;
using Terril.Actions.Census;
using Terril.Agenda.Events;
using Terril.Shared.Database;

namespace Terril.Bench.Collective;

/// <summary>A census and an agenda of a size that no centre has yet: the same ones at each run.</summary>
internal static class MadeUp
{
    public const int Actions = 10_000;
    public const int Events = 50_000;

    private const int Batch = 5_000;

    private static readonly string[] s_themes = ["climate", "waste", "energy", "territory"];

    private static readonly Random s_points = new(20151130);

    /// <param name="territories">Where: <c>level:code</c>.</param>
    public static async Task Write(Func<TerrilDb> open, IReadOnlyList<string> territories, DateTimeOffset now)
    {
        for (var from = 0; from < Actions; from += Batch)
            await Keep(open, db => db.ActionSheets.AddRange(Enumerable.Range(from, Batch).Select(n => Action(n, territories, now))));
        for (var from = 0; from < Events; from += Batch)
            await Keep(open, db => db.AgendaEvents.AddRange(Enumerable.Range(from, Batch).Select(n => Event(n, territories, now))));
    }

    /// <summary>One action more, as the desk would write it: all that is known of the census is read again.</summary>
    public static Task OneMore(Func<TerrilDb> open, IReadOnlyList<string> territories, int number) =>
        Keep(open, db =>
        {
            db.ActionSheets.Add(Action(Actions + number, territories, DateTimeOffset.UtcNow));
            db.AgendaEvents.Add(Event(Events + number, territories, DateTimeOffset.UtcNow));
        });

    private static async Task Keep(Func<TerrilDb> open, Action<TerrilDb> add)
    {
        await using var db = open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        add(db);
        await db.SaveChangesAsync();
    }

    private static ActionSheet Action(int n, IReadOnlyList<string> territories, DateTimeOffset now)
    {
        var sheet = new ActionSheet
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"action-{n}"), TitleFr = $"Exemple : une action au titre assez long pour être vraisemblable, numéro {n}", LeadName = $"Structure exemple {n % 400}",
            WhatFr = string.Concat(Enumerable.Repeat("Une phrase qui dit ce qui est fait. ", 20)), Territories = SpacedKeys.Of([territories[n * 7 % territories.Count]]), Themes = SpacedKeys.Of([s_themes[n % 4]]),
            Latitude = 49.2 + (s_points.NextDouble() * 1.8), Longitude = 1.6 + (s_points.NextDouble() * 2.5), Stage = (ActionStage)(n % 6), State = ActionState.Published, PublishedAt = now, CreatedAt = now, ChangedAt = now.AddMinutes(-(n % Actions)),
        };
        sheet.Words = SheetForm.WordsOf(sheet);
        return sheet;
    }

    // A year back and a year on; written one after another.
    private static AgendaEvent Event(int n, IReadOnlyList<string> territories, DateTimeOffset now)
    {
        var starts = now.AddMinutes((n * 21.0) - (Events * 10.5));
        var one = new AgendaEvent
        {
            Slug = string.Create(CultureInfo.InvariantCulture, $"rendez-vous-{n}"), TitleFr = $"Exemple : un rendez-vous au titre assez long pour être vraisemblable, numéro {n}", WhatFr = "Ce qui s’y passe, en une phrase.",
            Kind = EventKind.Workshop, OrganiserName = $"Structure exemple {n % 400}", PlaceName = "Salle exemple", Territories = SpacedKeys.Of([territories[n * 7 % territories.Count]]), Themes = SpacedKeys.Of([s_themes[n % 4]]),
            State = EventState.Published, PublishedAt = now, CreatedAt = now, ChangedAt = now.AddMinutes(-(n % Events)), EndsAt = starts.AddHours(2),
        };
        one.Dates.Add(new() { EventId = one.Id, StartsAt = starts, EndsAt = starts.AddHours(2) });
        one.Words = EventForm.WordsOf(one);
        return one;
    }
}
