using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Actions.Moderating;

/// <summary>The orders of the sheets.</summary>
public enum SheetOrder
{
    /// <summary>What waits, the oldest first; then the others, the latest first.</summary>
    Due,
    Title,
    Changed,
}

/// <summary>A sheet as the desk lists it.</summary>
public sealed class SheetRow
{
    public required ActionSheet Sheet { get; init; }

    /// <summary>What readers said that nobody has handled.</summary>
    public required int Reported { get; init; }

    /// <summary>What is listed of a sheet, whoever lists it.</summary>
    internal static IReadOnlyList<Column<SheetRow, SheetOrder>> Columns(Words T, Func<ActionSheet, string> address, TimeProvider clock) =>
    [
        new(new("Action", "Action"), r => new(T[r.Sheet.Title]) { Address = address(r.Sheet), Small = r.Sheet.LeadName }) { Sort = SheetOrder.Title },
        new(new("Avancement", "Stage"), r => T[ActionWords.Stage(r.Sheet.Stage)]),
        new(new("État", "State"), r => r.Sheet.CorrectionAskedAt is not null && r.Sheet.State == ActionState.ToModerate ? new(T["Correction demandée", "Correction asked for"]) { Tag = "info" } : new(T[ActionWords.State(r.Sheet.State)]) { Tag = Tone(r.Sheet.State) }),
        new(new("Réponse due", "Answer owed"), r => r.Sheet is { WaitsForTeam: true, ModerateBy: { } due } ? new Cell(T.Date(Paris.Day(due))) { Tag = due < clock.GetUtcNow() ? "bad" : "" } : "") { Sort = SheetOrder.Due },
        new(new("Confirmée", "Confirmed"), r => r.Sheet.ConfirmedOn is { } day ? T.Date(day) : ""),
        new(new("Modifiée", "Changed"), r => new(T.Instant(r.Sheet.ChangedAt)) { Exported = Paris.Time(r.Sheet.ChangedAt).ToString("O") }) { Sort = SheetOrder.Changed },
    ];

    /// <summary>What waits for the team comes before what does not, whatever the database makes of an absence.</summary>
    internal static IQueryable<SheetRow> Sorted(IQueryable<SheetRow> rows, SheetOrder by, bool down) => (by switch
    {
        SheetOrder.Title => rows.By(r => r.Sheet.Words, down),
        SheetOrder.Changed => rows.By(r => r.Sheet.ChangedAt, down),
        _ => rows.OrderBy(r => r.Sheet.State != ActionState.ToModerate || r.Sheet.CorrectionAskedAt != null).ThenBy(r => r.Sheet.ModerateBy == null).Then(r => r.Sheet.ModerateBy, down).ThenByDescending(r => r.Sheet.ChangedAt),
    }).ThenBy(r => r.Sheet.Id);

    private static string Tone(ActionState state) => state switch { ActionState.Published => "ok", ActionState.ToModerate => "warn", ActionState.Refused => "bad", _ => "" };
}

/// <summary>The census, what waits first.</summary>
[Requires(ActionsPermissions.Moderate)]
public sealed class IndexPage(TerrilDb db, TimeProvider clock) : TablePage<SheetRow, SheetOrder>
{
    protected override Table<SheetRow, SheetOrder> Declare() => new(new("Actions", "Actions"),
    [
        .. SheetRow.Columns(T, sheet => Links.To($"{ActionsDesk.Root}/{sheet.Id}"), clock),
        new(new("Signalements", "Reports"), r => r.Reported == 0 ? "" : new Cell(T.Number(r.Reported)) { Tag = "warn" }),
    ])
    {
        Filters =
        [
            new("q", new("Titre ou organisation", "Title or organisation")),
            new("state", new("État", "State")) { Choices = [.. Enum.GetValues<ActionState>().Select(s => (s.ToString(), ActionWords.State(s)))] },
            new("wait", new("Attend", "Waits")) { Choices = [("reports", new("Signalée", "Reported")), ("unconfirmed", new("Jamais confirmée", "Never confirmed"))] },
            new("source", new("Source d’import", "Import source")),
        ],
        IsExported = true,
    };

    protected override IQueryable<SheetRow> Rows(TableAsked<SheetOrder> asked)
    {
        // What nobody has shown to be theirs is nobody's to read, unless it is asked for.
        var sheets = db.ActionSheets.AsNoTracking();
        foreach (var word in SearchText.Words(asked["q"])) sheets = sheets.Where(s => s.Words.Contains(word));
        sheets = asked["state"] is { } state && Enum.Parse<ActionState>(state) is var wanted ? sheets.Where(s => s.State == wanted) : sheets.Where(s => s.State != ActionState.Unverified);
        sheets = asked["wait"] switch
        {
            "reports" => sheets.Where(s => db.ActionReports.Any(r => r.SheetId == s.Id && r.HandledAt == null)),
            "unconfirmed" => sheets.Where(s => s.State == ActionState.Published && s.ConfirmedOn == null),
            _ => sheets,
        };
        if (asked["source"] is { } source) sheets = sheets.Where(s => s.Source == source);
        return sheets.Select(s => new SheetRow { Sheet = s, Reported = db.ActionReports.Count(r => r.SheetId == s.Id && r.HandledAt == null) });
    }

    protected override IQueryable<SheetRow> Sorted(IQueryable<SheetRow> rows, SheetOrder by, bool down) => SheetRow.Sorted(rows, by, down);
}
