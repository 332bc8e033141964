using System.Globalization;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>The observatory of the whole country that reads these files: consumption, the same per inhabitant, and what must hold.</summary>
internal sealed class NationalSite(string folder, Consumption consumption)
{
    public const string Indicator = "consumption";

    /// <summary>How many years away a population may be: 2011 is told by that of 2019, 2036 by that of 2023.</summary>
    public const int Within = 13;

    private static readonly string s_cross = $"breakdown: {{ carrier: [{Codes(Consumption.Carriers)}], sector: [{Codes(Consumption.Sectors)}] }}";

    private static readonly string s_columns =
        $"breakdown: {{ carrier: {{ column: filiere, map: {{ {Map(Consumption.Carriers)} }} }}, sector: {{ column: code_grand_secteur, map: {{ {Map(Consumption.Sectors)} }} }} }}";

    public string Folder => folder;

    public static string RatioOf(string indicator) => $"{indicator}.per-inhabitant";

    /// <summary>Writes it around one file: one source, one indicator broken down by carrier and sector.</summary>
    public NationalSite Of(NationalFile file)
    {
        file.At(DataOf(file.Name), consumption);
        Describe();
        Describe(Indicator, s_cross, s_columns, file, $$"""
              - { witness: {{Indicator}}, territory: "region:32", period: 2011, value: {{Witness("region:32", 2011)}}, tolerance: 0.000000001 }
              - { witness: {{Indicator}}, territory: "country:FR", period: 2023, value: {{Witness("country:FR", 2023)}}, tolerance: 0.000000001 }
            """);
        return this;
    }

    /// <summary>Writes it around ten files: ten sources, an indicator each, together the national file.</summary>
    public NationalSite OfTen()
    {
        Describe();
        for (var series = 0; series < Consumption.Series; series++)
        {
            Revise(series, 0);
            Describe(TenthOf(series), "breakdown: {}", "", new NationalFile($"{TenthOf(series)}.csv", ""), "");
        }
        return this;
    }

    /// <summary>Writes one of the ten files, its first value higher by some kWh: what a producer's revision looks like.</summary>
    public void Revise(int series, long kWh) => NationalFile.Write(DataOf($"{TenthOf(series)}.csv"), consumption, [series], revision: kWh);

    public string DataOf(string file) => Path.Combine(folder, "data", file);

    public static string TenthOf(int series) => $"{Indicator}.{Consumption.CarrierOf(series)}.{Consumption.SectorOf(series)}";

    private void Describe() => Write("site.yaml", $$"""
        name: { fr: Consommation de la France, en: Consumption of France }
        scope: { level: country, codes: all }
        geography: { vintage: {{Consumption.Vintage}} }
        """);

    private void Describe(string indicator, string cross, string columns, NationalFile file, string witnesses)
    {
        Write($"indicators/{indicator}.yaml", $$"""
            - id: {{indicator}}
              name: { fr: Consommation, en: Consumption }
              unit: MWh
              kind: flow
              aggregate: sum
              {{cross}}
            - id: {{RatioOf(indicator)}}
              name: { fr: Consommation par habitant, en: Consumption per inhabitant }
              unit: MWh/hab
              kind: ratio
              aggregate: ratio
              ratio: { numerator: {{indicator}}, denominator: population, within: {{Within}} }
            """);
        Write($"sources/{indicator}.yaml", $$"""
            id: {{indicator}}
            title: { fr: Consommation annuelle par commune, en: Yearly consumption by commune }
            publisher: Terril
            licence: Licence Ouverte 2.0
            files: [{ path: data/{{file.Name}} }]
            read:
              territory: { column: code_commune, level: commune, vintage: {{Consumption.Vintage}} }
              period: { column: annee }
              secret: [{{NationalFile.Secret}}]
              duplicates: {{(file.Halved ? "sum" : "error")}}
              values:
                - column: conso_totale_mwh
                  indicator: {{indicator}}
                  unit: MWh
                  {{columns}}
            checks:
              - { coverage: 0.95 }
              - { range: {{indicator}}, min: 0, max: 100000000 }
            {{witnesses}}
            """);
    }

    private string Witness(string territory, int year) =>
        TerritoryId.TryParse(territory, out var id) ? consumption.Of(id, year).ToString("R", CultureInfo.InvariantCulture) : throw new ArgumentException(territory, nameof(territory));

    private static string Codes((string Text, string Code)[] codes) => string.Join(", ", codes.Select(c => c.Code));

    private static string Map((string Text, string Code)[] codes) => string.Join(", ", codes.Select(c => $"{c.Text}: {c.Code}"));

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
