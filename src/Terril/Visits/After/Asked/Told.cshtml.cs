using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Web;

namespace Terril.Visits.After.Asked;

/// <summary>What have you started? Opening the link says nothing for anybody.</summary>
[Open]
[Paced(10)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ToldPage(AnswerFollowUp answer, RefuseFollowUps refuse) : PageModel
{
    [BindProperty]
    public FollowUpForm Form { get; set; } = new();

    /// <summary>Null for a link that opens nothing.</summary>
    public OpenFollowUp? Open { get; private set; }

    /// <summary>It has just been sent.</summary>
    public bool IsDone { get; private set; }

    public IReadOnlyList<(string Field, Text What)> Faults { get; private set; } = [];

    public Text? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field) is { Field: not null } fault ? fault.What : null;

    public async Task OnGet(string word, CancellationToken stop)
    {
        await Look(word, stop);
        if (Open?.FollowUp is { AnsweredAt: not null } told) Form = new() { Effect = told.Effect, Words = told.Words, Obstacles = told.Obstacles, MayBeQuoted = told.MayBeQuoted };
    }

    public async Task OnPost(string word, CancellationToken stop)
    {
        await Look(word, stop);
        if (Open is not { IsOpen: true }) return;
        Faults = [.. Form.Faults()];
        if (Faults.Count > 0) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        else IsDone = await answer.Run(word, Form, stop);
    }

    public async Task OnPostRefuse(string word, CancellationToken stop)
    {
        await refuse.Run(word, stop);
        await OnGet(word, stop);
    }

    private async Task Look(string word, CancellationToken stop)
    {
        Open = await answer.Look(word, stop);
        if (Open is null) Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
