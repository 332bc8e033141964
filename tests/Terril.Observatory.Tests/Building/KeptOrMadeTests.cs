using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Building;

/// <summary>A release says the same to the last byte, whether what it is made of was kept, made or still at hand, whatever indicators need each other.</summary>
public sealed class KeptOrMadeTests
{
    private static readonly string[] Communes = ["59183", "59350", "80021", "75056", "59999"];

    [Fact]
    public void What_changes_after_what_changed_gives_the_bytes_of_a_build_from_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static void Agree(int seed)
    {
        var random = new Random(seed);
        var told = $"seed {seed}";
        using var site = new TinySite(random.Next(4) == 0 ? "{ level: country, codes: all }" : """{ level: region, codes: ["32"] }""");
        var made = new MadeUp(random);
        for (var change = 0; change < 3; change++)
        {
            made.Write(site);
            var kept = site.Build();
            var fresh = new Publish(new ReleaseStore(Path.Combine(site.Folder, "..", $"fresh-{change}"), TinyLists.Shared)) { LargeFrom = change == 0 ? long.MaxValue : 0 }.Run(site.Folder, DateTimeOffset.UnixEpoch);
            Assert.True(fresh.Release == kept.Release, $"{told}, change {change}: {fresh.Release} made, {kept.Release} kept");
            Assert.False(kept.Stopped, string.Join("\n", kept.Findings));
            Assert.Equal(fresh.Findings, kept.Findings);
            made.Change(random);
        }
    }

    /// <summary>
    /// Sources that share indicators; ratios and means of what others give, published too or not; means that weigh each other.
    /// </summary>
    private sealed class MadeUp
    {
        private readonly string[] _indicators;
        private readonly string[] _needs;
        private readonly List<int>[] _gives;
        private readonly Dictionary<(int Source, int Indicator), List<string>> _rows = [];
        private readonly int[] _blank;

        public MadeUp(Random random)
        {
            var count = random.Next(3, 8);
            _indicators = [.. Enumerable.Range(0, count).Select(i => $"i{i}")];
            _gives = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Enumerable.Range(0, count).Where(_ => random.Next(3) == 0).DefaultIfEmpty(random.Next(count)).ToList())];
            _blank = new int[_gives.Length];
            // The first two are sums, so that there is something to divide and to weigh by.
            var kinds = _indicators.Select((_, i) => i < 2 ? 0 : random.Next(4)).ToArray();
            _needs = [.. kinds.Select((kind, i) => kind switch
            {
                0 => "unit: t",
                1 => $"unit: u, kind: index, aggregate: mean, weight: {Of(random, kinds)}",
                2 => $"unit: u, kind: ratio, aggregate: ratio, ratio: {{ numerator: {Of(random, kinds)}, denominator: {(random.Next(2) == 0 ? "population" : Of(random, kinds))}, within: 5 }}",
                _ => "unit: u, kind: index, aggregate: none",
            })];
            for (var source = 0; source < _gives.Length; source++) foreach (var i in _gives[source]) _rows[(source, i)] = Rows(random, source, i);
        }

        public void Change(Random random)
        {
            var (source, indicator) = _rows.Keys.ElementAt(random.Next(_rows.Count));
            switch (random.Next(4))
            {
                case 0: _blank[source]++; break;
                case 1: _needs[random.Next(2)] = "unit: t, floor: 1"; break;
                default: _rows[(source, indicator)] = Rows(random, source, indicator); break;
            }
        }

        public void Write(TinySite site)
        {
            for (var i = 0; i < _indicators.Length; i++) site.Indicator(_indicators[i], _needs[i]);
            for (var source = 0; source < _gives.Length; source++)
            {
                var files = _gives[source].Select(i => $$"""
                      - path: data/{{source}}-{{i}}.csv
                        published: 202{{source}}-01-01
                        values: [{ column: value, indicator: i{{i}} }]
                    """);
                foreach (var i in _gives[source]) site.Write($"data/{source}-{i}.csv", "code,year,value\n" + string.Join('\n', _rows[(source, i)]) + "\n");
                // Lines of the recipe that move move the findings that name them.
                site.Write($"sources/s{source}.yaml", new string('\n', _blank[source]) + $$"""
                    id: s{{source}}
                    title: s
                    publisher: Someone
                    files:
                    {{string.Join('\n', files)}}
                    read: { territory: { column: code, level: commune }, period: { column: year }, duplicates: last }
                    checks: [{ coverage: 0.01 }, { repeat: i{{_gives[source][0]}} }]
                    """);
            }
        }

        // Anything but a ratio, on which nothing may rest.
        private static string Of(Random random, int[] kinds) => $"i{Enumerable.Range(0, kinds.Length).Where(i => kinds[i] != 2).ElementAt(random.Next(kinds.Count(k => k != 2)))}";

        // Two sources of an indicator share the communes out.
        private List<string> Rows(Random random, int source, int indicator)
        {
            var givers = Enumerable.Range(0, _gives.Length).Where(s => _gives[s].Contains(indicator)).ToList();
            var communes = Communes.Where((_, i) => i % givers.Count == givers.IndexOf(source)).ToList();
            return
            [
                string.Create(CultureInfo.InvariantCulture, $"{communes[0]},2019,{random.Next(1, 99)}.5"),
                .. from commune in communes from year in new[] { 2020, 2021, 2022 } where random.Next(3) > 0
                   select string.Create(CultureInfo.InvariantCulture, $"{commune},{year},{random.Next(12_345, 99_999) / 100d}"),
            ];
        }
    }
}
