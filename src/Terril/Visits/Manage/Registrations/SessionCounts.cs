using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.After.Figures;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Registrations;

/// <summary>A number of the session, and the sizes of the registrations, and of who was let in at the door, that it is made of.</summary>
/// <param name="Said">What the row of the session, or of the stop, keeps.</param>
public sealed record PlacesCount(int Said, IReadOnlyList<int> Sizes)
{
    private const int MostTerms = 20;

    public int Sum => Sizes.Sum();

    /// <summary>The sum of what is written is what is kept.</summary>
    public bool AddsUp => Said == Sum;

    /// <summary>« 24 = 4 + 1 + 3 + … »; by sizes when there are many: « 60 = 40 × 1 + 10 × 2 ».</summary>
    public string Proof
    {
        get
        {
            var terms = Sizes.Count <= MostTerms ? Sizes.Select(s => $"{s}") : Sizes.GroupBy(s => s).OrderBy(g => g.Key).Select(g => $"{g.Count()}\u00a0×\u00a0{g.Key}");
            return $"{Said} {(AddsUp ? "=" : "≠")} {(Sizes.Count == 0 ? "0" : string.Join(" + ", terms))}";
        }
    }
}

/// <summary>Where a session stands, each number beside what it is made of.</summary>
public sealed record SessionCounts(PlacesCount Taken, IReadOnlyList<(SessionStop Stop, PlacesCount Taken)> Stops, PlacesCount Waiting, int WaitingPeople, PlacesCount Offered, int Came, int WalkIns)
{
    public bool AddUp => Taken.AddsUp && Waiting.AddsUp && Stops.All(s => s.Taken.AddsUp);

    /// <param name="present">Who was there, as the figures of the visit count them.</param>
    internal static async Task<SessionCounts> Of(TerrilDb db, VisitSession session, Presence present, CancellationToken stop)
    {
        var alive = await db.Registrations.AsNoTracking().Where(r => r.SessionId == session.Id && r.HeldBy != null).OrderBy(r => r.AskedAt).ThenBy(r => r.Id)
            .Select(r => new { r.Size, r.State, In = r.Stops.Where(s => s.IsIn).Select(s => s.StopId).ToList() }).ToListAsync(stop);
        var hold = alive.Where(r => r.State is RegistrationState.Confirmed or RegistrationState.Offered).ToList();
        var wait = alive.Where(r => r.State == RegistrationState.Waiting).ToList();
        var offered = hold.Where(r => r.State == RegistrationState.Offered).Select(r => r.Size).ToList();
        var walkIns = (await db.Attendances.Where(a => a.SessionId == session.Id && a.RegistrationId == null && a.UndoneAt == null).OrderBy(a => a.At).Select(a => new { a.StopId, a.Number }).ToListAsync(stop)).ToLookup(a => a.StopId, a => a.Number);
        return new(
            new(session.Taken, [.. hold.Select(r => r.Size), .. walkIns[null]]),
            [.. session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position).Select(s => (s, new PlacesCount(s.Taken, [.. hold.Where(r => r.In.Contains(s.Id)).Select(r => r.Size), .. walkIns[s.Id]])))],
            new(session.Waiting, [.. wait.Select(_ => 1)]), wait.Sum(r => r.Size), new(offered.Sum(), offered),
            present.OnSite, present.WalkIns);
    }
}
