namespace Terril.Observatory.Tests.Building;

/// <summary>Editions of one source: the later publication is in force, the earlier is kept.</summary>
public class EditionMergeTests
{
    [Fact]
    public void The_later_edition_is_in_force_and_the_earlier_is_kept_beside()
    {
        using var site = Editions("[{ path: data/b.csv, published: 2023-05-01 }, { path: data/a.csv, published: 2022-05-01 }]").Published();

        Assert.Equal("12 reference", site["waste region:32 2020"]);
        Assert.Equal("7 reference", site["waste region:32 2019"]);
        var earlier = Assert.Single(site.Release.Superseded("waste", "", new("region", "32")));
        Assert.Equal((10, "data/a.csv", new DateOnly(2022, 5, 1)), (earlier.Value, earlier.Edition.Path, earlier.Edition.Published!.Value));
        Assert.Equal("data/b.csv", site.Release.Find(TinySite.Key("waste region:32 2020"))!.Value.Edition!.Path);
    }

    [Fact]
    public void A_build_as_of_a_day_knows_what_was_known_that_day()
    {
        using var site = Editions("[{ path: data/a.csv, published: 2022-05-01 }, { path: data/b.csv, published: 2023-05-01 }]");
        site.Published(new DateOnly(2022, 12, 31));
        var then = site.Release.Id;
        Assert.Equal("10 reference", site["waste region:32 2020"]);

        site.Published();
        Assert.Equal("12 reference", site["waste region:32 2020"]);
        Assert.Equal(then, site.Store.InForce(new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero))!.Id);
        Assert.Null(site.Store.InForce(new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Building_again_as_of_the_same_day_changes_nothing()
    {
        using var site = Editions("[{ path: data/a.csv, published: 2022-05-01 }, { path: data/b.csv, published: 2023-05-01 }]");
        var first = site.Build(new DateOnly(2022, 12, 31));
        site.Published();
        var again = site.Build(new DateOnly(2022, 12, 31));

        Assert.Equal((first.Release, false), (again.Release, again.IsNew));
        Assert.Equal(2, site.Store.History.Count);
    }

    [Fact]
    public void Two_files_that_say_one_cell_without_dates_are_refused()
    {
        using var site = Editions("[{ path: data/a.csv }, { path: data/b.csv }]");

        Assert.Equal("data/b.csv: waste, region:32, 2020 is already given by data/a.csv; say the “published” date of each edition [duplicate-key]", site.Refused());
    }

    [Fact]
    public void Two_producers_of_one_cell_are_refused()
    {
        using var site = Editions("[{ path: data/a.csv, published: 2022-05-01 }]").Source("other", """
            files: [{ path: data/b.csv, published: 2023-05-01 }]
            read: { territory: { value: "32", level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
            """);

        Assert.Contains("waste, region:32, 2020 is already given by source “waste” (data/a.csv); two producers are two indicators", site.Refused(), StringComparison.Ordinal);
    }

    private static TinySite Editions(string files) => new TinySite()
        .Indicator("waste")
        .Write("data/a.csv", "year,value\n2019,7\n2020,10\n")
        .Write("data/b.csv", "year,value\n2020,12\n2021,13\n")
        .Source("waste", $$"""
            files: {{files}}
            read: { territory: { value: "32", level: region }, period: { column: year }, values: [{ column: value, indicator: waste }] }
            """);
}
