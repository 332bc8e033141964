using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>The most memory a build holds, and whether a file twice as long takes more.</summary>
internal static class Memory
{
    private const string Site = "national-twice";
    private const string Store = "national-twice-store";
    private const double AtMost = 512e6;
    private const double Flat = 1.1;

    public static IEnumerable<Line> Measure(Country country)
    {
        var peak = country.Built.Peak;
        yield return new Line("peak memory of that build", Said(country.Built.Peak, country.Built.Own), Bar: Line.Said("< 512 MB", peak < AtMost));
        yield return Twice(country, NationalFile.InHalves, "same figures, each in two rows to add up");
        yield return Twice(country, NationalFile.MoreYears, "twice the years, so twice the figures");
    }

    private static Line Twice(Country country, NationalFile file, string what)
    {
        var site = new NationalSite(Country.PathOf(Site), country.Consumption).Of(file);
        var bytes = new FileInfo(site.DataOf(file.Name)).Length;
        var built = Country.Build(site, Store);
        using (var release = Country.ReleaseIn(Store)) MustSayTheSame(country, release);
        Country.Forget(Site);
        Country.Forget(Store);
        var ratio = (double)built.Peak / country.Built.Peak;
        return new Line(
            $"peak memory of a build twice as long: {file.RowsOf(country.Consumption):N0} rows, {bytes / 1e6:N0} MB, {what}", Said(built.Peak, built.Own),
            "the build above", Line.Memory(country.Built.Peak), Line.Digits(ratio), Line.Said("≤ 1.1 ×", ratio <= Flat));
    }

    private static void MustSayTheSame(Country country, Release release)
    {
        var france = new TerritoryId(Level.Country, "FR");
        var (expected, said) = (country.Consumption.Of(france, Consumption.FirstYear), release.Find(new FigureKey(NationalSite.Indicator, "", france, Period.Of(Consumption.FirstYear))));
        if (said is not { } figure || !Agreement.Holds(expected, figure.Value)) throw new InvalidOperationException($"France {Consumption.FirstYear}: {said} instead of {expected:R}.");
    }

    private static string Said(long peak, long own) => $"{Line.Memory(peak)}, of which its own {Line.Memory(own)}";
}
