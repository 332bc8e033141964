using System.Globalization;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

public class GeographyTests
{
    private static readonly Geography Now = Lists.Official.At(2026);

    [Theory]
    [InlineData(2019, 35064, 1259)]
    [InlineData(2021, 35059, 1254)]
    [InlineData(2022, 35049, 1255)]
    [InlineData(2023, 35039, 1255)]
    [InlineData(2024, 35029, 1255)]
    [InlineData(2025, 34969, 1255)]
    [InlineData(2026, 34969, 1255)]
    public void Each_vintage_has_the_official_counts(int vintage, int communes, int epcis)
    {
        var geography = Lists.Official.At(vintage);

        Assert.Equal(vintage, geography.Vintage);
        Assert.Equal(Level.Official, geography.Levels);
        Assert.Equal(communes, geography.At(Level.Commune).Count);
        Assert.Equal(epcis, geography.At(Level.Epci).Count);
        Assert.Equal(109, geography.At(Level.Department).Count);
        Assert.Equal(26, geography.At(Level.Region).Count);
        var france = Assert.Single(geography.At(Level.Country));
        Assert.Equal(communes - 94, geography.Members(france, Level.Commune).Count);
        Assert.Equal(101, geography.Members(france, Level.Department).Count);
        Assert.Equal(18, geography.Members(france, Level.Region).Count);
        Assert.Equal(
            ["22016", "29083", "29155", "85113"],
            geography.Members(france, Level.Commune).Where(c => geography.Parents(Level.Commune, Level.Epci)[c.Index] < 0).Select(c => c.Code));
    }

    [Fact]
    public void Territories_are_sorted_by_code_and_numbered()
    {
        foreach (var level in Now.Levels)
        {
            var codes = Now.At(level).Select(t => t.Code).ToList();
            Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
            Assert.Equal(Enumerable.Range(0, codes.Count), Now.At(level).Select(t => t.Index));
            Assert.Equal(codes.Count, codes.Distinct().Count());
        }
    }

    [Fact]
    public void A_commune_has_its_name_population_and_postcodes()
    {
        var lille = Commune("59350");

        Assert.Equal(("Lille", 238_246, ""), (lille.Name, lille.Population, lille.Kind));
        Assert.Equal(["59000", "59160", "59260", "59777", "59800"], lille.Postcodes);
        Assert.Equal(234_475, Lists.Official.At(2021).Find(lille.Id)!.Population);
        Assert.Equal(0, Commune("55039").Population);
        Assert.Null(Now.Find(new(Level.Commune, "98411"))!.Population);
    }

    [Fact]
    public void What_a_vintage_does_not_have_is_not_found()
    {
        Assert.Null(Now.Find(new(Level.Commune, "59355")));
        Assert.Null(Now.Find(new(Level.Department, "59350")));
        Assert.Null(Now.Find(new("station", "1")));
        Assert.Equal(-1, Now.IndexOf(Level.Commune, "'; drop"));
        Assert.Empty(Now.At("station"));
    }

    [Fact]
    public void Above_a_commune_are_its_epci_department_region_and_country()
    {
        Assert.Equal(["epci:245900428", "department:59", "region:32", "country:FR"], Ids(Now.Above(Commune("59183"))));
        Assert.Equal(["department:85", "region:52", "country:FR"], Ids(Now.Above(Commune("85113"))));
        Assert.Equal(["region:32", "country:FR"], Ids(Now.Above(Now.Find(new(Level.Department, "59"))!)));
        Assert.Empty(Now.Above(Now.At(Level.Country)[0]));
    }

    [Theory]
    [InlineData("200069722", "department:76 department:80 region:28 region:32 country:FR")]
    [InlineData("247600588", "department:76 department:80 region:28 region:32 country:FR")]
    [InlineData("245900758", "department:59 department:62 region:32 country:FR")]
    [InlineData("200069672", "department:62 department:80 region:32 country:FR")]
    [InlineData("200070985", "department:80 department:02 region:32 country:FR")]
    public void An_epci_that_straddles_a_border_is_under_each_side_most_peopled_first(string epci, string above) =>
        Assert.Equal(above.Split(' '), Ids(Now.Above(Now.Find(new(Level.Epci, epci))!)));

    [Fact]
    public void An_epci_belongs_to_no_department_but_touches_it()
    {
        var nord = Now.Find(new(Level.Department, "59"))!;

        Assert.True(Now.Parents(Level.Epci, Level.Department).IsEmpty);
        Assert.Empty(Now.Members(nord, Level.Epci));
        Assert.Equal("200093201", Now.Touching(nord, Level.Epci)[0].Code);
        Assert.Contains("245900758", Now.Touching(nord, Level.Epci).Select(e => e.Code));
        Assert.Contains("200069722", Now.Touching(Now.Find(new(Level.Region, "28"))!, Level.Epci).Select(e => e.Code));
    }

    [Fact]
    public void Members_come_by_code()
    {
        var region = Now.Find(new(Level.Region, "32"))!;

        Assert.Equal(["02", "59", "60", "62", "80"], Now.Members(region, Level.Department).Select(d => d.Code));
        Assert.Equal(3782, Now.Members(region, Level.Commune).Count);
        Assert.Equal(95, Now.Members(Now.Find(new(Level.Epci, "200093201"))!, Level.Commune).Count);
        Assert.Empty(Now.Members(Commune("59350"), Level.Commune));
    }

    [Fact]
    public void A_territory_of_another_vintage_is_refused()
    {
        var beforeTheLastOne = Lists.Official.At(2019).At(Level.Commune)[^1];

        Assert.Throws<ArgumentException>(() => Now.Members(beforeTheLastOne, Level.Commune));
        Assert.Throws<ArgumentException>(() => Now.Above(beforeTheLastOne));
    }

    [Fact]
    public void Populations_of_upper_levels_are_the_sum_of_their_communes()
    {
        foreach (var level in Level.Official.Skip(1))
        {
            Assert.All(Now.At(level), t => Assert.Equal(Now.Members(t, Level.Commune).Sum(c => c.Population ?? 0), t.Population ?? 0));
        }
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2021)]
    [InlineData(2026)]
    public void Overseas_collectivities_have_their_own_department_and_region_outside_the_country(int vintage)
    {
        var geography = Lists.Official.At(vintage);

        var noumea = geography.Find(new(Level.Commune, "98818"))!;

        Assert.Equal(["department:988", "region:988"], Ids(geography.Above(noumea)));
        Assert.Equal("Nouvelle-Calédonie", geography.Find(new(Level.Department, "988"))!.Name);
    }

    [Theory]
    [InlineData("75101", "75056")]
    [InlineData("69389", "69123")]
    [InlineData("13216", "13055")]
    [InlineData("59350", null)]
    public void A_municipal_district_leads_to_its_commune(string code, string? commune)
    {
        Assert.Equal(commune, Now.ParentOfArrondissement(code));
        if (commune is not null) Assert.Null(Now.Find(new(Level.Commune, code)));
    }

    [Fact]
    public void Delegated_and_associated_communes_are_aliases()
    {
        var lomme = Assert.Single(Now.Aliases, a => a.Code == "59355");

        Assert.Equal(("Lomme", "59350"), (lomme.Name, Now.At(Level.Commune)[lomme.Commune].Code));
        Assert.DoesNotContain(Now.Aliases, a => a.Name == Now.At(Level.Commune)[a.Commune].Name && a.Code == Now.At(Level.Commune)[a.Commune].Code);
    }

    [Fact]
    public void A_site_adds_territories_of_its_own_levels()
    {
        var site = Now.With([Station("2", "Dunkerque", "commune:59183"), Station("1", "En mer", null)]).With([new("basin", "A", "Bassin", new(Level.Region, "32"), At(9))]);

        Assert.Equal([.. Level.Official, "station", "basin"], site.Levels);
        Assert.Equal([("1", 0), ("2", 1)], site.At("station").Select(s => (s.Code, s.Index)));
        Assert.Equal(["commune:59183", "epci:245900428", "department:59", "region:32", "country:FR"], Ids(site.Above(site.At("station")[1])));
        Assert.Empty(site.Above(site.At("station")[0]));
        Assert.Equal(["basin:A"], Ids(site.Members(site.Find(new(Level.Region, "32"))!, "basin")));
        Assert.True(site.Parents("basin", Level.Department).IsEmpty);
        Assert.Empty(Now.At("station"));
    }

    [Fact]
    public void Added_territories_that_are_wrong_are_refused_each_with_its_line()
    {
        var refusal = Assert.Throws<FaultyInputException>(() => Now.With(
        [
            Station("1", "Lille", "commune:59350"),
            Station("1", "Lille encore", "commune:59350"),
            Station("3", "Nulle part", "commune:00000"),
            Station("4", "Dans une autre", "station:1"),
            new(Level.Commune, "59999", "Faux-Bourg", null, At(6)),
            new("station", "", "Sans code", null, At(7)),
            new("station", "8\t9", "Deux codes", null, At(8)),
        ]));

        Assert.Equal(
            ["duplicate-territory", "unknown-territory", "unknown-territory", "official-level", "territory-incomplete", "bad-code"],
            refusal.Findings.Select(f => f.Rule));
        Assert.All(refusal.Findings, f => Assert.StartsWith("territories/stations.csv:", f.In("fr"), StringComparison.Ordinal));
    }

    private static AddedTerritory Station(string code, string name, string? of) =>
        new("station", code, name, TerritoryId.TryParse(of, out var id) ? id : null, At(int.Parse(code, CultureInfo.InvariantCulture) + 1));

    private static Place At(int line) => new("territories/stations.csv", line);

    private static Territory Commune(string code) => Now.Find(new(Level.Commune, code))!;

    private static IEnumerable<string> Ids(IEnumerable<Territory> territories) => territories.Select(t => t.Id.ToString());
}
