using System.Globalization;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Agenda.Events;

/// <summary>A date as it is typed: a day and hours, or days without hours.</summary>
public sealed class DateFields
{
    public string? Day { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public string? LastDay { get; set; }

    public bool IsEmpty => new[] { Day, From, Until, LastDay }.All(string.IsNullOrWhiteSpace);
}

/// <summary>What is typed of an event, by whoever types it.</summary>
public class EventForm
{
    public const int MostDates = 60;

    private const int FreeRows = 3;
    private const int MostWords = 4_000;

    public string? TitleFr { get; set; }

    public string? TitleEn { get; set; }

    public string? WhatFr { get; set; }

    public string? WhatEn { get; set; }

    public EventKind? Kind { get; set; }

    public List<DateFields> Dates { get; set; } = [];

    public Attendance? Attendance { get; set; }

    public string? PlaceName { get; set; }

    public string? PlaceAddress { get; set; }

    /// <summary>One a line.</summary>
    public string? Territories { get; set; }

    public string? OnlineLink { get; set; }

    public string? Organiser { get; set; }

    public string[] Themes { get; set; } = [];

    public string[] Audiences { get; set; } = [];

    public string[] Languages { get; set; } = [];

    public string? Access { get; set; }

    /// <summary><c>free</c>, <c>paid</c>, or nothing.</summary>
    public string? Cost { get; set; }

    public string? Price { get; set; }

    public string? RegistrationLink { get; set; }

    public string? WebPage { get; set; }

    public EventStatus? Status { get; set; }

    public string? StatusSays { get; set; }

    /// <summary>As many rows as there are dates, and a few more.</summary>
    public IReadOnlyList<DateFields> Rows => [.. Dates.Where(d => !d.IsEmpty), .. Enumerable.Range(0, Math.Max(0, Math.Min(FreeRows, MostDates - Dates.Count(d => !d.IsEmpty)))).Select(_ => new DateFields())];

    public void Show(AgendaEvent one, TypedSubjects names, CollectivesSaid who)
    {
        (TitleFr, TitleEn, WhatFr, WhatEn, Kind, Attendance) = (one.TitleFr, one.TitleEn, one.WhatFr, one.WhatEn, one.Kind, one.Attendance);
        (PlaceName, PlaceAddress, OnlineLink, Territories) = (one.PlaceName, one.PlaceAddress, one.OnlineLink, names.Say(one.Territories));
        Organiser = who.Organisation(one.OrganisationId)?.Name ?? one.OrganiserName;
        (Themes, Audiences, Languages) = ([.. SpacedKeys.List(one.Themes)], [.. SpacedKeys.List(one.Audiences)], [.. SpacedKeys.List(one.Languages)]);
        (Access, Price, RegistrationLink, WebPage, Status, StatusSays) = (one.Access, one.Price, one.RegistrationLink, one.Page, one.Status, one.StatusSays);
        Cost = one.IsFree switch { true => "free", false => "paid", null => "" };
        Dates = [.. one.Dates.Where(d => !d.IsCancelled).OrderBy(d => d.StartsAt).Select(Typed)];
    }

    /// <summary>Puts what was typed in the event, once nothing is wrong with it; else says what is, field by field.</summary>
    /// <param name="holder">Who holds it whatever is typed: the organisation of a member.</param>
    public bool Fill(AgendaEvent one, TypedSubjects names, IReadOnlyList<(string Value, string Label)> themes, CollectivesSaid who, FormFaults faults, DateTimeOffset now, OrganisationBrief? holder = null)
    {
        var (titleFr, titleEn) = (faults.Line(nameof(TitleFr), TitleFr, 120, isNeeded: true), faults.Line(nameof(TitleEn), TitleEn, 120));
        if (titleFr.Length > 0 && SearchText.Normalise(titleFr).Length == 0) faults.Add(nameof(TitleFr), "écrivez un titre avec des lettres", "write a title with letters");
        var (whatFr, whatEn) = (faults.Words(nameof(WhatFr), WhatFr, MostWords, isNeeded: true), faults.Words(nameof(WhatEn), WhatEn, MostWords));
        if (Kind is null || !Enum.IsDefined(Kind.Value)) faults.Add(nameof(Kind), "dites quel rendez-vous c’est", "say what kind of event it is");
        var dates = Read(faults);
        if (Attendance is null || !Enum.IsDefined(Attendance.Value)) faults.Add(nameof(Attendance), "dites si l’on y vient, ou si on le suit en ligne", "say whether one comes, or follows it online");
        var (place, address) = (faults.Line(nameof(PlaceName), PlaceName), faults.Line(nameof(PlaceAddress), PlaceAddress));
        if (Attendance is Events.Attendance.OnSite or Events.Attendance.Both && place.Length == 0 && faults[nameof(PlaceName)] is null) faults.Add(nameof(PlaceName), "dites où l’on vient", "say where one comes");
        var territories = names.ReadTerritories(nameof(Territories), Territories, one.Territories, faults);
        var (online, registration, page) = (faults.Web(nameof(OnlineLink), OnlineLink), faults.Web(nameof(RegistrationLink), RegistrationLink), faults.Web(nameof(WebPage), WebPage));
        var organiser = holder?.Name ?? faults.Line(nameof(Organiser), Organiser, 200, isNeeded: true);
        var access = faults.Words(nameof(Access), Access, 1_000);
        var price = faults.Line(nameof(Price), Price, 100);
        var status = faults.Line(nameof(StatusSays), StatusSays, 300);
        if (Status is { } said && !Enum.IsDefined(said)) faults.Add(nameof(Status), "choisissez dans la liste", "choose from the list");
        if (faults.Any) return false;

        (one.TitleFr, one.TitleEn, one.WhatFr, one.WhatEn, one.Kind, one.Attendance) = (titleFr, titleEn, whatFr, whatEn, Kind!.Value, Attendance!.Value);
        var isMoved = one.PlaceName != place || one.PlaceAddress != address;
        (one.PlaceName, one.PlaceAddress, one.OnlineLink, one.Territories, one.RegistrationLink, one.Page) = (place, address, online, territories, registration, page);
        var known = holder ?? who.Named(organiser);
        (one.OrganisationId, one.OrganiserName) = (known?.Id, organiser);
        one.Themes = SpacedKeys.Of(Themes.Where(t => themes.Any(theme => theme.Value == t) || one.Themes.Contains(SpacedKeys.One(t), StringComparison.Ordinal)));
        one.Audiences = SpacedKeys.Of(Audiences.Where(a => AgendaWords.Audiences.Any(audience => audience.Key == a)));
        one.Languages = SpacedKeys.Of(Languages.Where(l => AgendaWords.Spoken.Any(language => language.Key == l)));
        (one.Access, one.IsFree, one.Price) = (access, Cost switch { "free" => true, "paid" => false, _ => null }, Cost == "free" ? "" : price);
        var wasCancelled = one.Status == EventStatus.Cancelled;
        if (Status is { } wanted) (one.Status, one.StatusSays) = (wanted, status);
        var datesChanged = ChangeDates.Run(one, dates, now);
        if (!datesChanged && one.PublishedAt is not null && (isMoved || wasCancelled != (one.Status == EventStatus.Cancelled))) one.Sequence++;
        one.Words = WordsOf(one);
        return true;
    }

    public static string WordsOf(AgendaEvent one) => SearchText.Normalise($"{one.TitleFr} {one.TitleEn} {one.OrganiserName} {one.PlaceName} {one.WhatFr}");

    private List<WantedDate> Read(FormFaults faults)
    {
        List<WantedDate> dates = [];
        for (var i = 0; i < Dates.Count; i++)
        {
            if (Dates[i].IsEmpty) continue;
            string At(string field) => $"{nameof(Dates)}[{i}].{field}";
            var (typed, before) = (Dates[i], faults.All.Count);
            var day = faults.Day(At(nameof(DateFields.Day)), typed.Day, isNeeded: true);
            var last = faults.Day(At(nameof(DateFields.LastDay)), typed.LastDay, isNeeded: false) ?? day;
            var (from, until) = (faults.At(At(nameof(DateFields.From)), day, typed.From, isNeeded: false), faults.At(At(nameof(DateFields.Until)), last, typed.Until, isNeeded: false));
            if (faults.All.Count > before || day is null) continue;
            if (last < day) faults.Add(At(nameof(DateFields.LastDay)), "le dernier jour vient après le premier", "the last day comes after the first");
            else if (from is null && until is not null) faults.Add(At(nameof(DateFields.From)), "donnez aussi l’heure du début, ou aucune", "give the hour of the beginning as well, or neither");
            else if (from is null) dates.Add(new(Paris.Start(day.Value).ToUniversalTime(), Paris.Start(last!.Value.AddDays(1)).ToUniversalTime(), true));
            else if (until <= from) faults.Add(At(nameof(DateFields.Until)), "la fin vient après le début", "the end comes after the beginning");
            else dates.Add(new(from.Value, until ?? from.Value, false));
        }
        if (dates.Count == 0 && faults[$"{nameof(Dates)}[0].Day"] is null) faults.Add($"{nameof(Dates)}[0].Day", "donnez une date au moins", "give a date at least");
        else if (Dates.Count > MostDates) faults.Add($"{nameof(Dates)}[0].Day", $"{MostDates} dates au plus : faites-en deux rendez-vous", $"{MostDates} dates at most: make it two events");
        return dates;
    }

    private static DateFields Typed(AgendaDate date) => new()
    {
        Day = TypedFields.DayOf(date.StartsAt),
        From = date.IsAllDay ? "" : TypedFields.HourOf(date.StartsAt),
        Until = date.IsAllDay || date.EndsAt == date.StartsAt ? "" : TypedFields.HourOf(date.EndsAt),
        LastDay = date.LastDay > Paris.Day(date.StartsAt) ? date.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
    };
}

/// <summary>The fields of an event, as <c>_Form.cshtml</c> writes them.</summary>
public sealed record EventFields(EventForm Form, FormFaults Faults)
{
    /// <summary>For somebody without an account: what is needed, and little more.</summary>
    public bool IsShort { get; init; }

    /// <summary>Who holds it, whatever is typed.</summary>
    public string? Holder { get; init; }

    /// <summary>It was announced: it may be cancelled, or full.</summary>
    public bool IsSaid { get; init; }

    /// <summary>The words were read by the team, and stay: its dates and how it stands alone are asked.</summary>
    public bool AreWordsKept { get; init; }
}
