using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

/// <summary>A registration as the desk lists it.</summary>
public sealed class RegistrationRow
{
    public required Registration Registration { get; init; }

    /// <summary>Of those who were named, in their order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Among those who wait; 0 for the others.</summary>
    public required int Rank { get; init; }

    /// <summary>It has needs. What they are is not here.</summary>
    public required bool HasNeeds { get; init; }

    /// <summary>Stops with a capacity of their own where it has its places.</summary>
    public required IReadOnlyList<Guid> Stops { get; init; }

    /// <summary>Of registrations, as the database reads them.</summary>
    internal static IQueryable<RegistrationRow> Of(TerrilDb db, IQueryable<Registration> registrations) => registrations.AsSingleQuery().Select(r => new RegistrationRow
    {
        Registration = r,
        Names = r.Participants.OrderBy(p => p.Position).Select(p => p.Name).ToList(),
        Rank = r.State == RegistrationState.Waiting ? 1 + db.Registrations.Count(o => o.SessionId == r.SessionId && o.State == RegistrationState.Waiting && o.Turn < r.Turn) : 0,
        HasNeeds = db.RegistrationNeeds.Any(n => n.RegistrationId == r.Id),
        Stops = r.Stops.Where(s => s.IsIn).Select(s => s.StopId).ToList(),
    });
}
