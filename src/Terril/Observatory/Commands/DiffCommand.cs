using System.CommandLine;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory diff A B</c>: what changed from a release to another, and why.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        var before = new Argument<string>("A") { Description = "Publication d’avant / Release before" };
        var after = new Argument<string>("B") { Description = "Publication d’après / Release after" };
        return Talk.Command("diff", "Ce qui a changé, et pourquoi / What changed, and why", [folder, before, after], (parsed, talk) =>
        {
            var store = Talk.Store(parsed.GetRequiredValue(folder));
            var changes = ReleaseDiff.Between(store.Open(parsed.GetRequiredValue(before)), store.Open(parsed.GetRequiredValue(after)));
            if (talk.IsJson) talk.Write(changes.Select(c => Shape(c)));
            else Print(talk, changes);
            return 0;
        });
    }

    private static void Print(Talk talk, IReadOnlyList<Change> changes)
    {
        talk.Out.WriteLine("indicator,breakdown,level,territory,period,before,statusBefore,after,statusAfter,cause");
        foreach (var c in changes)
            talk.Out.WriteLine(string.Join(',', c.Key.Indicator, c.Key.Breakdown, c.Key.Territory.Level, c.Key.Territory.Code, c.Key.Period,
                Talk.Number(c.Before), Name(c.StatusBefore), Talk.Number(c.After), Name(c.StatusAfter), Cause(c)));
    }

    private static object Shape(Change c) => new
    {
        indicator = c.Key.Indicator,
        breakdown = c.Key.Breakdown,
        level = c.Key.Territory.Level,
        territory = c.Key.Territory.Code,
        period = c.Key.Period.ToString(),
        before = double.IsNaN(c.Before) ? (double?)null : c.Before,
        statusBefore = Name(c.StatusBefore),
        after = double.IsNaN(c.After) ? (double?)null : c.After,
        statusAfter = Name(c.StatusAfter),
        cause = Cause(c),
    };

    private static string Name(Status status) => status == Status.None ? "" : status.Name();

    private static string Cause(Change change) => change.Cause.ToString().ToLowerInvariant();
}
