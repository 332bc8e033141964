using Microsoft.AspNetCore.Mvc;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Forms;

namespace Terril.Collectives.Manage;

/// <summary>
/// What is done with one organisation, by the team or by itself: its page, its logo, who speaks for it. Which one it is, and whether whoever
/// asks may, is decided by <see cref="Find"/> alone.
/// </summary>
public abstract class OrganisationDeskPage(SaveOrganisation save, KeepLogo logo, KeepRepresentatives representatives, TypedSubjects subjects, TimeProvider clock) : FormPage
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    public Organisation Organisation { get; protected set; } = null!;

    public IReadOnlyList<Spokesperson> Representatives { get; private set; } = [];

    public string? InvitedName { get; private set; }

    public string? InvitedAddress { get; private set; }

    public RepresentativeFunction InvitedAs { get; private set; } = RepresentativeFunction.Contributor;

    public Text? LogoFault { get; private set; }

    /// <summary>Where this page is.</summary>
    public abstract string Here { get; }

    /// <summary>They may invite and release others.</summary>
    public abstract bool MayInvite { get; }

    /// <summary>Reads the organisation that is asked for, if whoever asks may keep it.</summary>
    protected abstract Task<bool> Find();

    public async Task<IActionResult> OnGet()
    {
        if (!await Find()) return NotFound();
        Form = OrganisationForm.Of(Organisation, subjects);
        return await Shown();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Find()) return NotFound();
        var write = Form.Read(Organisation, subjects, Faults, clock.GetUtcNow());
        if (Faults.Any) return await Again(null);
        await save.Run(Organisation, write, Stop);
        return Done(Here, T["Page enregistrée.", "Page saved."]);
    }

    public async Task<IActionResult> OnPostLogo(IFormFile? file)
    {
        if (!await Find()) return NotFound();
        Form = OrganisationForm.Of(Organisation, subjects);
        if (file is null) return await Again(new("choisissez un fichier PNG, JPEG ou WebP", "choose a PNG, JPEG or WebP file"));
        await using var content = file.OpenReadStream();
        return await logo.Run(Organisation, content, file.FileName, Stop) is { } refusal ? await Again(refusal) : Done(Here, T["Logo enregistré.", "Logo saved."]);
    }

    public async Task<IActionResult> OnPostInvite(string? name, string? address, RepresentativeFunction function)
    {
        if (!await Find() || !MayInvite) return NotFound();
        Form = OrganisationForm.Of(Organisation, subjects);
        (InvitedName, InvitedAddress, InvitedAs) = (name, address, function);
        var (said, to) = (Faults.Line("name", name, 100, isNeeded: true), Faults.Address("address", address, isNeeded: true));
        if (!Enum.IsDefined(function)) Faults.Add("function", "choisissez ce que cette personne fera", "choose what this person will do");
        if (!Faults.Any && await representatives.Invite(Organisation, to, said, T.Language, function, Stop) is { } refusal) Faults.Add("address", refusal);
        return Faults.Any ? await Again(null) : Done(Here, T[$"{said} est invité : un lien part à {to}.", $"{said} is invited: a link is leaving for {to}."]);
    }

    public async Task<IActionResult> OnPostRelease(Guid person)
    {
        if (!await Find() || !MayInvite) return NotFound();
        return await representatives.Release(Organisation, person, Stop) ? Done(Here, T["Cette personne ne parle plus pour l’organisation.", "This person speaks for the organisation no more."]) : NotFound();
    }

    /// <summary>The page again, as it is kept: another of its forms is faulty.</summary>
    protected Task<IActionResult> AsItIs()
    {
        Form = OrganisationForm.Of(Organisation, subjects);
        return Again(null);
    }

    private async Task<IActionResult> Again(Text? logoFault)
    {
        (LogoFault, Representatives) = (logoFault, await representatives.Of(Organisation.Id, Stop));
        await Complete();
        return Again();
    }

    private async Task<IActionResult> Shown()
    {
        Representatives = await representatives.Of(Organisation.Id, Stop);
        await Complete();
        return Page();
    }

    /// <summary>Reads what else the page shows.</summary>
    protected abstract Task Complete();
}
