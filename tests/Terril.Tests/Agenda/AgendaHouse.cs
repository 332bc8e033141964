using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Search;
using Terril.Tests.Harness;

namespace Terril.Tests.Agenda;

/// <summary>Events of a house, and what people do of them.</summary>
internal static partial class AgendaHouse
{
    /// <summary>An event that everybody reads; in ten days, for two hours, when no date is given.</summary>
    public static async Task<AgendaEvent> Event(this House house, string title, Action<AgendaEvent>? more = null, params DateTimeOffset[] starts)
    {
        var one = NewEvent(house.Clock.Now, title, starts);
        more?.Invoke(one);
        one.Words = EventForm.WordsOf(one);
        await house.InDatabase(db =>
        {
            db.AgendaEvents.Add(one);
            return db.SaveChangesAsync();
        });
        return one;
    }

    public static AgendaEvent NewEvent(DateTimeOffset now, string title, params DateTimeOffset[] starts)
    {
        var one = new AgendaEvent
        {
            Slug = SearchText.Normalise(title).Replace(' ', '-'), TitleFr = title, WhatFr = "Ce qui s’y passe, en une phrase.", Kind = EventKind.Workshop, OrganiserName = "Structure exemple", PlaceName = "Salle exemple, Lille",
            State = EventState.Published, PublishedAt = now, CreatedAt = now, ChangedAt = now,
        };
        foreach (var at in starts.DefaultIfEmpty(now.AddDays(10))) one.Dates.Add(new() { EventId = one.Id, StartsAt = at.ToUniversalTime(), EndsAt = at.AddHours(2).ToUniversalTime() });
        one.EndsAt = one.Dates.Max(d => d.EndsAt);
        return one;
    }

    public static (string Name, string? Value)[] Fields(string title, DateTimeOffset at, params (string Name, string? Value)[] more)
    {
        (string Name, string? Value)[] usual =
        [
            ("Form.TitleFr", title), ("Form.WhatFr", "Venez avec un objet en panne."), ("Form.Kind", "Workshop"), ("Form.Organiser", "Association exemple"), ("Form.Attendance", "OnSite"), ("Form.PlaceName", "Salle exemple, Dunkerque"),
            ("Form.Territories", "commune:59183"), ("Form.Dates[0].Day", Day(at)), ("Form.Dates[0].From", "14:00"), ("Form.Dates[0].Until", "17:00"), ("Form.Name", "Lou Démonstration"), ("Form.Address", "lou@terril.example"),
        ];
        return [.. usual.Where(u => !more.Any(m => m.Name == u.Name)), .. more];
    }

    public static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Opens the form, reads it, fills it and sends it.</summary>
    public static async Task<HttpResponseMessage> Announce(this House house, params (string Name, string? Value)[] fields)
    {
        using var visitor = house.Stranger();
        var page = await visitor.Page("/agenda/proposer");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await visitor.Fill(page, null, fields);
    }

    /// <summary>The path of the link of the last mail to this address.</summary>
    public static async Task<string> AgendaLink(this House house, string address) => new Uri(Link().Match((await house.Mails(address))[^1].HtmlBody!).Value).AbsolutePath;

    public static Task<AgendaEvent> EventOf(this House house, string title) => house.InDatabase(db => db.AgendaEvents.AsNoTracking().Include(e => e.Dates).SingleAsync(e => e.TitleFr == title));

    [GeneratedRegex(@"https?://[^\s""<>]+/agenda/proposer/[\w-]{43}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
