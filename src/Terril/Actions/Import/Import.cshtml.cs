using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Moderating;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Actions.Import;

/// <summary>A table sent from the desk: it is read and kept apart, what it would do is told, and it is put in at a word.</summary>
[Requires(ActionsPermissions.Moderate)]
[LargestBody(MostBytes + (1 << 20))]
public sealed class ImportPage(TerrilDb db, KnownCollectives collectives, Releases releases, AuditTrail trail, CurrentPerson me, TimeProvider clock) : FormPage
{
    public const int MostBytes = 5_000_000;

    private static readonly TimeSpan s_forgotten = TimeSpan.FromDays(1);

    public string? Source { get; private set; }

    /// <summary>The file that waits; null before one was sent.</summary>
    public ActionImport? Waiting { get; private set; }

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    internal ActionsImported? Told { get; private set; }

    public async Task<IActionResult> OnGet([FromRoute] Guid? id)
    {
        if (id is null) return Page();
        if (!await Find(id)) return NotFound();
        try
        {
            Told = await Act(isTrial: true);
        }
        catch (FaultyInputException refusal)
        {
            Findings = refusal.Findings;
        }
        return Page();
    }

    /// <summary>Keeps the file apart: nothing of it is in the census.</summary>
    public async Task<IActionResult> OnPost(IFormFile? file, string? source)
    {
        Source = source;
        var name = Faults.Line("source", source, 80, isNeeded: true);
        if (file is null || file.Length == 0) Faults.Add("file", "choisissez un fichier", "choose a file");
        else if (file.Length > MostBytes) Faults.Add("file", "5 Mo au plus", "5 MB at most");
        if (Faults.Any) return Again();
        using var content = new StreamReader(file!.OpenReadStream(), Encoding.UTF8);
        var now = clock.GetUtcNow();
        var waiting = new ActionImport { Source = name, FileName = System.IO.Path.GetFileName(file.FileName), Content = (await content.ReadToEndAsync(Stop)).Replace("\0", "", StringComparison.Ordinal), MadeAt = now, MadeBy = me.Id };
        await db.ActionImports.Where(i => i.MadeAt < now - s_forgotten || i.MadeBy == me.Id).ExecuteDeleteAsync(Stop);
        db.ActionImports.Add(waiting);
        await db.SaveChangesAsync(Stop);
        return Redirect(Links.To($"{ActionsDesk.Root}/import/{waiting.Id}"));
    }

    public async Task<IActionResult> OnPostConfirm([FromRoute] Guid? id)
    {
        if (!await Find(id)) return NotFound();
        try
        {
            var (added, changed, same, left) = await Act(isTrial: false);
            await db.ActionImports.Where(i => i.Id == id).ExecuteDeleteAsync(Stop);
            return Done(ActionsDesk.Root, T[$"Table importée : {added} ajoutées, {changed} modifiées, {same} déjà là, {left} laissées.", $"Table imported: {added} added, {changed} changed, {same} there already, {left} left."]);
        }
        catch (FaultyInputException refusal)
        {
            Findings = refusal.Findings;
            return Again();
        }
    }

    private async Task<ActionsImported> Act(bool isTrial)
    {
        var indicators = releases.At(null)?.Site.Indicators.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var actions = ReadActions.Run(new MemoryStream(Encoding.UTF8.GetBytes(Waiting!.Content)), Waiting.FileName, indicators);
        return await new ImportActions(db, trail, clock).Run(Waiting.Source, actions, await collectives.Now(Stop), isTrial, Stop);
    }

    private async Task<bool> Find(Guid? id)
    {
        Waiting = await db.ActionImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, Stop);
        return Waiting is not null;
    }
}
