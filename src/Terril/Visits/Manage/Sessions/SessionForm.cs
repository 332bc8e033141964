using System.Globalization;
using Terril.Shared.Forms;
using Terril.Shared.Wording;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What is typed of a session. When it takes place and how many it takes are asked of a draft alone: acts change them afterwards.</summary>
public sealed class SessionForm
{
    public string? TitleFr { get; set; }

    public string? TitleEn { get; set; }

    public string? SummaryFr { get; set; }

    public string? SummaryEn { get; set; }

    public string? Place { get; set; }

    public string? Day { get; set; }

    public string? Hour { get; set; }

    /// <summary>Computed from the stops when it is empty.</summary>
    public string? EndHour { get; set; }

    public string? Capacity { get; set; }

    public string? LargestParty { get; set; } = "30";

    public WaitingRule Rule { get; set; }

    public Audience Audience { get; set; }

    public string? GroupName { get; set; }

    public string? OpensDay { get; set; }

    public string? OpensHour { get; set; }

    public string? ClosesDay { get; set; }

    public string? ClosesHour { get; set; }

    public string? Price { get; set; }

    public string? MeetingFr { get; set; }

    public string? MeetingEn { get; set; }

    public string? TransportFr { get; set; }

    public string? TransportEn { get; set; }

    public string? PracticalFr { get; set; }

    public string? PracticalEn { get; set; }

    public string? AccessFr { get; set; }

    public string? AccessEn { get; set; }

    public string? OrganiserName { get; set; }

    public string? OrganiserAddress { get; set; }

    public string? OrganiserPhone { get; set; }

    public static SessionForm Of(VisitAbout about) => new() { TitleFr = about.TitleFr, TitleEn = about.TitleEn, SummaryFr = about.SummaryFr, SummaryEn = about.SummaryEn, Place = about.Place };

    public static SessionForm Of(VisitSession session)
    {
        var form = Of(session.About);
        (form.Day, form.Hour) = (TypedFields.DayOf(session.StartsAt), TypedFields.HourOf(session.StartsAt));
        form.EndHour = session.EndsAt == ProgrammeHours.End(session) ? "" : TypedFields.HourOf(session.EndsAt);
        (form.Capacity, form.LargestParty) = (Say(session.Capacity), Say(session.LargestParty));
        (form.Rule, form.Audience, form.GroupName) = (session.Rule, session.Audience, session.GroupName);
        (form.OpensDay, form.OpensHour) = (TypedFields.DayOf(session.RegistrationOpensAt), TypedFields.HourOf(session.RegistrationOpensAt));
        (form.ClosesDay, form.ClosesHour) = (TypedFields.DayOf(session.RegistrationClosesAt), TypedFields.HourOf(session.RegistrationClosesAt));
        form.Price = session.PriceCents == 0 ? "" : (session.PriceCents / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        (form.MeetingFr, form.MeetingEn, form.TransportFr, form.TransportEn) = (session.MeetingFr, session.MeetingEn, session.TransportFr, session.TransportEn);
        (form.PracticalFr, form.PracticalEn, form.AccessFr, form.AccessEn) = (session.PracticalFr, session.PracticalEn, session.AccessFr, session.AccessEn);
        (form.OrganiserName, form.OrganiserAddress, form.OrganiserPhone) = (session.OrganiserName, session.OrganiserAddress, session.OrganiserPhone);
        return form;
    }

    /// <summary>The same visit another day: all but its dates.</summary>
    public static SessionForm Again(VisitSession session)
    {
        var form = Of(session);
        (form.Day, form.OpensDay, form.OpensHour, form.ClosesDay, form.ClosesHour) = ("", "", "", "", "");
        return form;
    }

    /// <param name="isDraft">Its day and its places are read too.</param>
    /// <param name="minutes">How long the stops take; none when there is no stop.</param>
    public SessionPlan Read(FormFaults faults, bool isDraft, int minutes, DateTimeOffset now)
    {
        faults.Line(nameof(TitleFr), TitleFr, 120, isNeeded: true);
        faults.Line(nameof(TitleEn), TitleEn, 120);
        faults.Line(nameof(SummaryFr), SummaryFr, 300);
        faults.Line(nameof(SummaryEn), SummaryEn, 300);
        faults.Line(nameof(Place), Place, 120);
        var when = isDraft ? When(faults, minutes, now) : null;
        var capacity = isDraft ? faults.Whole(nameof(Capacity), Capacity, 1, 10_000, isNeeded: true) : null;
        var (opens, closes) = Registration(faults, when?.StartsAt);
        if (Audience == Audience.Group) faults.Line(nameof(GroupName), GroupName, 120, isNeeded: true);
        foreach (var (name, words) in new[]
        {
            (nameof(MeetingFr), MeetingFr), (nameof(MeetingEn), MeetingEn), (nameof(TransportFr), TransportFr), (nameof(TransportEn), TransportEn),
            (nameof(PracticalFr), PracticalFr), (nameof(PracticalEn), PracticalEn), (nameof(AccessFr), AccessFr), (nameof(AccessEn), AccessEn),
        }) faults.Words(name, words, 2_000);
        faults.Line(nameof(OrganiserName), OrganiserName, 100);
        faults.Address(nameof(OrganiserAddress), OrganiserAddress, isNeeded: false);
        faults.Line(nameof(OrganiserPhone), OrganiserPhone, 30);
        return new(when, capacity, faults.Whole(nameof(LargestParty), LargestParty, 1, 1_000, isNeeded: true) ?? 1, opens, closes, faults.Cents(nameof(Price), Price));
    }

    /// <summary>Writes into the session what needs no act.</summary>
    public void Write(VisitSession session, SessionPlan plan)
    {
        session.About.TitleFr = Kept(TitleFr);
        session.About.TitleEn = Kept(TitleEn);
        session.About.SummaryFr = Kept(SummaryFr);
        session.About.SummaryEn = Kept(SummaryEn);
        session.About.Place = Kept(Place);
        (session.Rule, session.Audience, session.GroupName, session.LargestParty) = (Rule, Audience, Audience == Audience.Group ? Kept(GroupName) : "", plan.LargestParty);
        (session.RegistrationOpensAt, session.RegistrationClosesAt, session.PriceCents) = (plan.OpensAt, plan.ClosesAt, plan.PriceCents);
        (session.MeetingFr, session.MeetingEn, session.TransportFr, session.TransportEn) = (Kept(MeetingFr), Kept(MeetingEn), Kept(TransportFr), Kept(TransportEn));
        (session.PracticalFr, session.PracticalEn, session.AccessFr, session.AccessEn) = (Kept(PracticalFr), Kept(PracticalEn), Kept(AccessFr), Kept(AccessEn));
        (session.OrganiserName, session.OrganiserAddress, session.OrganiserPhone) = (Kept(OrganiserName), Kept(OrganiserAddress), Kept(OrganiserPhone));
    }

    private SessionTime? When(FormFaults faults, int minutes, DateTimeOffset now)
    {
        var day = faults.Day(nameof(Day), Day, isNeeded: true);
        var starts = faults.At(nameof(Hour), day, Hour, isNeeded: true);
        if (starts <= now) faults.Add(nameof(Day), "choisissez un jour et une heure à venir", "choose a day and a time to come");
        if (minutes == 0 && string.IsNullOrWhiteSpace(EndHour)) faults.Add(nameof(EndHour), "écrivez l’heure de fin : sans étape, elle ne se calcule pas", "write when it ends: without a stop it cannot be computed");
        var ends = faults.At(nameof(EndHour), day, EndHour, isNeeded: false);
        if (ends <= starts) faults.Add(nameof(EndHour), "écrivez une heure de fin après le début", "write an end after the beginning");
        return starts is { } from ? new(from, ends) : null;
    }

    private (DateTimeOffset?, DateTimeOffset?) Registration(FormFaults faults, DateTimeOffset? startsAt)
    {
        var opensDay = faults.Day(nameof(OpensDay), OpensDay, isNeeded: false);
        var closesDay = faults.Day(nameof(ClosesDay), ClosesDay, isNeeded: false);
        var opens = opensDay is null ? null : faults.At(nameof(OpensHour), opensDay, Or(OpensHour, "00:00"), isNeeded: true);
        // A day without an hour is open to its end.
        var closes = closesDay is null ? null : string.IsNullOrWhiteSpace(ClosesHour) ? Paris.Start(closesDay.Value.AddDays(1)).AddMinutes(-1).ToUniversalTime() : faults.At(nameof(ClosesHour), closesDay, ClosesHour, isNeeded: true);
        if (closes <= opens) faults.Add(nameof(ClosesDay), "fermez les inscriptions après leur ouverture", "close registration after it opens");
        if (closes > startsAt) faults.Add(nameof(ClosesDay), "fermez les inscriptions au plus tard quand la visite commence", "close registration when the visit begins at the latest");
        return (opens, closes);
    }

    private static string Or(string? typed, string otherwise) => string.IsNullOrWhiteSpace(typed) ? otherwise : typed;

    private static string Kept(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>When a session takes place.</summary>
/// <param name="EndsAt">Null when it is computed from the stops.</param>
public sealed record SessionTime(DateTimeOffset StartsAt, DateTimeOffset? EndsAt);

/// <summary>What was typed of a session, once read.</summary>
/// <param name="Time">Null when it is not asked.</param>
/// <param name="Capacity">Null when it is not asked.</param>
public sealed record SessionPlan(SessionTime? Time, int? Capacity, int LargestParty, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int PriceCents);
