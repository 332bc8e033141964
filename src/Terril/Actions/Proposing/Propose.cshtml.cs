using Microsoft.AspNetCore.Mvc;
using Terril.Actions.Census;
using Terril.Actions.Moderating;
using Terril.Actions.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Actions.Proposing;

/// <summary>Anybody proposes an action, without account.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProposePage(ProposeAction propose, FindTwins twins, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, FormTime time, TimeProvider clock) : ProposalPage<ProposalForm>(time)
{
    /// <summary>Those that look the same.</summary>
    public IReadOnlyList<Twin> Twins { get; private set; } = [];

    public void OnGet(string? territory, string? indicator)
    {
        Open();
        // The page that led here said of what.
        if (territory is { Length: <= ActionsAsked.Longest } && typed.Name(territory) is not null) Form.Territories = typed.Say(territory);
        if (indicator is { Length: <= ActionsAsked.Longest } && typed.Name(indicator) is not null) Form.Indicators = typed.Say(indicator);
    }

    public async Task<IActionResult> OnPost()
    {
        var sheet = new ActionSheet { CreatedAt = clock.GetUtcNow() };
        Form.Fill(sheet, typed, names.Themes, await collectives.Now(Stop), Faults);
        if (Who() is not var (name, address)) return Kept();
        Twins = Form.IsAnother ? [] : await twins.Published(sheet, Stop);
        if (Twins.Count > 0) return Kept();
        return await Send(() => propose.Run(sheet, name, address, T.Language, Stop), $"{ActionPaths.Propose}/merci");
    }
}
