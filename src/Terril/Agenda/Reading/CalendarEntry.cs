namespace Terril.Agenda.Reading;

/// <summary>A VEVENT once read, before it is repeated.</summary>
/// <param name="Slot">Its first date.</param>
/// <param name="IsEndSaid">Else an occurrence that replaces another lasts as long as it.</param>
/// <param name="Replaces">Which date of the event it stands for.</param>
internal sealed record CalendarEntry(FeedEvent Event, CalendarMoment Start, AgendaSlot Slot, bool IsEndSaid, CalendarMoment? Replaces, CalendarComponent Component)
{
    public int Number => Component.Number;

    /// <summary>The same event on another day or at another hour.</summary>
    public AgendaSlot At(CalendarMoment start) => Slot is { FirstDay: { } first, LastDay: { } last }
        ? AgendaSlot.Days(start.Day, start.Day.AddDays(last.DayNumber - first.DayNumber))
        : new(start.Instant, start.Instant + (Slot.EndsAt - Slot.StartsAt));

    /// <summary>What an occurrence does not say is as in the event that it is of.</summary>
    public CalendarEntry Of(CalendarEntry whole) => this with
    {
        Slot = IsEndSaid || Slot.IsAllDay != whole.Slot.IsAllDay ? Slot : whole.At(Start),
        Event = Event with
        {
            Title = Event.Title.Length > 0 ? Event.Title : whole.Event.Title,
            Description = Event.Description.Length > 0 ? Event.Description : whole.Event.Description,
            Place = Event.Place ?? whole.Event.Place,
            Online = Event.Online ?? whole.Event.Online,
            Page = Event.Page ?? whole.Event.Page,
            Organiser = Event.Organiser.Length > 0 ? Event.Organiser : whole.Event.Organiser,
            Categories = Event.Categories.Count > 0 ? Event.Categories : whole.Event.Categories,
            Language = Event.Language ?? whole.Event.Language,
            Status = whole.Event.Status == Shared.Calendar.CalendarStatus.Cancelled ? whole.Event.Status : Event.Status,
        },
    };
}
