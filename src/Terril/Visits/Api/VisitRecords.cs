using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Visits.After;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Api;

/// <summary>A part of a list of the visits.</summary>
/// <param name="Data">In the order of time, then of names.</param>
/// <param name="Next">Address of the next page, from the root of the host; null on the last one.</param>
public sealed record VisitPage<T>(IReadOnlyList<T> Data, string? Next);

/// <summary>One thing.</summary>
public sealed record VisitAnswer<T>(T Data);

/// <summary>What a visit is about.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Summary">What one sees, in a sentence.</param>
/// <param name="Place">Where, in a few words.</param>
/// <param name="Themes">Keys of themes.</param>
/// <param name="Indicators">Ids of the indicators that it speaks to.</param>
/// <param name="Territories">Territories that it speaks to, as `level:code`.</param>
/// <param name="Languages">In which it is led: `fr`, `en`, `lsf` for French sign language.</param>
public sealed record VisitSubject(Text Title, Text Summary, string Place, IReadOnlyList<string> Themes, IReadOnlyList<string> Indicators, IReadOnlyList<string> Territories, IReadOnlyList<string> Languages)
{
    internal static VisitSubject Of(VisitAbout about) => new(about.Title, about.Summary, about.Place, SpacedKeys.List(about.Themes), SpacedKeys.List(about.Indicators), SpacedKeys.List(about.Territories), SpacedKeys.List(about.Languages));
}

/// <summary>A visit on a date.</summary>
/// <param name="Slug">Its name in addresses; it never changes.</param>
/// <param name="Circuit">Slug of the circuit that it is a date of; null for a one-off, or when the circuit is no longer in the catalogue.</param>
/// <param name="State">`published`, `moved`, `cancelled` or `done`.</param>
/// <param name="Audience">`everybody`, or `group` when a group was agreed with.</param>
/// <param name="StartsAt">With the offset of Paris.</param>
/// <param name="EndsAt">With the offset of Paris.</param>
/// <param name="PreviousStartsAt">When it was to begin, before it was last moved.</param>
/// <param name="Sequence">One more at each change that a calendar must know.</param>
/// <param name="Capacity">Null where it is not known.</param>
/// <param name="Free">Places that somebody who comes now may take; null when it is not to be, or not open to everybody.</param>
/// <param name="PriceCents">0 when it is free; in euro cents.</param>
/// <param name="HasReport">What was seen is told on its page.</param>
/// <param name="Page">Its page, from the root of the host.</param>
/// <param name="ChangedAt">When something of it was last changed, places apart; in UTC.</param>
public sealed record VisitSummary(
    string Slug, string? Circuit, VisitSubject About, SessionState State, Audience Audience, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? PreviousStartsAt,
    int Sequence, int? Capacity, int? Free, int PriceCents, bool HasReport, string Page, DateTimeOffset ChangedAt);

/// <summary>A visit on a date, in full.</summary>
/// <param name="Learn">What one learns.</param>
/// <param name="Difficulties">What was hard.</param>
/// <param name="ForWhom">Who it is for.</param>
/// <param name="Meeting">Where to meet.</param>
/// <param name="Transport">How one goes from stop to stop.</param>
/// <param name="Practical">What to bring, meals.</param>
/// <param name="Access">Who can come, and how.</param>
/// <param name="Reason">Why it was moved or cancelled.</param>
/// <param name="RegistrationOpensAt">Null when registration has no first hour.</param>
/// <param name="RegistrationClosesAt">With the offset of Paris.</param>
/// <param name="WaitingRule">`strictOrder`, or `bestFit` when a smaller party may pass a group that keeps its rank.</param>
/// <param name="Stops">In their order.</param>
/// <param name="Report">What was told of it afterwards; null where nothing was published.</param>
public sealed record VisitDetails(
    VisitSummary Visit, Text Learn, Text Difficulties, Text ForWhom, Text Meeting, Text Transport, Text Practical, Text Access, Text Reason,
    DateTimeOffset? RegistrationOpensAt, DateTimeOffset? RegistrationClosesAt, WaitingRule WaitingRule, IReadOnlyList<StopDetails> Stops, ReportDetails? Report);

/// <summary>A stop.</summary>
/// <param name="StartsAt">With the offset of Paris; null for a circuit, which has no date.</param>
/// <param name="Host">The organisation that receives.</param>
/// <param name="ToSee">What is seen there.</param>
/// <param name="Access">Who can come, and how.</param>
/// <param name="Capacity">How many can be there, when it is fewer than the visit takes.</param>
/// <param name="Minutes">Time spent there.</param>
/// <param name="TravelMinutes">From there to the next.</param>
public sealed record StopDetails(
    int Position, DateTimeOffset? StartsAt, Text Name, string Address, double? Latitude, double? Longitude, string Host, Text ToSee, Text Access, int? Capacity, int Minutes, int TravelMinutes)
{
    internal static StopDetails Of(int position, StopAbout about, DateTimeOffset? startsAt) => new(
        position, startsAt is { } at ? Shared.Wording.Paris.Time(at) : null, about.Name, about.Address, about.Latitude, about.Longitude, about.Host, about.ToSee, about.Access, about.Capacity, about.Minutes, about.TravelMinutes);
}

/// <summary>What was told of a visit.</summary>
/// <param name="Takeaways">What to remember.</param>
public sealed record ReportDetails(Text Words, IReadOnlyList<Text> Takeaways, DateTimeOffset PublishedAt)
{
    internal static ReportDetails Of(VisitReport report)
    {
        var (fr, en) = (Lines(report.TakeawaysFr), Lines(report.TakeawaysEn));
        return new(VisitAbout.Both(report.TextFr, report.TextEn), [.. fr.Select((line, i) => VisitAbout.Both(line, en.Length == fr.Length ? en[i] : ""))], report.PublishedAt!.Value);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A visit of the catalogue.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Minutes">At the stops and between them.</param>
/// <param name="Page">Its page, from the root of the host.</param>
public sealed record CircuitSummary(string Slug, VisitSubject About, int Minutes, string Page, DateTimeOffset ChangedAt);

/// <summary>A visit of the catalogue, in full. Its dates are at `/api/v1/visits?circuit={slug}`.</summary>
/// <param name="Learn">What one learns.</param>
/// <param name="Difficulties">What was hard.</param>
/// <param name="ForWhom">Who it is for.</param>
/// <param name="Stops">In their order.</param>
public sealed record CircuitDetails(CircuitSummary Circuit, Text Learn, Text Difficulties, Text ForWhom, IReadOnlyList<StopDetails> Stops);

/// <summary>Makes the records of the API of what is kept. Nobody is in them: neither who comes, nor who organises.</summary>
internal static class VisitShapes
{
    public static VisitSummary Summary(VisitSession s, string? circuit, bool hasReport, DateTimeOffset now) => new(
        s.Slug, circuit, VisitSubject.Of(s.About), s.State, s.Audience, Shared.Wording.Paris.Time(s.StartsAt), Shared.Wording.Paris.Time(s.EndsAt),
        s.State == SessionState.Moved && s.PreviousStartsAt is { } former ? Shared.Wording.Paris.Time(former) : null, s.Sequence, s.Capacity > 0 ? s.Capacity : null,
        s is { IsOn: true, Audience: Audience.Everybody } && s.EndsAt > now ? s.Left : null, s.PriceCents, hasReport, Public.VisitPaths.Session(s.Slug), s.ChangedAt);

    public static VisitDetails Details(VisitSession s, string? circuit, VisitReport? report, DateTimeOffset now) => new(
        Summary(s, circuit, report is not null, now), s.About.Learn, s.About.Difficulties, s.About.ForWhom, s.Meeting, s.Transport, s.Practical, s.Access, s.Reason,
        s.RegistrationOpensAt is { } opens ? Shared.Wording.Paris.Time(opens) : null, s.Audience == Audience.Everybody ? Shared.Wording.Paris.Time(s.ClosesAt) : null, s.Rule,
        [.. s.Stops.OrderBy(stop => stop.Position).Select(stop => StopDetails.Of(stop.Position, stop.About, stop.StartsAt))], report is null ? null : ReportDetails.Of(report));

    public static CircuitSummary Summary(Circuit c) => new(c.Slug, VisitSubject.Of(c.About), c.Stops.Sum(s => s.About.Minutes + s.About.TravelMinutes), Public.VisitPaths.Circuit(c.Slug), c.ChangedAt);

    public static CircuitDetails Details(Circuit c) => new(Summary(c), c.About.Learn, c.About.Difficulties, c.About.ForWhom, [.. c.Stops.OrderBy(s => s.Position).Select(s => StopDetails.Of(s.Position, s.About, null))]);
}
