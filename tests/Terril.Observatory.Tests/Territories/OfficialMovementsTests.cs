using System.Globalization;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

/// <summary>Our passages against the files of INSEE, where they are at hand.</summary>
public class OfficialMovementsTests
{
    [Fact]
    public void Every_commune_of_the_official_list_of_2026_is_in_ours()
    {
        var official = Rows("cog_communes_2026.csv").Where(r => r[0] == "COM").Select(r => r[1]).Order(StringComparer.Ordinal);

        Assert.Equal(official, Lists.Official.At(2026).At(Level.Commune).Where(c => !IsOverseasCollectivity(c.Code)).Select(c => c.Code));
    }

    [Fact]
    public void Every_official_movement_since_2019_is_explained_by_our_passages()
    {
        var events = Events();

        Assert.True(events.Count > 250, $"{events.Count}");
        Assert.DoesNotContain(events, e => !Targets(e.From, e.To, e.Before).Contains(e.After));
    }

    [Fact]
    public void Every_movement_of_ours_is_an_official_one()
    {
        var events = Events().Select(e => (e.From, e.To, e.Before, e.After)).ToHashSet();
        foreach (var (from, to) in Lists.Official.Vintages.Zip(Lists.Official.Vintages.Skip(1)))
        {
            var passage = Lists.Official.Between(from, to);
            var moved = Lists.Official.At(from).At(Level.Commune).Where(c => passage.MovementOf(Level.Commune, c.Index) != Movement.Same);
            Assert.Subset(events, moved.SelectMany(c => Targets(from, to, c.Code).Select(target => (from, to, c.Code, target))).ToHashSet());
        }
    }

    // Between two communes, after the list of one vintage and up to that of the next one.
    private static List<(int From, int To, string Before, string After)> Events()
    {
        var vintages = Lists.Official.Vintages;
        return
        [
            .. from row in Rows("cog_mouvements_communes_2026.csv")
               where row[2] == "COM" && row[8] == "COM"
               let date = DateOnly.Parse(row[1], CultureInfo.InvariantCulture)
               where date > new DateOnly(vintages[0], 1, 1)
               select (vintages.Last(v => new DateOnly(v, 1, 1) < date), vintages.First(v => new DateOnly(v, 1, 1) >= date), row[3], row[9]),
        ];
    }

    private static HashSet<string> Targets(int from, int to, string code)
    {
        var commune = Lists.Official.At(from).IndexOf(Level.Commune, code);
        if (commune < 0) return [];
        var parts = Lists.Official.Between(from, to).Parts(Level.Commune, commune).ToArray();
        return [.. parts.Select(p => Lists.Official.At(to).At(Level.Commune)[p.Target].Code)];
    }

    private static bool IsOverseasCollectivity(string code) => code.StartsWith("98", StringComparison.Ordinal) || code[..3] is "975" or "977" or "978";

    private static IEnumerable<string[]> Rows(string file)
    {
        var folder = Environment.GetEnvironmentVariable("TERRIL_REAL_DATA");
        if (string.IsNullOrEmpty(folder)) Assert.Skip("TERRIL_REAL_DATA is not set: the files of INSEE are not at hand.");
        return File.ReadLines(Path.Combine(folder, "territoires", file)).Skip(1).Select(line => line.Split(','));
    }
}
