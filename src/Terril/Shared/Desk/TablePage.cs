using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Shared.Desk;

/// <summary>
/// A page of the back office that is a table: filtered, sorted, paged, exported and acted upon by the server alone.
/// Its page writes <c>&lt;partial name="/Shared/Desk/_Table.cshtml" model="Model.View" /&gt;</c>.
/// </summary>
public abstract class TablePage<TRow, TSort> : PageModel where TRow : class where TSort : struct, Enum
{
    private const int PageSize = 50;

    /// <summary>How many rows may be acted upon at once.</summary>
    private const int MostChosen = 500;

    private const int LongestSaid = 500;

    public TableView View { get; private set; } = null!;

    protected Words T => field ??= Of<Words>();

    protected Links Links => field ??= Of<Links>();

    private Table<TRow, TSort> Table => field ??= Declare();

    private IEnumerable<Column<TRow, TSort>> Shown => Table.Columns.Where(c => !c.IsOnlyExported);

    protected abstract Table<TRow, TSort> Declare();

    /// <summary>The rows that the filters leave, of those this person may see.</summary>
    protected abstract IQueryable<TRow> Rows(TableAsked<TSort> asked);

    /// <summary>The same, in an order that no two rows share.</summary>
    protected abstract IQueryable<TRow> Sorted(IQueryable<TRow> rows, TSort by, bool down);

    /// <summary>Of the rows this person may see, those known by these. A value that is no identity is left out.</summary>
    protected virtual IQueryable<TRow> Known(IReadOnlyList<string> ids) => throw new NotSupportedException();

    /// <summary>Does the act to the rows, and says in a sentence what was done.</summary>
    protected virtual Task<string> Apply(string act, IReadOnlyList<TRow> rows, CancellationToken stop) => throw new NotSupportedException();

    /// <summary>Where an act leads that wants more than to be read again; null for the others.</summary>
    protected virtual Task<IActionResult?> Lead(string act, IReadOnlyList<TRow> rows, CancellationToken stop) => Task.FromResult<IActionResult?>(null);

    /// <summary>What a file of its rows is called, its extension left out.</summary>
    protected virtual string FileName => Request.Path.Value!.Split('/')[^1];

    /// <summary>What the page shows besides its table.</summary>
    protected virtual Task Prepare(CancellationToken stop) => Task.CompletedTask;

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (Asked() is not { } asked) return StatusCode(StatusCodes.Status400BadRequest);
        var rows = Rows(asked);
        var total = await rows.CountAsync(stop);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        if (asked.Number > pages) return Refuse(TableNames.Number, new($"La dernière page est {pages}.", $"The last page is {pages}."));
        var page = await Sorted(rows, asked.Sort, asked.IsDown).Skip((asked.Number - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        View = Show(asked, page, total, pages);
        await Prepare(stop);
        return Page();
    }

    /// <summary>All that the filters leave, as CSV. Sent by a button: what is taken away is written in the trail.</summary>
    public Task<IActionResult> OnPostExport(CancellationToken stop) => Export((headings, rows, name) => new CsvResult(headings, rows, name), stop);

    /// <summary>The same, as a workbook.</summary>
    public Task<IActionResult> OnPostWorkbook(CancellationToken stop) => Export((headings, rows, name) => new WorkbookResult(headings, rows, name), stop);

    private async Task<IActionResult> Export(Func<IEnumerable<string>, IAsyncEnumerable<IEnumerable<string>>, string, IActionResult> write, CancellationToken stop)
    {
        if (!Table.IsExported) return NotFound();
        if (Asked() is not { } asked) return StatusCode(StatusCodes.Status400BadRequest);
        var rows = Rows(asked);
        Of<AuditTrail>().Record("desk.export", "table", Request.Path, string.Join(", ", asked.Filters.Keys.Prepend($"{await rows.CountAsync(stop)}")));
        await Of<TerrilDb>().SaveChangesAsync(stop);
        var columns = Table.Columns.Where(c => !c.IsNeverExported).ToList();
        var cells = Sorted(rows, asked.Sort, asked.IsDown).AsAsyncEnumerable().Select(row => columns.Select(c => c.Of(row)).Select(cell => cell.Exported ?? cell.Text));
        return write(columns.Select(c => T[c.Name]), cells, FileName);
    }

    /// <summary>The rows chosen, read again, and what is about to be done to them.</summary>
    public async Task<IActionResult> OnPostReview(string? act, string[] row, bool all, CancellationToken stop)
    {
        if (Asked() is not { } asked) return StatusCode(StatusCodes.Status400BadRequest);
        if (Table.Acts.FirstOrDefault(a => a.Name == act) is not { } chosen) return RefuseAct();
        var rows = await Sorted(all ? Rows(asked) : Known(row), asked.Sort, asked.IsDown).Take(MostChosen + 1).ToListAsync(stop);
        if (rows.Count == 0) return Refuse(TableNames.Row, new("Revenez au tableau, cochez au moins une ligne, puis appliquez.", "Go back to the table, tick at least one row, then apply."));
        if (rows.Count > MostChosen) return Refuse(TableNames.AllRows, new($"Au plus {MostChosen} lignes à la fois : filtrez davantage.", $"At most {MostChosen} rows at a time: filter further."));
        return await Lead(chosen.Name, rows, stop) ?? Review(new(Show(asked, rows, rows.Count, 1), chosen));
    }

    /// <summary>What was read again, done.</summary>
    public async Task<IActionResult> OnPostApply(string? act, string[] row, CancellationToken stop)
    {
        if (Asked() is not { } asked) return StatusCode(StatusCodes.Status400BadRequest);
        if (Table.Acts.FirstOrDefault(a => a.Name == act) is not { } chosen || row.Length > MostChosen) return RefuseAct();
        var rows = await Known(row).ToListAsync(stop);
        if (chosen.Asks is not null && Request.Form[TableNames.Said].ToString() is var said && Lack(said) is { } lack)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Review(new(Show(asked, rows, rows.Count, 1), chosen, lack, said));
        }
        TempData[TableNames.Done] = await Apply(chosen.Name, rows, stop);
        return Redirect(Links.To(Request.Path, Kept(asked)));
    }

    private ViewResult Review(ReviewView view) => new() { ViewName = "/Shared/Desk/_Review.cshtml", ViewData = new ViewDataDictionary<ReviewView>(ViewData, view) };

    private static Text? Lack(string said) => string.IsNullOrWhiteSpace(said) || said.Length > LongestSaid
        ? new($"écrivez-le, en {LongestSaid} caractères au plus", $"write it, in {LongestSaid} characters at most")
        : null;

    private StatusCodeResult RefuseAct() => Refuse(TableNames.Act, new("Revenez au tableau et choisissez un de ses actes.", "Go back to the table and choose one of its acts."));

    private TableAsked<TSort>? Asked()
    {
        if (TableQuery.Read(Request.Query, Table, out var wrong) is { } asked) return asked;
        Refuse(wrong.Name, wrong.What);
        return null;
    }

    private StatusCodeResult Refuse(string parameter, Text what)
    {
        HttpContext.Features.Set(new BadParameter(parameter, T[what]));
        return StatusCode(StatusCodes.Status400BadRequest);
    }

    private TableView Show(TableAsked<TSort> asked, IEnumerable<TRow> rows, int total, int pages) => new(
        Table.Name, Request.Path,
        [.. Table.Filters.Select(f => new FilterView(f, asked[f.Name]))],
        [.. Shown.Select(c => Heading(c, asked))],
        [.. rows.Select(row => new RowView(Table.Id?.Invoke(row), [.. Shown.Select(c => c.Of(row))]))],
        total, asked.Number, pages, Table.Acts, Table.IsExported, Kept(asked));

    private static HeadingView Heading(Column<TRow, TSort> column, TableAsked<TSort> asked)
    {
        if (column.Sort is not { } sort) return new(column.Name, column.IsNumber, null, null);
        var isNow = EqualityComparer<TSort>.Default.Equals(sort, asked.Sort);
        return new(column.Name, column.IsNumber, Order(sort, isNow && !asked.IsDown), !isNow ? null : asked.IsDown ? "descending" : "ascending");
    }

    private (string, string?)[] Kept(TableAsked<TSort> asked)
    {
        var isUsual = EqualityComparer<TSort>.Default.Equals(asked.Sort, default) && asked.IsDown == Table.StartsDown;
        return [.. asked.Filters.Select(f => (f.Key, (string?)f.Value)), .. isUsual ? [] : new[] { (TableNames.Sort, (string?)Order(asked.Sort, asked.IsDown)) }];
    }

    private static string Order(TSort sort, bool isDown) => (isDown ? "-" : "") + sort;

    private TService Of<TService>() where TService : notnull => HttpContext.RequestServices.GetRequiredService<TService>();
}
