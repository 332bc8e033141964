using Terril.Observatory;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Import;

/// <summary>A visit as a file of <c>visits/</c> writes it: what it is about, its stops, its dates.</summary>
/// <param name="IsInCatalogue">Its dates are those of a circuit; else each is a one-off.</param>
internal sealed record WrittenVisit(string Slug, bool IsInCatalogue, VisitAbout About, IReadOnlyList<WrittenStop> Stops, IReadOnlyList<WrittenSession> Sessions, Place Place);

/// <param name="At">Its hour, when it is not the time that the stops before take.</param>
internal sealed record WrittenStop(StopAbout About, TimeOnly? At);

/// <summary>A date of a visit. What is said by <see cref="Fill"/> needs no reading again.</summary>
internal sealed record WrittenSession(string Slug, WrittenDay Day, TimeOnly From, TimeOnly To, SessionState State, WrittenDay? MovedFrom, Action<VisitSession> Fill, WrittenReport? Report, Place Place);

/// <summary>A day of the calendar, or so many after the one of the import, Monday when that is a weekend: made-up dates are always to come.</summary>
internal sealed record WrittenDay(DateOnly? On, int After)
{
    public DateOnly From(DateOnly today) => On ?? Working(today.AddDays(After));

    private static DateOnly Working(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };
}

internal sealed record WrittenReport(string TextFr, string TextEn, string TakeawaysFr, string TakeawaysEn);
