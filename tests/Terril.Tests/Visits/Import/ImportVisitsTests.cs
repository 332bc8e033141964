using System.Text.RegularExpressions;
using Terril.Observatory;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;
using Terril.Visits.Import;

namespace Terril.Tests.Visits.Import;

/// <summary>The visits that a site folder ships.</summary>
public sealed partial class ImportVisitsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-visits-").FullName;

    [Theory, OnBothDatabases]
    public async Task The_sample_is_put_in_once_and_twice_changes_nothing(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        var before = await house.InDatabase(Contents.Of);
        var again = await house.Import(Checkout.File("samples/hauts-de-france"));

        Assert.Equal(new ImportOutcome(0, 0, 7), again);
        // The index of search is made by the house itself, a moment after it opens.
        Assert.DoesNotContain(Contents.Differing(before, await house.InDatabase(Contents.Of)), table => !table.StartsWith("search_", StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_days_of_2015_tell_where_each_fact_comes_from_and_what_is_made_up_says_so()
    {
        var visits = ReadVisits.Run(Checkout.File("samples/hauts-de-france"));
        var (real, made) = (visits.Where(v => !v.IsInCatalogue).ToList(), visits.Where(v => v.IsInCatalogue).ToList());

        Assert.Equal([new DateOnly(2015, 12, 1), new DateOnly(2015, 12, 8)], real.SelectMany(v => v.Sessions).Select(s => s.Day.On!.Value).Order());
        Assert.All(real.SelectMany(v => v.Sessions), s => Assert.Contains("Source : Cerdd", s.Report!.TextFr, StringComparison.Ordinal));
        Assert.All(made, v => Assert.StartsWith("Exemple : ", v.About.TitleFr, StringComparison.Ordinal));
        Assert.All(made, v => Assert.StartsWith("Example: ", v.About.TitleEn, StringComparison.Ordinal));
        Assert.All(made.SelectMany(v => v.Stops), s => Assert.Contains("exemple", s.About.Host, StringComparison.Ordinal));
        Assert.All(visits.SelectMany(v => v.Stops), s => Assert.Empty(s.About.Speaker));
        Assert.InRange(made.SelectMany(v => v.Sessions).Count(), 2, 3);
    }

    [Theory, OnBothDatabases]
    public async Task Hours_are_of_Paris_and_a_made_up_date_is_a_working_day_to_come(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        house.Clock.Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, (await house.Import(Checkout.File("samples/hauts-de-france"))).Circuits);

        // 24 days after 4 March is Saturday 28; the clocks change on Sunday 29.
        Assert.Contains("2026-03-30T09:30+02:00", (await house.Page("/visites")).QuerySelectorAll("time").Select(t => t.GetAttribute("datetime")));
        Assert.Contains("2015-12-08T09:00:00+01:00", await house.Text("/api/v1/visits/climate-tour-lille-2015"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_document_writes_is_read()
    {
        Site();
        var document = await File.ReadAllTextAsync(Checkout.File("docs/site-folder.md"));
        var block = Block().Match(document).Groups["text"].Value;
        Assert.NotEmpty(block);
        Write("waste.yaml", block.Replace("indicators: [waste.household.per-inhabitant]", "indicators: [population]", StringComparison.Ordinal));

        var visit = Assert.Single(ReadVisits.Run(_folder));
        Assert.Equal(["waste-journey-1", "waste-journey-2015"], visit.Sessions.Select(s => s.Slug));
    }

    [Theory]
    [InlineData("- slug: une visite\n  title: x\n", 1, "bad-slug")]
    [InlineData("- slug: circuits\n  title: x\n", 1, "bad-slug")]
    [InlineData("- slug: a\n", 1, "missing-key")]
    [InlineData("- slug: a\n  title: x\n  titre: y\n", 3, "unknown-key")]
    [InlineData("- slug: a\n  title: x\n  indicators: [nothing]\n", 3, "unknown-indicator")]
    [InlineData("- slug: a\n  title: x\n  territories: [Lille]\n", 3, "bad-territory")]
    [InlineData("- slug: a\n  title: x\n  stops:\n    - name: b\n      latitude: 95\n", 5, "out-of-range")]
    [InlineData("- slug: a\n  title: x\n  sessions:\n    - { slug: b, day: hier, from: \"09:00\", to: \"10:00\" }\n", 4, "bad-day")]
    [InlineData("- slug: a\n  title: x\n  sessions:\n    - { slug: b, day: 2026-12-01, from: 9h, to: \"10:00\" }\n", 4, "bad-hour")]
    [InlineData("- slug: a\n  title: x\n  sessions:\n    - { slug: b, day: 2026-12-01, from: \"11:00\", to: \"10:00\" }\n", 4, "bad-hour")]
    [InlineData("- slug: a\n  title: x\n  sessions:\n    - { slug: b, day: 2026-12-01, from: \"09:00\", to: \"10:00\", state: moved }\n", 4, "missing-key")]
    [InlineData("- slug: a\n  title: x\n- slug: a\n  title: y\n", 3, "duplicate-key")]
    public void A_fault_names_its_file_and_line(string yaml, int line, string rule)
    {
        Site();
        Write("a.yaml", yaml);

        var refusal = Assert.Throws<FaultyInputException>(() => ReadVisits.Run(_folder));
        Assert.Contains(refusal.Findings, f => f.Rule == rule && f.Place is { File: "visits/a.yaml" } place && place.Line == line);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Site() => File.WriteAllText(Path.Combine(_folder, "site.yaml"), "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n");

    private void Write(string name, string yaml) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "visits")).FullName, name), yaml);

    [GeneratedRegex(@"```yaml visits/\S+\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
