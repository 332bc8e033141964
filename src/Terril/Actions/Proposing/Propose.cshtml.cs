using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Actions.Census;
using Terril.Actions.Moderating;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Actions.Proposing;

/// <summary>Anybody proposes an action, without account.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProposePage(ProposeAction propose, FindTwins twins, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, FormTime time, TimeProvider clock) : FormPage
{
    [BindProperty]
    public ProposalForm Form { get; set; } = new();

    /// <summary>Those that look the same.</summary>
    public IReadOnlyList<Twin> Twins { get; private set; } = [];

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    public void OnGet(string? territory, string? indicator)
    {
        Form.Opened = time.Now();
        // The page that led here said of what.
        if (territory is { Length: <= ActionsAsked.Longest } && typed.Name(territory) is not null) Form.Territories = typed.Say(territory);
        if (indicator is { Length: <= ActionsAsked.Longest } && typed.Name(indicator) is not null) Form.Indicators = typed.Say(indicator);
    }

    public async Task<IActionResult> OnPost()
    {
        var sheet = new ActionSheet { CreatedAt = clock.GetUtcNow() };
        Form.Fill(sheet, typed, names.Themes, await collectives.Now(Stop), Faults);
        var (name, address) = Form.Who(Faults);
        IsTooFast = !Faults.Any && !time.HasBeenRead(Form.Opened);
        if (Faults.Any || IsTooFast) return Kept();
        Twins = Form.IsAnother ? [] : await twins.Published(sheet, Stop);
        if (Twins.Count > 0) return Kept();
        try
        {
            await propose.Run(sheet, name, address, T.Language, Stop);
        }
        catch (FaultyInputException refusal)
        {
            Faults.Add(nameof(Form.Address), refusal.Findings[0].Message);
            return Kept();
        }
        return Redirect(Links.To($"{ActionPaths.Propose}/merci"));
    }

    // What was typed is kept; a form that was opened long enough ago need not wait again.
    private PageResult Kept()
    {
        if (!time.HasBeenRead(Form.Opened)) Form.Opened = time.Now();
        return Again();
    }
}
