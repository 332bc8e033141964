using System.Globalization;
using System.Xml.Linq;
using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>
/// From an item of RSS or Atom to an event; null, and said, when it has no date of event. When an article was published tells nothing of
/// when something takes place.
/// </summary>
internal sealed class FeedItem(XElement item, Place place, string? language, FeedFindings findings)
{
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";

    public static FeedEvent? Of(XElement item, Place place, string? language, FeedFindings findings) => new FeedItem(item, place, language, findings).Read();

    private FeedEvent? Read()
    {
        var title = FeedText.Line(StripHtml.Run(Plain("title")));
        var page = Page();
        var uid = Uid(title, page);
        findings.Knows(uid);
        var (begin, end) = (Extra("startdate", "dtstart"), Extra("enddate", "dtend"));
        if (begin.Length == 0 && Extended("when") is { } when) (begin, end) = ((string?)when.Attribute("startTime") ?? "", (string?)when.Attribute("endTime") ?? "");
        if (begin.Length == 0)
        {
            findings.Note("no-date", place, $"« {FeedFindings.Quoted(title)} » est un article, sans date d’événement (ev:startdate) : il n’est pas repris", $"“{FeedFindings.Quoted(title)}” is an article, without a date of event (ev:startdate): it is not taken");
            return null;
        }
        if (FeedSlots.Slot(begin, end) is not { } slot)
        {
            findings.LeftOut("bad-date", place, $"« {FeedFindings.Quoted(begin)} » n’est pas une date (comme 2026-10-21T09:00:00+02:00) : l’événement n’est pas lu", $"“{FeedFindings.Quoted(begin)}” is not a date (like 2026-10-21T09:00:00+02:00): the event is not read");
            return null;
        }
        return new(uid, title)
        {
            Slots = findings.Window.Holds(slot) ? [slot] : [], Description = StripHtml.Run(Description()), Place = Where(), Page = page, Organiser = FeedText.Named(Extra("organizer")),
            Categories = FeedText.Categories(item.Elements().Where(e => e.Name.LocalName == "category").Select(e => (string?)e.Attribute("label") ?? (string?)e.Attribute("term") ?? StripHtml.Run(e.Value))),
            Language = FeedText.Language((string?)item.Attribute(XNamespace.Xml + "lang")) ?? language,
            Modified = Modified(),
        };
    }

    private string Uid(string title, string? page)
    {
        if (FeedText.Uid(Plain("guid", "id")) is { Length: > 0 } said) return said;
        if (page is not null) return FeedText.Uid(page);
        findings.Note("no-uid", place, "élément sans identifiant ni adresse : un identifiant est tiré de son titre", "item without an identifier or an address: an identifier is made from its title");
        return FeedText.MadeUid(title, Extra("startdate", "dtstart"));
    }

    private string? Page()
    {
        var links = item.Elements().Where(e => e.Name.LocalName == "link" && IsPlain(e)).ToList();
        var link = links.Find(l => (string?)l.Attribute("rel") is null or "alternate") ?? links.FirstOrDefault();
        return FeedText.Address((string?)link?.Attribute("href") ?? link?.Value ?? "");
    }

    private string Description() => item.Elements().FirstOrDefault(e => e.Name.LocalName == "encoded")?.Value is { Length: > 0 } whole ? whole : Plain("content", "description", "summary");

    private FeedPlace? Where()
    {
        var name = FeedText.Line(StripHtml.Run(Extra("location") is { Length: > 0 } said ? said : (string?)Extended("where")?.Attribute("valueString") ?? ""));
        var position = Position();
        return name.Length == 0 && position is null ? null : new(name) { Position = position };
    }

    private (double, double)? Position()
    {
        var (latitude, longitude) = (Extra("lat"), Extra("long"));
        if (latitude.Length == 0 && Extra("point").Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var north, var east]) (latitude, longitude) = (north, east);
        return FeedText.Number(latitude) is { } y && FeedText.Number(longitude) is { } x ? FeedText.Position(y, x) : null;
    }

    private DateTimeOffset? Modified() => FeedSlots.Instant(Plain("updated")) is { } updated ? updated
        : DateTimeOffset.TryParse(Plain("pubDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var published) ? published : null;

    // Elements of RSS and Atom themselves, as against those that others add to them.
    private static bool IsPlain(XElement e) => e.Name.Namespace == XNamespace.None || e.Name.Namespace == s_atom || e.Name.Namespace == e.Parent?.Name.Namespace;

    private string Plain(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (item.Elements().FirstOrDefault(e => e.Name.LocalName == name && IsPlain(e)) is { } found && found.Value.Trim() is { Length: > 0 } text) return text;
        return "";
    }

    private XElement? Extended(string name) => item.Elements().FirstOrDefault(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase) && !IsPlain(e));

    private string Extra(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Extended(name)?.Value.Trim() is { Length: > 0 } text) return text;
        return "";
    }
}
