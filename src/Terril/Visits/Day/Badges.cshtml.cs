using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Web;

namespace Terril.Visits.Day;

/// <param name="Name">Empty for somebody who was not named: there is room to write.</param>
public sealed record Badge(string Name, string Organisation, QrSquare Square);

/// <summary>Badges to print and cut, one a person; the square of each opens its party at the door.</summary>
[Requires(DayPermissions.Welcome)]
public sealed class BadgesPage(ReadRoll rolls, SiteAddress site) : PageModel
{
    // A sheet has eight; beyond, one prints in several times.
    private const int MostUnnamed = 200;

    public Roll Roll { get; private set; } = null!;

    public IReadOnlyList<Badge> Badges { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid session, CancellationToken stop)
    {
        if (await rolls.Run(session, null, stop) is not { } roll) return NotFound();
        (Roll, Badges) = (roll, [.. roll.Parties.SelectMany(Of)]);
        return Page();
    }

    private IEnumerable<Badge> Of(PartyAtDoor party)
    {
        var organisation = party.Registration.Organisation;
        foreach (var person in party.People) yield return new(person.Name, organisation, Square(person.Participant));
        if (party.Others == 0) yield break;
        var square = Square(party.Registration.Id);
        for (var i = 0; i < Math.Min(party.Others, MostUnnamed); i++) yield return new(party.Registration.Size == 1 ? party.Name : "", organisation.Length > 0 ? organisation : party.Name, square);
    }

    private QrSquare Square(Guid key) => QrSquare.Of(site.To($"{DoorCode.Path}/{DoorCode.Of(key)}"));
}
