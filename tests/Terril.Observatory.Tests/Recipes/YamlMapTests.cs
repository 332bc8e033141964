using System.Text;

namespace Terril.Observatory.Tests.Recipes;

/// <summary>Recipes as people, editors and ill-wishers write them.</summary>
public class YamlMapTests
{
    private const string Site = "name: Essai\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";

    [Fact]
    public void An_unknown_key_is_refused_at_its_line_and_column_with_those_that_are_possible()
    {
        using var site = new TinySite().Write("site.yaml", Site + "colour: red\n");

        Assert.StartsWith("site.yaml:4:1: unknown key “colour”; possible keys: ", site.Refused(), StringComparison.Ordinal);
        Assert.StartsWith("site.yaml:4:1: clé inconnue « colour » ; clés possibles : ", site.Refused("fr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indicators/a.yaml", "- { id: a, name: a, unit: t, colour: 1 }\n", "indicators/a.yaml:1:30: unknown key “colour”")]
    [InlineData("indicators/a.yaml", "- id: a\n  name: { fr: a, en: a, de: a }\n  unit: t\n", "indicators/a.yaml:2:25: unknown key “de”")]
    [InlineData("targets/a.yaml", "- { id: a, indicator: population, territory: region:32, base: { year: 2012 }, goal: { year: 2031, change: -40 %, by: 3 }, source: { title: x } }\n", "targets/a.yaml:1:114: unknown key “by”")]
    [InlineData("themes.yaml", "- { id: a, name: a, icon: x }\n", "themes.yaml:1:21: unknown key “icon”")]
    [InlineData("breakdowns/a.yaml", "id: a\nname: a\ncodes: { x: y }\norder: 1\n", "breakdowns/a.yaml:4:1: unknown key “order”")]
    public void Unknown_keys_are_refused_in_every_room(string file, string text, string refusal)
    {
        using var site = new TinySite().Write(file, text);

        Assert.StartsWith(refusal, site.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour: red", 4)]
    [InlineData("  colour: red", 4)] // in read
    public void Unknown_keys_of_a_source_are_refused_in_every_corner(string line, int _)
    {
        using var top = new TinySite().Waste("code,year,value\n59183,2021,1\n");
        top.Write("sources/waste.yaml", File.ReadAllText(top.PathOf("sources/waste.yaml")) + "\n" + line.Trim() + "\n");
        using var read = new TinySite().Waste("code,year,value\n59183,2021,1\n", read: line.Trim());
        using var value = new TinySite().Waste("code,year,value\n59183,2021,1\n", value: line.Trim());
        using var check = new TinySite().Waste("code,year,value\n59183,2021,1\n", checks: $"{{ range: waste, min: 0, {line.Trim()} }}");

        foreach (var site in new[] { top, read, value, check }) Assert.Contains("unknown key “colour”", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_said_twice_is_refused()
    {
        using var site = new TinySite().Write("site.yaml", Site + "languages: [fr]\nlanguages: [en]\n");

        Assert.StartsWith("site.yaml:5:1: ", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tabs_are_refused_at_their_line()
    {
        using var site = new TinySite().Write("site.yaml", Site + "languages:\n\t- fr\n");

        Assert.StartsWith("site.yaml:5", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_no_matter()
    {
        using var site = new TinySite().Write("site.yaml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Site.ReplaceLineEndings("\r\n"))]).Published();

        Assert.Equal("Essai", site.Release.Site.Name.Fr);
    }

    [Fact]
    public void Another_encoding_is_refused()
    {
        using var latin = new TinySite().Write("site.yaml", Encoding.Latin1.GetBytes(Site.Replace("Essai", "Été", StringComparison.Ordinal)));
        using var wide = new TinySite().Write("site.yaml", Encoding.Unicode.GetBytes(Site));

        Assert.Equal("site.yaml: the file is not UTF-8; save it as UTF-8 [yaml]", latin.Refused());
        Assert.StartsWith("site.yaml", wide.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bombs_do_not_go_off()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        foreach (var text in new[] { bomb.ToString(), "name: &a [*a]\n", "name: &a { fr: *a, en: *a }\n", "name: " + new string('[', 100_000), "name: " + new string('{', 100_000), "? ? ? ? a\n", string.Concat(Enumerable.Range(0, 20_000).Select(i => new string(' ', 0) + "- ")) })
        {
            using var site = new TinySite().Write("site.yaml", text);
            var outcome = site.Build();

            Assert.True(outcome.Stopped);
            Assert.All(outcome.Findings, f => Assert.StartsWith("site.yaml", f.In("en"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_recipe_is_a_short_text()
    {
        using var site = new TinySite().Write("site.yaml", Site + "#" + new string('x', 1 << 20));

        Assert.Equal("site.yaml: the file is over 1 MB; a recipe is a short text [recipe-too-large]", site.Refused());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("just words\n")]
    [InlineData("name: Essai\n---\nname: Deux\n")]
    public void What_is_no_site_is_refused(string text)
    {
        using var site = new TinySite().Write("site.yaml", text);
        var outcome = site.Build();

        Assert.True(outcome.Stopped);
        Assert.All(outcome.Findings, f => Assert.StartsWith("site.yaml", f.In("en"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_document_is_not_left_unread()
    {
        using var site = new TinySite().Write("indicators/a.yaml", "- { id: a, name: a, unit: t }\n---\n- { id: b, name: b, unit: t }\n");

        Assert.StartsWith("indicators/a.yaml:3:1: ", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_said_at_once()
    {
        using var site = new TinySite()
            .Write("indicators/a.yaml", "- { id: A, name: a, unit: t }\n- { id: b, name: b }\n- { id: c, name: c, unit: t, kind: heap }\n");
        var stops = site.Build().Findings.Select(f => f.In("en")).ToArray();

        Assert.Equal(3, stops.Length);
        Assert.StartsWith("indicators/a.yaml:1:9: “A”: an id is written in lower case", stops[0], StringComparison.Ordinal);
        Assert.StartsWith("indicators/a.yaml:2:3: “unit” is missing", stops[1], StringComparison.Ordinal);
        Assert.StartsWith("indicators/a.yaml:3:36: “heap” is no value of “kind”; choose among flow, stock, ratio, index", stops[2], StringComparison.Ordinal);
    }
}
