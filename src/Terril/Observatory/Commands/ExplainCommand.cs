using System.CommandLine;
using Terril.Observatory.Explaining;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory explain</c>: the tree from a figure down to file, hash, line numbers and raw lines.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        var release = ObservatoryCommands.Optional("--release", "Publication ; celle en vigueur si rien n’est dit / Release; the one in force when not said");
        var indicator = ObservatoryCommands.Required("--indicator", "Indicateur / Indicator");
        var territory = ObservatoryCommands.Required("--territory", "niveau:code / level:code");
        var period = ObservatoryCommands.Required("--period", "Période / Period");
        var breakdown = ObservatoryCommands.Optional("--breakdown", "type=residual;… ; vide : le total / empty: the total");
        return Talk.Command("explain", "D’où vient un chiffre / Where a figure comes from", [folder, release, indicator, territory, period, breakdown], (parsed, talk) =>
        {
            var store = Talk.Store(parsed.GetRequiredValue(folder));
            var opened = parsed.GetValue(release) is { } id ? store.Open(id) : store.Current!;
            if (!TerritoryId.TryParse(parsed.GetRequiredValue(territory), out var where) || !Period.TryParse(parsed.GetRequiredValue(period), out var when))
                throw new FaultyInputException("bad-figure", null, "un territoire s’écrit niveau:code (region:32), une période 2021, 2021-03 ou 2021-03-05", "a territory is written level:code (region:32), a period 2021, 2021-03 or 2021-03-05");
            var key = new FigureKey(parsed.GetRequiredValue(indicator), parsed.GetValue(breakdown) ?? "", where, when);
            var tree = Explain.Run(store, opened, key) ?? throw new FaultyInputException("no-figure", null,
                $"la publication {opened.Id} ne dit rien de {key.Indicator} {key.Breakdown}, {where}, {when}", $"release {opened.Id} says nothing of {key.Indicator} {key.Breakdown}, {where}, {when}");
            if (talk.IsJson) talk.Write(tree);
            else Print(talk, opened, tree, 0);
            return 0;
        });
    }

    private static void Print(Talk talk, Release release, Explanation tree, int depth)
    {
        var (margin, key) = (new string(' ', depth * 2), tree.Figure.Key);
        var unit = release.Indicator(key.Indicator)!.Unit;
        var breakdown = key.Breakdown.Length > 0 ? $" [{key.Breakdown}]" : "";
        talk.Out.WriteLine($"{margin}{key.Indicator}{breakdown} {key.Territory} {key.Period} = {Talk.Number(tree.Figure.Value)} {unit} ({tree.Figure.Status.Name()})");
        if (tree.Formula.Fr is { Length: > 0 }) talk.Out.WriteLine($"{margin}  {tree.Formula.In(talk.In)}");
        foreach (var note in tree.Notes) talk.Out.WriteLine($"{margin}  {note.In(talk.In)}");
        if (tree.Compared is { } compared) talk.Out.WriteLine($"{margin}  {(talk.In == "en" ? "the sum of its members makes" : "la somme de ses membres fait")} {Talk.Number(compared)}");
        foreach (var file in tree.Rows.GroupBy(r => r.Edition))
        {
            talk.Out.WriteLine($"{margin}  {file.Key.Path} SHA-256 {file.Key.Sha256}");
            foreach (var row in file) talk.Out.WriteLine($"{margin}    {row.Line}: {row.Raw.ReplaceLineEndings(" ")}");
        }
        foreach (var input in tree.Inputs) Print(talk, release, input, depth + 1);
        if (tree.InputCount > tree.Inputs.Count)
            talk.Out.WriteLine($"{margin}  … {tree.InputCount - tree.Inputs.Count} {(talk.In == "en" ? "more" : "de plus")}");
    }
}
