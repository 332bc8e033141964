using System.Text.Json;
using Terril.Observatory.Territories;
using Terril.Observatory.Tests.Reading;

namespace Terril.Observatory.Tests;

/// <summary>
/// The real geography of every vintage with the legal populations of four communes: Dunkerque, Lille, Amiens and Paris. Reading those of
/// 35 000 communes four times is the half of a build.
/// </summary>
internal static class TinyLists
{
    private static readonly Lazy<OfficialLists> Once = new(Make);

    public static OfficialLists Shared => Once.Value;

    /// <summary>Legal populations, as invented for the tests: base + 1 000 × the years since 2019.</summary>
    public static readonly IReadOnlyDictionary<string, int> Populations = new Dictionary<string, int> { ["59183"] = 80_000, ["59350"] = 200_000, ["80021"] = 100_000, ["75056"] = 2_000_000 };

    public static int Population(string commune, int year) => Populations[commune] + (1000 * (year - 2019));

    private static OfficialLists Make()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "tiny-lists")).FullName;
        _ = Tests.Territories.Lists.Official;
        File.Copy(Path.Combine(Tests.Territories.Lists.Folder, "lists.bin"), Path.Combine(folder, "lists.bin"), overwrite: true);
        foreach (var (vintage, year) in new[] { (2021, 2019), (2022, 2020), (2024, 2022), (2026, 2023) })
        {
            var communes = Populations.Keys.Select(code => new { code, type = "commune-actuelle", population = Population(code, year) });
            File.WriteAllBytes(Path.Combine(folder, $"communes-{vintage}.json.gz"), Zip.Gzip(JsonSerializer.SerializeToUtf8Bytes(communes)));
        }
        return OfficialLists.Open(folder);
    }
}
