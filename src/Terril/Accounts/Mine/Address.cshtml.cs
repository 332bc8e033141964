using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.Address;
using Terril.Observatory;

namespace Terril.Accounts.Mine;

/// <summary>Asks for another address. A link by mail does not prove enough here: who reads the old box would keep the account.</summary>
[ProvenLately(IsByLinkEnough = false)]
public sealed class AddressPage(AskForAddress ask) : MinePage
{
    private const string Sent = "address";

    public Person Person { get; private set; } = null!;

    public Text? Fault { get; private set; }

    public string? Typed { get; private set; }

    public bool IsSent => TempData[Sent] is true;

    public async Task OnGet() => Person = await Me();

    public async Task<IActionResult> OnPost(string? email)
    {
        (Person, Typed) = (await Me(), email);
        Fault = await ask.Run(Person, email, Stop);
        if (Fault is null)
        {
            TempData[Sent] = true;
            return Redirect(Links.To("/mon-compte/adresse"));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
