using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits;

/// <summary>Visits of a house, and what visitors do there.</summary>
internal static partial class VisitsHouse
{
    private static int _sessions;

    /// <summary>A session on the site, in ten days if nothing else is said. Each of <paramref name="stops"/> is the capacity of one; null for all the visit.</summary>
    public static VisitSession NewSession(DateTimeOffset now, int places, WaitingRule rule = WaitingRule.StrictOrder, params IReadOnlyList<int?> stops)
    {
        var starts = now.AddDays(10);
        var session = new VisitSession
        {
            Slug = $"parcours-{Interlocked.Increment(ref _sessions)}", State = SessionState.Published, StartsAt = starts, EndsAt = starts.AddHours(7), Capacity = places, Rule = rule,
            CreatedAt = now, ChangedAt = now, MeetingFr = "Parvis de la gare, sous l’horloge", OrganiserName = "L’équipe des visites", LargestParty = 500,
        };
        (session.About.TitleFr, session.About.SummaryFr, session.About.Place) = ("Le parcours des déchets", "Une journée pour suivre une poubelle.", "Lille et Sequedin");
        foreach (var (at, capacity) in stops.Index())
            session.Stops.Add(new() { SessionId = session.Id, Position = at + 1, About = new() { NameFr = $"Étape {at + 1}", Minutes = 60, TravelMinutes = 15, Capacity = capacity } });
        Programme.Compute(starts, session.Stops);
        return session;
    }

    public static Task<VisitSession> Session(this House house, int places, WaitingRule rule = WaitingRule.StrictOrder, params IReadOnlyList<int?> stops) => house.InDatabase(async db =>
    {
        var session = NewSession(house.Clock.Now, places, rule, stops);
        db.VisitSessions.Add(session);
        await db.SaveChangesAsync();
        return session;
    });

    public static (string Name, string? Value)[] Fields(string address, int size = 1, params (string Name, string? Value)[] more) =>
        [("Form.Name", "Lou Démonstration"), ("Form.Address", address), ("Form.Role", "Officer"), ("Form.Size", size.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. more];

    /// <summary>Opens the form, reads it, fills it and sends it.</summary>
    public static async Task<HttpResponseMessage> Register(this House house, VisitSession session, params (string Name, string? Value)[] fields)
    {
        using var visitor = house.Stranger();
        var page = await visitor.Page($"/visites/{session.Slug}/inscription");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await visitor.Fill(page, null, fields);
    }

    public static Task<HttpResponseMessage> Register(this House house, VisitSession session, string address, int size = 1) => house.Register(session, Fields(address, size));

    public static Task<VisitSession> Again(this House house, VisitSession session) =>
        house.InDatabase(db => db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == session.Id));

    public static Task<List<Registration>> Registrations(this House house, VisitSession session) => house.InDatabase(db =>
        db.Registrations.AsNoTracking().Include(r => r.Stops).Include(r => r.Participants).AsSplitQuery().Where(r => r.SessionId == session.Id).OrderBy(r => r.Id).ToListAsync());

    public static async Task<Registration> Of(this House house, VisitSession session, string address) =>
        (await house.Registrations(session)).Where(r => r.AddressKey == address && r.PartOf is null).MaxBy(r => r.AskedAt)!;

    /// <summary>All that is written leaves.</summary>
    public static Task MailLeaves(this House house) => house.InDatabase(db => db.OutgoingMails.Where(m => m.EndedAt == null)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Sent).SetProperty(m => m.DueAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, house.Clock.Now)));

    /// <summary>The page of the registration that the last mail to this address leads to.</summary>
    public static async Task<string> LinkOf(this House house, string address) =>
        new Uri(Link().Match((await house.Mails(address))[^1].HtmlBody!).Value).AbsolutePath;

    public static Task Act<T>(this House house, Func<T, Task> work) where T : notnull => house.InScope(services => work(services.GetRequiredService<T>()));

    public static Task<TResult> Act<T, TResult>(this House house, Func<T, Task<TResult>> work) where T : notnull => house.InScope(services => work(services.GetRequiredService<T>()));

    public static string Said(this IDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    /// <summary>What must be true of a session at any instant. A breach is a sentence.</summary>
    public static async Task<IReadOnlyList<string>> Breaches(TerrilDb db, Guid id, DateTimeOffset now)
    {
        db.ChangeTracker.Clear();
        var session = await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == id);
        var all = await db.Registrations.AsNoTracking().Include(r => r.Stops).Where(r => r.SessionId == id).ToListAsync();
        var waiting = all.Where(r => r.State == RegistrationState.Waiting).OrderBy(r => r.Turn).ToList();
        List<string> breaches = [];
        void Must(bool holds, string what)
        {
            if (!holds) breaches.Add(what);
        }

        var walkIns = (await db.Attendances.AsNoTracking().Where(a => a.SessionId == id && a.RegistrationId == null && a.UndoneAt == null).ToListAsync()).ToLookup(a => a.StopId, a => a.Number);
        var held = all.Where(r => r.Holds).Sum(r => r.Size) + walkIns[null].Sum();
        Must(session.Taken == held, $"{session.Taken} taken, {held} held");
        Must(held <= session.Capacity, $"{held} held of {session.Capacity}");
        Must(session.Waiting == waiting.Count, $"{session.Waiting} waiting, {waiting.Count} wait");
        foreach (var stop in session.Stops)
        {
            var there = all.Where(r => r.Holds && r.Stops.Exists(s => s.StopId == stop.Id && s.IsIn)).Sum(r => r.Size) + walkIns[stop.Id].Sum();
            Must(stop.Taken == (stop.About.Capacity is null ? 0 : there), $"stop {stop.Position}: {stop.Taken} taken, {there} there");
            Must(there <= (stop.About.Capacity ?? int.MaxValue), $"stop {stop.Position}: {there} of {stop.About.Capacity}");
        }
        Must(all.All(r => r.IsAlive == (r.HeldBy is not null)), "who is over still holds, or who holds is not known");
        Must(all.Where(r => r.IsAlive && r.PartOf is null).GroupBy(r => r.AddressKey).All(g => g.Count() == 1), "one address holds and waits, or holds twice");
        Must(waiting.All(r => r.Turn is not null) && waiting.Select(r => r.Turn).Distinct().Count() == waiting.Count, "two wait in one turn");
        Must(all.Where(r => !r.Holds).All(r => r.Stops.TrueForAll(s => !s.IsIn)), "who does not come is at a stop");
        if (session.IsOn && now < session.StartsAt && waiting.Count > 0)
            Must(session.Rule == WaitingRule.StrictOrder ? waiting.Find(r => r.Size <= session.Capacity) is not { } first || first.Size > session.Free : waiting.TrueForAll(r => r.Size > session.Free), $"{session.Free} free, and {waiting[0].Size} wait first");
        return breaches;
    }

    [GeneratedRegex(@"https?://[^\s""<>]+/visites/inscription/[\w-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
