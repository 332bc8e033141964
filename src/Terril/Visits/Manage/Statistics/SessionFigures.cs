using Terril.Shared.Database;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Statistics;

/// <summary>What came of the registrations of a session, in people. Each is a sum of rows, asked of the database when it is read: none is typed, none is kept. Who was there is counted by <see cref="After.Figures.ReadFigures"/>.</summary>
public sealed class SessionFigures
{
    public required VisitSession Session { get; init; }

    /// <summary>Those who had their place to the end.</summary>
    public required int Registered { get; init; }

    /// <summary>Wait, or waited until the visit began and had no place.</summary>
    public required int Waited { get; init; }

    /// <summary>Cancelled, by themselves or by staff.</summary>
    public required int Cancelled { get; init; }

    /// <summary>Refused or did not answer an offer.</summary>
    public required int Declined { get; init; }

    internal static IQueryable<SessionFigures> Of(TerrilDb db, IQueryable<VisitSession> sessions) => sessions.Select(s => new SessionFigures
    {
        Session = s,
        Registered = db.Registrations.Where(r => r.SessionId == s.Id && r.State == RegistrationState.Confirmed).Sum(r => r.Size),
        Waited = db.Registrations.Where(r => r.SessionId == s.Id && (r.State == RegistrationState.Waiting || (r.State == RegistrationState.Over && s.State != SessionState.Cancelled))).Sum(r => r.Size),
        Cancelled = db.Registrations.Where(r => r.SessionId == s.Id && r.State == RegistrationState.Cancelled).Sum(r => r.Size),
        Declined = db.Registrations.Where(r => r.SessionId == s.Id && (r.State == RegistrationState.Refused || r.State == RegistrationState.Expired)).Sum(r => r.Size),
    });
}

/// <summary>People who had their place, and of them those who came: as what, from where.</summary>
public sealed record Part(string Name, int Registered, int Came);
