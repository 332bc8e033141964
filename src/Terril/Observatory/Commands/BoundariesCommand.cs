using System.CommandLine;
using System.Globalization;
using Terril.Observatory.Boundaries;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory boundaries</c>: makes the map of the communes from a file of their boundaries.</summary>
internal static class BoundariesCommand
{
    public static Command Create()
    {
        var file = ObservatoryCommands.Required("--file", "GeoJSON des contours de communes, .gz aussi / GeoJSON of the boundaries of communes, .gz too");
        var vintage = ObservatoryCommands.Required("--vintage", "Millésime des codes du fichier (2018) / Vintage of the codes of the file (2018)");
        var source = ObservatoryCommands.Required("--source", "D’où il vient, montré sous la carte / Where it comes from, shown under the map");
        var licence = ObservatoryCommands.Required("--licence", "Sa licence, montrée sous la carte / Its licence, shown under the map");
        var date = ObservatoryCommands.Optional("--date", "Date de l’édition (2018-06-28) / Date of the edition (2018-06-28)");
        var code = ObservatoryCommands.Optional("--code", "Propriété qui porte les codes ; trouvée si rien n’est dit / Property that bears the codes; found when not said");
        var site = ObservatoryCommands.Required("--site", "Dossier de l’observatoire / Folder of the observatory");
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        return Talk.Command("boundaries", "Prépare la carte des communes / Prepares the map of the communes", [file, vintage, source, licence, date, code, site, folder], (parsed, talk) =>
        {
            var said = new BoundarySource(parsed.GetRequiredValue(file), Year(parsed.GetRequiredValue(vintage)), parsed.GetRequiredValue(source), parsed.GetRequiredValue(licence), BuildCommand.Day(parsed.GetValue(date)), parsed.GetValue(code));
            var outcome = new PrepareBoundaries(ObservatoryCommands.Lists(), new BoundaryStore(parsed.GetRequiredValue(folder))).Run(parsed.GetRequiredValue(site), said);
            var drawn = outcome.Drawn;
            talk.Say(outcome.Findings);
            if (talk.IsJson)
                talk.Write(new { topology = drawn.Topology, vintage = drawn.Vintage, communes = drawn.Communes, notDrawn = drawn.NotDrawn, bytes = drawn.Bytes, compressed = drawn.Compressed, findings = talk.Shape(outcome.Findings) });
            else
                talk.Line(
                    $"{drawn.Topology} : {drawn.Communes} communes de {drawn.Vintage}, {drawn.NotDrawn.Count} non dessinées, {drawn.Bytes} octets, {drawn.Compressed} une fois compressés",
                    $"{drawn.Topology}: {drawn.Communes} communes of {drawn.Vintage}, {drawn.NotDrawn.Count} not drawn, {drawn.Bytes} bytes, {drawn.Compressed} once compressed");
            return 0;
        });
    }

    private static int Year(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200 ? year
        : throw new FaultyInputException("bad-vintage", null, $"« {text} » : un millésime est une année", $"“{text}”: a vintage is a year");
}
