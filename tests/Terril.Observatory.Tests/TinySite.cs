using System.Globalization;
using System.Text;
using Terril.Observatory.Explaining;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests;

/// <summary>An observatory of a few lines in a folder of its own, with the real geography; its figures are read as one writes them.</summary>
internal sealed class TinySite : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("terril-site-").FullName;

    public TinySite(string scope = """{ level: region, codes: ["32"] }""", int vintage = 2026, OfficialLists? lists = null)
    {
        Store = new ReleaseStore(Path.Combine(_root, "out"), lists ?? TinyLists.Shared);
        Write("site.yaml", $"name: {{ fr: Essai, en: Trial }}\nscope: {scope}\ngeography: {{ vintage: {vintage} }}\n");
    }

    public ReleaseStore Store { get; }

    public Publish Publish => new(Store) { Fetch = Fetch };

    /// <summary>How addresses are received: from this machine too.</summary>
    public Fetch Fetch { get; set; } = new(privateToo: true);

    public string Folder => Path.Combine(_root, "site");

    public Release Release => Store.Current!;

    public string PathOf(string file) => Path.Combine(Folder, file);

    public TinySite Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public TinySite Write(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllBytes(PathOf(file), bytes);
        return this;
    }

    /// <summary>An indicator: <paramref name="rest"/> in YAML after its id and name.</summary>
    public TinySite Indicator(string id, string rest = "unit: t") =>
        Write($"indicators/{id}.yaml", $"- {{ id: {id}, name: {id}, {rest} }}\n");

    /// <summary>A source whose recipe is <paramref name="rest"/>.</summary>
    public TinySite Source(string id, string rest) =>
        Write($"sources/{id}.yaml", $"id: {id}\ntitle: {id}\npublisher: Someone\n{rest}\n");

    /// <summary>An indicator <c>waste</c> in t, and a source that reads it in columns <c>code,year,value</c>.</summary>
    public TinySite Waste(string csv, string level = "commune", int? vintage = null, string indicator = "unit: t", string read = "", string value = "", string checks = "")
    {
        var year = vintage is { } v ? $", vintage: {v}" : "";
        return Indicator("waste", indicator).Write("data/waste.csv", csv).Source("waste", $$"""
            files: [{ path: data/waste.csv }]
            read:
              territory: { column: code, level: {{level}}{{year}} }
              period: { column: year }
              values: [{ column: value, indicator: waste{{(value.Length > 0 ? ", " + value : "")}} }]
              {{read}}
            {{(checks.Length > 0 ? $"checks: [{checks}]" : "")}}
            """);
    }

    public BuildOutcome Build(DateOnly? asOf = null) =>
        Publish.Run(Folder, new DateTimeOffset((asOf ?? new DateOnly(2026, 1, 1)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), asOf);

    /// <summary>Builds a site that must be published.</summary>
    public TinySite Published(DateOnly? asOf = null)
    {
        var outcome = Build(asOf);
        Assert.False(outcome.Stopped, string.Join('\n', outcome.Findings));
        return this;
    }

    /// <summary>Builds a site that must be refused for one reason, in two languages, publishing nothing; the reason as a person reads it.</summary>
    public string Refused(string language = "en")
    {
        var before = Store.History.Count;
        var outcome = Build();
        Assert.True(outcome.Stopped, "nothing was refused");
        Assert.Equal(before, Store.History.Count);
        var stop = Assert.Single(outcome.Findings, f => f.Severity == Severity.Stop);
        Assert.DoesNotContain('\n', stop.In("fr") + stop.In("en"));
        Assert.NotEqual(stop.Message.Fr, stop.Message.En);
        return stop.In(language);
    }

    /// <summary><c>waste region:32 2021 type=green</c> as <c>12.5 partial 0.5</c>: the coverage when it is not 1; <c>nothing</c> when nothing is said.</summary>
    public string this[string figure]
    {
        get
        {
            if (Release.Find(Key(figure)) is not { } found) return "nothing";
            var value = found.HasValue ? found.Value.ToString("R", CultureInfo.InvariantCulture) + " " : "";
            var coverage = found.Coverage is 1 || !found.HasValue ? "" : double.IsNaN(found.Coverage) ? " ?" : " " + found.Coverage.ToString("0.####", CultureInfo.InvariantCulture);
            return value + found.Status.Name() + coverage;
        }
    }

    public Explanation Explain(string figure) => Terril.Observatory.Explaining.Explain.Run(Store, Release, Key(figure))!;

    /// <summary>The findings of the release in force, of a rule.</summary>
    public IReadOnlyList<string> Findings(string rule) => [.. Release.Findings.Where(f => f.Rule == rule).Select(f => f.In("en"))];

    public static FigureKey Key(string figure)
    {
        var parts = figure.Split(' ');
        Assert.True(TerritoryId.TryParse(parts[1], out var territory));
        Assert.True(Period.TryParse(parts[2], out var period));
        return new FigureKey(parts[0], parts.ElementAtOrDefault(3) ?? "", territory, period);
    }

    public void Dispose()
    {
        if (Store.History.Count > 0) foreach (var id in Store.History.Select(p => p.Release).Distinct()) Store.Open(id).Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
