using System.Globalization;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>From the national file to figures on disk: all levels, all marginals, ratios, checks; beside peers doing the same in SQL.</summary>
internal static class WholeBuild
{
    public static IEnumerable<Line> Measure(Country country)
    {
        var ours = country.Built;
        using var release = Country.ReleaseIn(Country.Store);
        WriteGiven(country, release);
        var question = $"whole build: {release.Figures().LongCount():N0} figures on disk";
        var time = Line.Time(ours);

        yield return country.DuckDb is { } duckDb ? Against(duckDb, 4) : Line.Without(question, time, "DuckDB", 4);
        yield return country.PostgreSql is { } postgreSql ? Against(postgreSql, 20) : Line.Without(question, time, "PostgreSQL", 20);

        Line Against(Peer peer, double bar)
        {
            var its = Runs.Of(peer.Builds, () => peer.Build(country.Given));
            Agreement.MustHold(release, peer);
            return Line.Against(question, time, ours, peer.Name, its, bar) is var line && its.Peak > 0 ? line with { Its = $"{line.Its}; {Line.Memory(its.Peak)}" } : line;
        }
    }

    // What the engine has of itself, from the official lists, peers get as two tables.
    private static void WriteGiven(Country country, Release release)
    {
        using (var membership = File.CreateText(country.Given.Membership))
        {
            membership.WriteLine($"commune,{string.Join(',', Level.Official.Skip(1))}");
            foreach (var commune in country.Consumption.Communes)
                membership.WriteLine($"{commune.Code},{string.Join(',', Level.Official.Skip(1).Select(level => country.Consumption.Above(commune.Index, level)))}");
        }
        using var population = File.CreateText(country.Given.Population);
        population.WriteLine("commune,year,inhabitants");
        foreach (var figure in release.Figures(new Selection { Indicators = new HashSet<string> { "population" }, Levels = new HashSet<string> { Level.Commune } }).Where(f => f.HasValue))
            population.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Key.Territory.Code},{figure.Key.Period},{figure.Value:R}"));
    }
}
