using Microsoft.AspNetCore.Mvc;
using Terril.Accounts.Mine;
using Terril.Accounts.SignIn;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Desk;

namespace Terril.Accounts.People;

/// <summary>Opens an account for somebody.</summary>
[Requires(AccountsPermissions.Manage), ProvenLately]
public sealed class InvitePage(InvitePerson invite) : DoorPage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string Language { get; set; } = Shared.Wording.Words.French;

    [BindProperty]
    public Role[] Roles { get; set; } = [];

    public Text? EmailFault { get; private set; }

    public Text? NameFault { get; private set; }

    public Text? RolesFault { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        NameFault = PersonRules.Fault(Name);
        EmailFault = string.IsNullOrWhiteSpace(Email) ? new("Écrivez son adresse électronique.", "Write their e-mail address.") : null;
        RolesFault = Roles.Length == 0 || Roles.Any(r => !Enum.IsDefined(r)) ? new("Cochez au moins un rôle.", "Tick at least one role.") : null;
        if (NameFault is null && EmailFault is null && RolesFault is null && await Invite()) return Redirect(Links.To("/gestion/personnes"));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Invite()
    {
        try
        {
            var language = Language == Shared.Wording.Words.English ? Language : Shared.Wording.Words.French;
            if (await invite.Run(new(Email!, Name!, language, Roles), Stop) is not { } person)
            {
                EmailFault = new("Cette adresse a déjà un compte : trouvez-le dans la liste.", "This address has an account already: find it in the list.");
                return false;
            }
            TempData[TableNames.Done] = T[$"{person.Name} est invité : un lien part à {person.Email}.", $"{person.Name} is invited: a link is leaving for {person.Email}."];
            return true;
        }
        catch (FaultyInputException fault)
        {
            EmailFault = fault.Findings[0].Message;
            return false;
        }
    }
}
