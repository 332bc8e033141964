using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>The files of producers, read in place when <c>TERRIL_REAL_DATA</c> says where they are: as many rows as announced.</summary>
public class RealFilesTests
{
    private static readonly ReadingOptions Csv = new();

    [Theory]
    [InlineData("agenda/jours_feries.csv", 508)]
    [InlineData("climat/owid_annual_temperature_anomalies_1940-.csv", 18_020)]
    [InlineData("climat/synop_jours_sup_30C_par_station_1996-2024.csv", 1_160)]
    [InlineData("climat/temperature_quotidienne_departementale_2018-.csv", 105_216)]
    [InlineData("climat/temperature_quotidienne_regionale_2016-.csv", 26_897)]
    [InlineData("dechets/sinoe-collecte-oma.csv", 2_355)]
    [InlineData("dechets/sinoe-tonnage-decheteries.csv", 5_299)]
    [InlineData("dechets/sinoe-tonnage-dma-par-type.csv", 4_181)]
    [InlineData("energie/conso_elec_gaz_departement_2011-2019.csv", 4_465)]
    [InlineData("energie/dre/consommation_france_metropolitaine.csv", 324)]
    [InlineData("energie/dre/consommation_hauts_de_france.csv", 324)]
    [InlineData("energie/dre/production_france_metropolitaine.csv", 234)]
    [InlineData("energie/dre/production_hauts_de_france.csv", 234)]
    [InlineData("energie/prod_region_annuelle_enr_2008-2020.csv", 169)]
    [InlineData("geo/communes_centroides_hdf_2018.csv", 3_808)]
    [InlineData("indicateurs/aldo_communes_clc18_change.csv", 36_447)]
    [InlineData("indicateurs/tet_indicateur_definitions.csv", 730)]
    [InlineData("national/epci_composition_2025.csv", 34_871)]
    [InlineData("national/population_communes_2019-2023_long.csv", 349_600)]
    [InlineData("territoires/cog_arrondissements_2026.csv", 333)]
    [InlineData("territoires/cog_communes_2024_hdf.csv", 3_886)]
    [InlineData("territoires/cog_communes_2025_hdf.csv", 3_887)]
    [InlineData("territoires/cog_communes_2026.csv", 37_496)]
    [InlineData("territoires/cog_departements_2026.csv", 101)]
    [InlineData("territoires/cog_mouvements_communes_2026.csv", 13_734)]
    [InlineData("territoires/cog_regions_2026.csv", 18)]
    [InlineData("territoires/epci_composition_2024_hdf.csv", 3_788)]
    [InlineData("territoires/epci_composition_2025_hdf.csv", 3_782)]
    [InlineData("territoires/epci_libelles_2025.csv", 1_268)]
    [InlineData("territoires/population_communes_pop2021_hdf.csv", 3_787)]
    [InlineData("territoires/population_communes_pop2022_hdf.csv", 3_788)]
    [InlineData("territoires/population_communes_pop2023.csv", 34_900)]
    public void A_CSV_file_has_the_rows_announced(string file, int rows) => Assert.Equal(rows, Read(file, Csv).Rows.Length);

    [Fact]
    public void Energy_by_department_keeps_its_odd_names_and_its_figures()
    {
        var sheet = Read("energie/conso_elec_gaz_departement_2011-2019.csv", Csv);

        Assert.Contains("Consommation Tertiaire  (MWh)", sheet.Columns);
        Assert.Equal("UTF-8, point-virgule", sheet.Format);
        var number = new Number();
        var total = Array.IndexOf(sheet.Columns, "Consommation totale (MWh)");
        Assert.All(sheet.Cells, cells => Assert.Equal(NumberFault.None, number.Read(cells[total], out _)));
        Assert.Equal('.', number.DecimalSign);
    }

    [Fact]
    public void Waste_is_read_with_its_mark_and_quotes()
    {
        var sheet = Read("dechets/sinoe-tonnage-dma-par-type.csv", Csv);

        Assert.Equal("ANNEE", sheet.Columns[0]);
        Assert.Equal("UTF-8 avec BOM, virgule", sheet.Format);
        Assert.Equal(["2009", "11", "Ile-de-France", "75", "Paris", "07A", "Ordures ménagères résiduelles", "841716"], sheet.Rows[0].Cells);
    }

    [Fact]
    public void Definitions_of_many_lines_are_on_their_lines()
    {
        var sheet = Read("indicateurs/tet_indicateur_definitions.csv", Csv);
        var lines = File.ReadAllText(Path.Combine(Folder, "indicateurs/tet_indicateur_definitions.csv")).ReplaceLineEndings("\n").Split('\n');

        Assert.All(sheet.Rows, row => Assert.StartsWith(lines[row.Line - 1], row.Raw.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Equal(lines.Length - 1, sheet.Rows[^1].Line + sheet.Rows[^1].Raw.Count(c => c == '\n'));
    }

    [Fact]
    public void The_workbook_of_the_EPCIs_has_the_members_of_its_CSV()
    {
        var xlsx = Read("territoires/epci_composition_2025.xlsx", new ReadingOptions { Format = "xlsx" });
        var csv = Read("national/epci_composition_2025.csv", Csv);

        Assert.Equal(34_871, xlsx.Rows.Length);
        Assert.Equal(csv.Columns, xlsx.Columns);
        Assert.Equal(csv.Cells, xlsx.Cells);
    }

    [Fact]
    public void The_landfills_are_read()
    {
        var sheet = Read("dechets/odema_isdnd_tonnage_annee.json", new ReadingOptions { Format = "json" });

        Assert.Equal(["annee", "tonnage", "aiot", "name", "departement", "capacite", "lng", "lat"], sheet.Columns);
        Assert.Equal(663, sheet.Rows.Length);
        Assert.Equal(471, sheet.Cells.Count(cells => cells[1].Length == 0));
        Assert.Equal(2_482_224, sheet.Cells.Where(cells => cells[0] == "2010.0").Sum(cells =>
            new Number().Read(cells[1], out var tonnage) == NumberFault.None ? tonnage : 0), 0.5);
    }

    [Fact]
    public void The_communes_of_a_map_are_read_out_of_their_archive()
    {
        var sheet = Read("national/communes-metropole-2018.geojson.gz", new ReadingOptions { Format = "json", Records = "$.features" });

        Assert.Equal(35_228, sheet.Rows.Length);
        Assert.Contains("properties.code", sheet.Columns);
    }

    private static string Folder => Environment.GetEnvironmentVariable("TERRIL_REAL_DATA") ?? "";

    private static Sheet Read(string file, ReadingOptions options)
    {
        var path = Path.Combine(Folder, file);
        Assert.SkipUnless(File.Exists(path), $"TERRIL_REAL_DATA does not lead to {file}.");
        return Sheet.At(path, file, options);
    }
}
