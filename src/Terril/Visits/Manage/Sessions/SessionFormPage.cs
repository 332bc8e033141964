using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A page with a form about one session.</summary>
public abstract class SessionFormPage(TerrilDb db) : FormPage
{
    public VisitSession Session { get; private set; } = null!;

    public string Path => $"{VisitsDeskModule.Sessions}/{Session.Id}";

    /// <summary>How many mails would leave were it cancelled: one for each address that comes or waits.</summary>
    public int Told { get; private set; }

    /// <summary>How many more were it moved: an offer to the rest of a party is a mail of its own.</summary>
    public int OffersApart { get; private set; }

    protected async Task<bool> Find(Guid id)
    {
        if (await db.VisitSessions.Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == id, Stop) is not { } found) return false;
        Session = found;
        Told = await db.Registrations.Where(r => r.SessionId == id && r.HeldBy != null).Select(r => r.AddressKey).Distinct().CountAsync(Stop);
        OffersApart = await db.Registrations.CountAsync(r => r.SessionId == id && r.State == RegistrationState.Offered && db.Registrations.Any(first => first.Id == r.PartOf && first.HeldBy != null && first.AddressKey == r.AddressKey), Stop);
        return true;
    }
}
