using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Collectives.Pages;

/// <summary>What is typed to ask for an organisation without account.</summary>
public sealed class JoinForm : OrganisationForm
{
    public string? AskerName { get; set; }

    public string? AskerAddress { get; set; }

    public bool AcceptsCharter { get; set; }

    /// <summary>Of the charter that was read.</summary>
    public Guid? CharterId { get; set; }

    /// <summary>A field that nobody sees: what fills it fills everything.</summary>
    public string? Trap { get; set; }

    /// <summary>When the form was opened, sealed.</summary>
    public string? Opened { get; set; }
}

/// <summary>An organisation asks to join a collective, without account.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class JoinPage(TerrilDb db, AskToJoin ask, TypedSubjects subjects, FormTime time, TimeProvider clock) : FormPage
{
    [BindProperty]
    public JoinForm Form { get; set; } = new();

    public Collective Collective { get; private set; } = null!;

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    public async Task<IActionResult> OnGet(string slug)
    {
        if (!await Find(slug)) return NotFound();
        (Form.Opened, Form.CharterId) = (time.Now(), Collective.Charter?.Id);
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug)
    {
        if (!await Find(slug)) return NotFound();
        var describe = Form.Read(new Organisation(), subjects, Faults, clock.GetUtcNow());
        var name = Faults.Line(nameof(JoinForm.AskerName), Form.AskerName, 100, isNeeded: true);
        var address = Faults.Address(nameof(JoinForm.AskerAddress), Form.AskerAddress, isNeeded: true);
        if (Collective.Charter is { } charter)
        {
            if (!Form.AcceptsCharter) Faults.Add(nameof(JoinForm.AcceptsCharter), "cochez la case : sans la charte, on ne peut pas rejoindre le collectif", "tick the box: without the charter, one cannot join the collective");
            else if (Form.CharterId != charter.Id) Faults.Add(nameof(JoinForm.AcceptsCharter), "la charte a changé pendant que ce formulaire était ouvert : relisez-la", "the charter changed while this form was open: read it again");
        }
        if (!string.IsNullOrEmpty(Form.Trap)) Faults.Add(nameof(JoinForm.Trap), "laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart");
        IsTooFast = !Faults.Any && !time.HasBeenRead(Form.Opened);
        if (Faults.Any || IsTooFast)
        {
            if (!time.HasBeenRead(Form.Opened)) Form.Opened = time.Now();
            Form.CharterId = Collective.Charter?.Id;
            return Again();
        }
        await ask.Run(Collective, describe, new Asker(name, address, T.Language), Stop);
        return Redirect(Links.To($"{CollectivePaths.Collective(slug)}/merci"));
    }

    private async Task<bool> Find(string slug)
    {
        if (await db.Collectives.AsNoTracking().Include(c => c.Charters).SingleOrDefaultAsync(c => c.Slug == slug && c.IsPublished && c.IsOpen, Stop) is not { } found) return false;
        Collective = found;
        return true;
    }
}
