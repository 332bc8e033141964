using Microsoft.AspNetCore.Mvc;
using Terril.Collectives.Joining;
using Terril.Shared.Access;
using Terril.Shared.Forms;

namespace Terril.Collectives.Manage;

/// <summary>A collective more.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class NewCollectivePage(SaveCollective save) : FormPage
{
    [BindProperty]
    public CollectiveForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var (write, axes) = Form.Read(Faults);
        if (Faults.Any) return Again();
        var collective = await save.Run(null, write, axes, Stop);
        return Done($"{CollectivesDeskModule.Collectives}/{collective.Id}", T["Collectif enregistré. Écrivez sa charte avant de l’ouvrir aux organisations.", "Collective saved. Write its charter before you open it to organisations."]);
    }
}
