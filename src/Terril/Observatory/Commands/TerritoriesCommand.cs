using System.CommandLine;
using System.Globalization;
using Terril.Observatory.Building;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory territories</c>: the territories of a site in a vintage, with their members.</summary>
internal static class TerritoriesCommand
{
    public static Command Create()
    {
        var site = ObservatoryCommands.Required("--site", "Dossier de l’observatoire / Folder of the observatory");
        var vintage = ObservatoryCommands.Optional("--vintage", "Millésime ; celui du site si rien n’est dit / Vintage; the site's when not said");
        var level = ObservatoryCommands.Optional("--level", "Niveau / Level");
        return Talk.Command("territories", "Les territoires et leurs membres / The territories and their members", [site, vintage, level], (parsed, talk) =>
        {
            var described = SiteFolder.Open(parsed.GetRequiredValue(site)).Read();
            var geography = ObservatoryCommands.Lists().At(Year(parsed.GetValue(vintage)) ?? described.Vintage).With(described.Territories);
            var only = parsed.GetValue(level);
            if (only is not null && !geography.Levels.Contains(only))
                throw new FaultyInputException("unknown-level", null, $"« {only} » n’est pas un niveau ; niveaux : {string.Join(", ", geography.Levels)}", $"“{only}” is no level; levels: {string.Join(", ", geography.Levels)}");
            var shown = Scope.Of(described, geography);
            var territories = geography.Levels.Where(l => only is null || l == only).SelectMany(l => shown[l].Select(i => geography.At(l)[i]));
            if (talk.IsJson) talk.Write(territories.Select(t => new { level = t.Level, code = t.Code, name = t.Name, kind = t.Kind, population = t.Population, members = Members(geography, t) }));
            else Print(talk, geography, territories);
            return 0;
        });
    }

    private static void Print(Talk talk, Geography geography, IEnumerable<Territory> territories)
    {
        talk.Out.WriteLine("level,code,name,kind,population,members");
        foreach (var t in territories)
            talk.Out.WriteLine(string.Join(',', t.Level, t.Code, Quoted(t.Name), t.Kind, t.Population?.ToString(CultureInfo.InvariantCulture), string.Join(' ', Members(geography, t))));
    }

    private static IEnumerable<string> Members(Geography geography, Territory territory) =>
        territory.Level == Level.Commune ? [] : geography.Members(territory, Level.Commune).Select(m => m.Code);

    private static int? Year(string? text)
    {
        if (text is null) return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var year) ? year
            : throw new FaultyInputException("bad-vintage", null, $"« {text} » : un millésime est une année", $"“{text}”: a vintage is a year");
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(',', '"') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
