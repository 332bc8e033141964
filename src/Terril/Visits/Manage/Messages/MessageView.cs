using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Terril.Observatory;
using Terril.Shared.Forms;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Messages;

/// <summary>A message being written, or read again before it leaves.</summary>
/// <param name="Count">How many mails would leave.</param>
public sealed record MessageView(VisitSession Session, MessageForm Form, FormFaults Faults, int Count)
{
    /// <summary>What the first of them would read; null while it is written.</summary>
    public (string To, string Subject, string Text)? Preview { get; init; }

    /// <summary>Whom it is for has changed since it was read again.</summary>
    public bool HasChanged { get; init; }

    public static Text SegmentName(Segment segment) => segment switch
    {
        Segment.Confirmed => new("Celles et ceux qui ont leur place", "Those who have their place"),
        Segment.Waiting => new("Celles et ceux qui attendent", "Those who wait"),
        Segment.Offered => new("Celles et ceux à qui des places sont proposées", "Those to whom places are offered"),
        Segment.Came => new("Celles et ceux qui sont venus", "Those who came"),
        Segment.DidNotCome => new("Celles et ceux qui ont leur place et ne sont pas venus", "Those who had their place and did not come"),
        _ => new("Les inscriptions choisies dans le tableau", "The registrations chosen in the table"),
    };

    /// <summary>The page in which it is written or read again: it is opened from the table too, with the rows that were ticked.</summary>
    public static ViewResult Page(ViewDataDictionary data, MessageView view) =>
        new() { ViewName = "/Visits/Manage/Messages/_Write.cshtml", ViewData = new ViewDataDictionary<MessageView>(data, view), StatusCode = view.Faults.Any ? StatusCodes.Status422UnprocessableEntity : null };
}
