using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>The questionnaire, by the link of a mail. Opening it uses nothing up.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FeedbackPage(KeepFeedback keep) : PageModel
{
    [BindProperty]
    public FeedbackForm Form { get; set; } = new();

    public FeedbackState State { get; private set; }

    public VisitSession? Session { get; private set; }

    public DateTimeOffset Closes { get; private set; }

    /// <summary>It has just been sent.</summary>
    public bool IsDone { get; private set; }

    public IReadOnlyList<(string Field, Text What)> Faults { get; private set; } = [];

    public Text? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field) is { Field: not null } fault ? fault.What : null;

    public async Task OnGet(string word, CancellationToken stop) => await Look(word, stop);

    public async Task OnPost(string word, CancellationToken stop)
    {
        await Look(word, stop);
        if (State != FeedbackState.Open) return;
        Faults = [.. Form.Faults()];
        if (Faults.Count > 0) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        else IsDone = (State = await keep.Run(word, Form, stop)) == FeedbackState.Open;
    }

    private async Task Look(string word, CancellationToken stop)
    {
        (State, Session, Closes) = await keep.Look(word, stop);
        if (State == FeedbackState.Unknown) Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
