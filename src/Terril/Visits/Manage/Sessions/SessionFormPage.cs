using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A page with a form about one session.</summary>
public abstract class SessionFormPage(TerrilDb db) : FormPage
{
    public VisitSession Session { get; private set; } = null!;

    public string Path => $"{VisitsDeskModule.Sessions}/{Session.Id}";

    /// <summary>How many mails would leave were it moved or cancelled: one for each registration that comes or waits.</summary>
    public int Told { get; private set; }

    protected async Task<bool> Find(Guid id)
    {
        if (await db.VisitSessions.Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == id, Stop) is not { } found) return false;
        Session = found;
        Told = await db.Registrations.CountAsync(r => r.SessionId == id && r.HeldBy != null, Stop);
        return true;
    }
}
