using System.Text.Json;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

/// <summary>Packages of a country of a few communes, to try what the real ones do not show (yet).</summary>
internal sealed class SmallPackages : IDisposable
{
    private static readonly int[] Years = [2019, 2021, 2022, 2023, 2024, 2025, 2026];
    private readonly string _root = Directory.CreateTempSubdirectory("terril-packages-").FullName;

    /// <summary>The same communes (department 01) and EPCIs in every vintage.</summary>
    public SmallPackages(object[] communes, object[] epcis)
    {
        foreach (var year in Years) Write(year, communes, epcis);
    }

    public static object Commune(string code, int? population = null, string department = "01", string[]? formerCodes = null) =>
        new { code, nom = $"Commune {code}", type = "commune-actuelle", departement = department, region = "84", population, anciensCodes = formerCodes };

    public static object Epci(string code, params string[] members) =>
        new { code, nom = $"CC {code}", type = "CC", membres = members.Select(member => new { code = member }) };

    /// <summary>Changes or adds a vintage.</summary>
    public SmallPackages Write(int year, object[] communes, object[] epcis)
    {
        var data = Directory.CreateDirectory(Path.Combine(_root, $"decoupage-{year}", "data")).FullName;
        File.WriteAllText(Path.Combine(data, "communes.json"), JsonSerializer.Serialize(communes));
        File.WriteAllText(Path.Combine(data, "epci.json"), JsonSerializer.Serialize(epcis));
        File.WriteAllText(Path.Combine(data, "departements.json"), """[{"code":"01","nom":"Ain","region":"84"}]""");
        File.WriteAllText(Path.Combine(data, "regions.json"), """[{"code":"84","nom":"Auvergne-Rhône-Alpes"}]""");
        return this;
    }

    public OfficialLists Compiled()
    {
        var folder = Path.Combine(_root, "official-lists");
        OfficialLists.Compile(_root, folder);
        return OfficialLists.Open(folder);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
