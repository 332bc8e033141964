using System.Text.Json;
using Terril.Collectives.Import;
using Terril.Tests.Harness;

namespace Terril.Tests.Collectives;

/// <summary>The collective that the sample ships: what the record says of it, and the counts that replay from the same rows.</summary>
public sealed class SampleTests
{
    [Theory, OnBothDatabases]
    public async Task The_same_rows_count_again_how_many_they_were_on_any_day(Provider on)
    {
        await using var house = await House.Open(on);
        Assert.Equal(new ImportOutcome(47, 1, 0), await house.ImportCollectives());
        foreach (var (day, count) in new[] { ("2014-03-19", 0), ("2014-06-20", 26), ("2015-07-19", 26), ("2015-07-20", 41), ("2015-11-29", 41), ("2015-11-30", 47) })
        {
            var page = await house.Page($"{CollectivesHouse.Sample}?on={day}");
            Assert.StartsWith($"{count} ", page.QuerySelector("aside .h4 strong")!.TextContent, StringComparison.Ordinal);
            using var said = JsonDocument.Parse(await house.Text($"/api/v1/collectives/dynamique-climat-cop21?on={day}"));
            Assert.Equal(count, said.RootElement.GetProperty("data").GetProperty("members").GetInt32());
            Assert.Equal(count, said.RootElement.GetProperty("data").GetProperty("memberList").GetArrayLength());
        }
    }

    [Theory, OnBothDatabases]
    public async Task Twice_changes_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        await house.ImportCollectives();
        var before = await house.InDatabase(Contents.Of);
        Assert.Equal(new ImportOutcome(0, 0, 48), await house.ImportCollectives());
        Assert.Empty(Contents.Differing(before, await house.InDatabase(Contents.Of)));
    }

    [Fact]
    public void What_is_made_up_says_so_and_the_rest_says_where_it_is_from()
    {
        var written = ReadCollectives.Run(Checkout.File("samples/hauts-de-france"));
        Assert.All(written.Organisations, o => Assert.NotEmpty(o.Source));
        Assert.All(written.Organisations.Where(o => o.Source == "exemple"), o => Assert.Contains("exemple", o.Name, StringComparison.Ordinal));
        Assert.All(written.Collectives.SelectMany(c => c.Counts), c => Assert.NotEmpty(c.Source));
        Assert.All(written.Collectives.SelectMany(c => c.Members), m => Assert.NotEmpty(m.Source));
    }

    [Fact]
    public void Every_fault_of_a_file_is_told_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory("terril-collectives-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "collectives"));
        File.WriteAllText(Path.Combine(folder, "collectives", "a.yaml"), """
            - organisations:
                - { slug: Été, name: A, territory: Lille }
              collectives:
                - slug: c
                  name: { fr: C, en: C }
                  purpose: { fr: P, en: P }
                  members:
                    - { organisation: inconnue, joined: hier }
                    - { organisation: a, joined: 2015-02-01, left: 2015-01-01, from: 3 }
            """);
        var refusal = Assert.Throws<Terril.Observatory.FaultyInputException>(() => ReadCollectives.Run(folder));
        Assert.Equal(["bad-day", "bad-day", "bad-slug", "bad-territory", "out-of-range", "unknown-organisation", "unknown-organisation"], refusal.Findings.Select(f => f.Rule).Order(StringComparer.Ordinal));
        Assert.All(refusal.Findings, f => Assert.StartsWith("collectives/a.yaml", f.Place!.ToString(), StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }
}
