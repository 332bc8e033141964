using System.Net;
using AngleSharp.Dom;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Certificates;

public sealed class FigureTests
{
    private static async Task<IDocument> Read(string path) => await (await House.Shared(Provider.Sqlite)).Page(path);

    [Fact]
    public async Task A_ratio_goes_down_to_the_seven_rows_and_two_files_it_comes_from()
    {
        var page = await Read("/chiffres/waste.household.per-inhabitant/department/62/2019");

        Assert.StartsWith("617,0", page.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("904\u202f068,71359\u00a0t÷1\u202f465\u202f278\u00a0hab.× 1\u202f000=616,99467\u00a0kg/hab.", page.QuerySelectorAll(".eq")[^1].TextContent);
        Assert.Equal(2, page.GetElementById("n2")!.Closest("section")!.QuerySelectorAll("tbody tr").Length);
        var rows = page.GetElementById("fichier-A")!.Closest("section")!.QuerySelectorAll("tbody tr");
        Assert.Equal(7, rows.Length);
        Assert.Equal("377902.79716", rows[0].QuerySelector("td.lit")!.TextContent);
        Assert.All(page.QuerySelectorAll("code.hash").Take(2), hash => Assert.Matches("^[0-9a-f]{64}$", hash.TextContent));
    }

    [Fact]
    public async Task The_line_named_is_the_line_of_the_file()
    {
        var page = await Read("/chiffres/waste.household.per-inhabitant/department/62/2019");
        var row = page.GetElementById("fichier-A")!.Closest("section")!.QuerySelector("tbody tr")!;
        var line = int.Parse(row.QuerySelector("td")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
        var file = await File.ReadAllLinesAsync(Checkout.File("samples/hauts-de-france/data/sinoe-household-waste.csv"));

        Assert.Contains(row.QuerySelector("td.lit")!.TextContent, file[line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_shows_some_of_its_members_and_counts_them_all()
    {
        var inputs = (await Read("/chiffres/population/region/32/2023")).GetElementById("n2")!.Closest("section")!;

        Assert.Equal(50, inputs.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("dont 50 montrés", inputs.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/chiffres/population/commune/59350/2023", inputs.QuerySelector("tbody a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task An_earlier_edition_is_written_in_the_margin()
    {
        var margin = (await Read("/chiffres/ghg.change-2012/region/32/2018")).QuerySelector("aside.margin")!;

        Assert.Contains("−11\u202f%", margin.TextContent, StringComparison.Ordinal);
        Assert.Contains("Révisé", margin.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_figure_has_its_own_certificate()
    {
        var page = await Read("/chiffres/waste.household/department/62/2019?breakdown=type%3Dresidual");

        Assert.Contains("Ordures ménagères résiduelles", page.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("--breakdown 'type=residual'", page.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/chiffres/population/region/32/1950", HttpStatusCode.NotFound)]
    [InlineData("/chiffres/happiness/region/32/2023", HttpStatusCode.NotFound)]
    [InlineData("/chiffres/population/commune/75056/2023", HttpStatusCode.NotFound)]
    [InlineData("/chiffres/population/region/32/soon", HttpStatusCode.BadRequest)]
    [InlineData("/chiffres/population/region/32/2023?breakdown=type=residual", HttpStatusCode.BadRequest)]
    [InlineData("/chiffres/waste.household/department/62/2019?breakdown=type=gold", HttpStatusCode.BadRequest)]
    public async Task What_was_never_said_is_not_found_and_what_cannot_be_read_is_named(string path, HttpStatusCode answer) =>
        Assert.Equal(answer, (await Read(path)).StatusCode);
}
