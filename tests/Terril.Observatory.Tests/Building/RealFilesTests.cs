using System.Globalization;
using System.Text.RegularExpressions;
using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;
using Terril.Observatory.Tests.Territories;

namespace Terril.Observatory.Tests.Building;

/// <summary>Recipes over the files of producers, read in place when <c>TERRIL_REAL_DATA</c> says where they are: the figures that people read in them.</summary>
public partial class RealFilesTests
{
    [Fact]
    public void Household_waste_of_the_region()
    {
        using var site = Site("dechets/sinoe-tonnage-dma-par-type.csv").Indicator("waste", "unit: t, breakdown: { type: [residual, other] }").Source("sinoe", """
            files: [{ path: data/file.csv }]
            read:
              territory: { column: C_DEPT, level: department, vintage: 2021, pad: 2 }
              period: { column: ANNEE }
              duplicates: sum
              values: [{ column: TONNAGE_DMA_T, indicator: waste, breakdown: { type: { column: L_TYP_REG_DECHET, map: { "Ordures ménagères résiduelles": residual, "*": other } } } }]
            """).Published();

        Assert.Equal(3_755_519, Value(site, "waste region:32 2009"), 1.0);
        Assert.Equal(3_613_441, Value(site, "waste region:32 2019"), 1.0);
    }

    [Fact]
    public void Kilograms_per_inhabitant_are_those_of_the_producer_on_every_line()
    {
        using var site = Site("dechets/sinoe-collecte-oma.csv", "{ level: country, codes: all }")
            .Indicator("oma", Types("unit: t")).Indicator("people", Types("unit: hab, kind: stock")).Indicator("published", Types("unit: kg/hab, kind: ratio, aggregate: none"))
            .Indicator("computed", "unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: oma, denominator: people, factor: 1000 }")
            .Source("sinoe", """
                files: [{ path: data/file.csv }]
                read:
                  territory: { column: C_DEPT, level: department, vintage: 2021, pad: 2 }
                  period: { column: ANNEE }
                  values:
                    - { column: TONNAGE_T, indicator: oma, breakdown: { type: { column: C_TYP_REG_DECHET } } }
                    - { column: VA_POPANNEE, indicator: people, breakdown: { type: { column: C_TYP_REG_DECHET } } }
                    - { column: RATIO_KG_HAB, indicator: published, breakdown: { type: { column: C_TYP_REG_DECHET } } }
                """).Published();
        var lines = site.Release.Figures("published", Level.Department).ToList();

        Assert.Equal(2_355, lines.Count);
        Assert.All(lines, line => Assert.Equal(line.Value, site.Release.Find(line.Key with { Indicator = "computed" })!.Value.Value, 0.0051));

        static string Types(string rest) => rest + ", breakdown: { type: [08A, 08B, 08C, 08D] }";
    }

    [Fact]
    public void Electricity_and_gas_with_departments_that_nobody_named_and_hidden_cells()
    {
        using var site = Site("energie/conso_elec_gaz_departement_2011-2019.csv", "{ level: country, codes: all }").Indicator("homes", "unit: GWh, breakdown: { carrier: [electricity, gas] }").Source("ore", """
            files: [{ path: data/file.csv }]
            read:
              territory: { column: Code Département, level: department, vintage: 2019, pad: 2 }
              period: { column: Année }
              duplicates: sum
              status: { column: Nombre de mailles secretisées (résidentiel), map: { "0": reference, "": reference, "*": partial } }
              secret: { emptyWhen: { column: Nombre de mailles secretisées (résidentiel), above: 0 } }
              values: [{ column: Consommation Résidentiel  (MWh), indicator: homes, unit: MWh, breakdown: { carrier: { column: Filière, map: { Electricité: electricity, Gaz: gas } } } }]
            """).Published();

        var unknown = Assert.Single(site.Findings("unknown-code"));
        Assert.Contains("“NA” is no code of department in 2019: 15 values", unknown, StringComparison.Ordinal);
        Assert.Contains(site.Release.Figures("homes", Level.Department), f => f.Status == Status.Partial);
    }

    [Fact]
    public void Legal_populations_are_those_of_the_official_lists()
    {
        using var site = Site("territoires/population_communes_pop2023.csv", "{ level: country, codes: all }", Lists.Official).Indicator("pmun", "unit: hab, kind: stock").Source("insee", """
            files: [{ path: data/file.csv }]
            read: { territory: { column: COM, level: commune, vintage: 2025 }, period: { value: 2023 }, values: [{ column: PMUN, indicator: pmun }] }
            """).Published();
        var populations = site.Release.Figures("population", Level.Commune, period: Period.Of(2023)).ToDictionary(f => f.Key.Territory, f => f.Value);
        var same = site.Release.Figures("pmun", Level.Commune).Where(f => f.Status == Status.Reference).ToList();

        Assert.True(same.Count > 34_800, $"{same.Count} communes");
        Assert.True(same.Count(f => populations[f.Key.Territory] == f.Value) >= same.Count - 5, string.Join(", ", same.Where(f => populations[f.Key.Territory] != f.Value).Take(20).Select(f => $"{f.Key.Territory} {f.Value} {populations[f.Key.Territory]}")));
    }

    [Fact]
    public void A_long_file_of_every_commune_keeps_its_total()
    {
        using var site = Site("national/population_communes_2019-2023_long.csv", "{ level: country, codes: all }").Indicator("people", "unit: hab, kind: stock").Source("insee", """
            files: [{ path: data/file.csv }]
            read:
              territory: { column: code_commune, level: commune, vintage: 2025 }
              period: { column: annee_population }
              where: { indicateur: [population_municipale] }
              values: [{ column: valeur, indicator: people }]
            """).Published();
        var rows = File.ReadLines(site.PathOf("data/file.csv")).Skip(1).Select(line => line.Split(',')).Where(c => c[2] == "population_municipale");
        var reported = site.Findings("unknown-code").Concat(site.Findings("not-carried")).Sum(f => double.Parse(Quantity().Match(f).Groups["hab"].Value, CultureInfo.InvariantCulture));

        Assert.InRange(reported, 1, 1_000_000);
        Assert.Equal(rows.Sum(c => long.Parse(c[3], CultureInfo.InvariantCulture)), site.Release.Figures("people", Level.Commune).Sum(f => f.Value) + reported, 0.5);
    }

    [Fact]
    public void Days_of_heat_make_years()
    {
        using var site = Site("climat/temperature_quotidienne_departementale_2018-.csv").Indicator("heat", "unit: \"°C\", kind: index, aggregate: none").Indicator("hot", "unit: d, kind: index, aggregate: none").Source("heat", """
            files: [{ path: data/file.csv }]
            read:
              territory: { column: code_insee_departement, level: department, pad: 2 }
              values:
                - { column: tmoy, indicator: heat, period: { column: date_obs, to: year, by: mean, atLeast: 0.95 } }
                - { column: tmax, indicator: hot, unit: d, period: { column: date_obs, to: year, by: { count: "> 30" }, atLeast: 0.95 } }
            """).Published();
        var rows = File.ReadLines(site.PathOf("data/file.csv")).Skip(1).Select(line => line.Split(';')).Where(c => c[1] == "59" && c[0].StartsWith("2019", StringComparison.Ordinal)).ToList();

        Assert.Equal(365, rows.Count);
        Assert.Equal(rows.Average(c => double.Parse(c[5], CultureInfo.InvariantCulture)), Value(site, "heat department:59 2019"), 9);
        Assert.Equal(rows.Count(c => double.Parse(c[4], CultureInfo.InvariantCulture) > 30), Value(site, "hot department:59 2019"));
    }

    [Fact]
    public void Landfills_by_department()
    {
        using var site = Site("dechets/odema_isdnd_tonnage_annee.json").Indicator("landfilled").Source("odema", """
            files: [{ path: data/file.json }]
            read: { format: json, duplicates: sum, territory: { column: departement, level: department }, period: { column: annee }, missing: [""], values: [{ column: tonnage, indicator: landfilled }] }
            """).Published();

        Assert.Equal(2_482_224, site.Release.Figures("landfilled", Level.Department, period: Period.Of(2010)).Where(f => f.HasValue).Sum(f => f.Value), 0.5);
    }

    [Fact]
    public void Final_energy_goes_from_ktep_to_GWh()
    {
        using var site = new TinySite().Indicator("final", "unit: GWh, aggregate: none").Write("territories/t.csv", "level,code,name\nmainland,FR,France métropolitaine\n");
        foreach (var name in new[] { "hauts_de_france", "france_metropolitaine" }) Copy(site, $"energie/dre/consommation_{name}.csv", name + ".csv");
        site.Source("dre", """
            files:
              - { path: data/hauts_de_france.csv, territory: { value: "32", level: region } }
              - { path: data/france_metropolitaine.csv, territory: { value: FR, level: mainland } }
            read: { where: { Code: [C1], Unite: [ktep] }, period: { column: Year }, values: [{ column: Value, indicator: final, unit: ktep }] }
            """).Published();

        Assert.Equal(16_335 * 11.63, Value(site, "final region:32 2019"), 9);
        Assert.Equal(146_289 * 11.63, Value(site, "final mainland:FR 2019"), 9);
    }

    [GeneratedRegex(@"(?<hab>[0-9.]+) hab", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quantity();

    private static double Value(TinySite site, string figure) => site.Release.Find(TinySite.Key(figure))!.Value.Value;

    private static TinySite Site(string file, string scope = """{ level: region, codes: ["32"] }""", OfficialLists? lists = null)
    {
        var site = new TinySite(scope, lists: lists);
        Copy(site, file, "file" + Path.GetExtension(file));
        return site;
    }

    private static void Copy(TinySite site, string file, string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("TERRIL_REAL_DATA") ?? "", file);
        Assert.SkipUnless(File.Exists(path), $"TERRIL_REAL_DATA does not lead to {file}.");
        site.Write("data/" + name, File.ReadAllBytes(path));
    }
}
