using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>What the square of a badge opens: the party. Opening notes nothing; a button does.</summary>
[Requires(DayPermissions.Welcome)]
public sealed class ScannedPage(TerrilDb db, ReadRoll rolls, TimeProvider clock) : PageModel
{
    public Roll Roll { get; private set; } = null!;

    /// <summary>Null when it does not come: it was cancelled, or waits.</summary>
    public PartyAtDoor? Party { get; private set; }

    /// <summary>Whose badge it is, when they were named.</summary>
    public Guid? Read { get; private set; }

    public bool IsOpen => Roll.IsOpenAt(clock.GetUtcNow());

    public async Task<IActionResult> OnGet(string code, CancellationToken stop)
    {
        if (DoorCode.Read(code) is not { } key) return NotFound();
        var person = await db.Set<Participant>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == key, stop);
        var registration = person?.RegistrationId ?? key;
        var session = await db.Registrations.Where(r => r.Id == registration).Select(r => (Guid?)r.SessionId).SingleOrDefaultAsync(stop);
        if (session is null || await rolls.Run(session.Value, null, stop) is not { } roll) return NotFound();
        (Roll, Read) = (roll, person?.Id);
        Party = roll.Parties.FirstOrDefault(p => p.Registration.Id == registration);
        return Page();
    }
}
