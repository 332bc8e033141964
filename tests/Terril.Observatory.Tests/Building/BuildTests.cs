using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Building;

/// <summary>The whole way from a file to a release.</summary>
public class BuildTests
{
    private static readonly int[] Vintages = [2019, 2021, 2022, 2023, 2024, 2025, 2026];

    // Communes that moved since 2019, and some that did not.
    private static readonly string[] Moving =
    [
        "14712", "14666", "27676", "27058", "60054", "60694", "85084", "85165", "85212", "12076", "12218", "69159", "69114", "14011", "14581",
        "49069", "49126", "15141", "15031", "59006", "59070", "62447", "62461", "02054", "02077", "02695", "59183", "75056", "99999", "XYZ",
    ];

    /// <summary>What goes in comes out: published, or reported with its quantity.</summary>
    [Fact]
    public void Mass_is_conserved_from_any_vintage_to_any_other() => Prop.ForAll(Cases(), Conserved).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Every_commune_of_every_vintage_arrives()
    {
        foreach (var vintage in Vintages)
        {
            var communes = TinyLists.Shared.At(vintage).At(Level.Commune).Select((c, i) => (c.Code, Value: (i % 97) + 0.25)).ToArray();
            Conserved(new Case(vintage, vintage == 2026 ? 2019 : 2026, communes));
        }
    }

    private static void Conserved(Case one)
    {
        var rows = one.Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Code},2018,{r.Value:R}\n"));
        using var site = new TinySite("{ level: country, codes: all }", one.To)
            .Waste("code,year,value\n" + string.Concat(rows), vintage: one.From, checks: "{ coverage: 0 }")
            .Published();

        var published = site.Release.Figures("waste", Level.Commune).Where(f => f.HasValue).Sum(f => f.Value);
        var native = TinyLists.Shared.At(one.From);
        var unknown = one.Rows.Where(r => native.Find(new(Level.Commune, r.Code)) is null && native.ParentOfArrondissement(r.Code) is null).ToArray();
        var passage = TinyLists.Shared.Between(one.From, one.To);
        var gone = one.Rows.Except(unknown).Where(r => native.Find(new(Level.Commune, r.Code)) is { } t && one.From != one.To && passage.Parts(Level.Commune, t.Index).IsEmpty).ToArray();

        var sum = one.Rows.Sum(r => r.Value);
        Assert.Equal(sum, published + unknown.Sum(r => r.Value) + gone.Sum(r => r.Value), sum * 1e-12);
        foreach (var (code, value) in unknown)
            Assert.Contains(site.Findings("unknown-code"), f => f.Contains($"“{code}”", StringComparison.Ordinal) && f.Contains(Plain(value), StringComparison.Ordinal));
        foreach (var (code, value) in gone)
            Assert.Contains(site.Findings("not-carried"), f => f.Contains($"commune:{code}", StringComparison.Ordinal) && f.Contains(Plain(value), StringComparison.Ordinal));
        var country = site.Release.Find(new FigureKey("waste", "", new(Level.Country, "FR"), Period.Of(2018)));
        var overseas = site.Release.Figures("waste", Level.Commune).Where(f => f.HasValue && site.Release.Geography.Above(site.Release.Find(f.Key.Territory)!).All(a => a.Level != Level.Country)).Sum(f => f.Value);
        if (published > overseas) Assert.Equal(published - overseas, country!.Value.Value, sum * 1e-12);
    }

    private static string Plain(double value) => value.ToString("G15", CultureInfo.InvariantCulture);

    private static Arbitrary<Case> Cases()
    {
        var rows = from codes in Gen.SubListOf(Moving)
                   from values in Gen.Choose(0, 100_000_000).ArrayOf(codes.Count)
                   select codes.Zip(values, (code, value) => (code, value / 1000d)).ToArray();
        var cases = from vintage in Gen.Elements(Vintages)
                    from to in Gen.Elements(Vintages)
                    from chosen in rows.Where(r => r.Length > 0)
                    select new Case(vintage, to, chosen);
        return cases.ToArbitrary();
    }

    private sealed record Case(int From, int To, (string Code, double Value)[] Rows)
    {
        public override string ToString() => $"{From} → {To}: {string.Join(' ', Rows.Take(40))}";
    }
}
