using Terril.Observatory.Territories;
using static Terril.Observatory.Tests.Territories.SmallPackages;

namespace Terril.Observatory.Tests.Territories;

public class PackageTests
{
    [Fact]
    public void A_new_vintage_is_taken_as_soon_as_its_package_is_there()
    {
        using var packages = new SmallPackages([Commune("01001", 5)], [Epci("200000001", "01001")]);
        packages.Write(2027, [Commune("01002", 6, formerCodes: ["01001"])], [Epci("200000009", "01002")]);

        var lists = packages.Compiled();

        Assert.Equal(2027, lists.Vintages[^1]);
        var passage = lists.Between(2026, 2027);
        Assert.Equal(Movement.Renamed, passage.MovementOf(Level.Commune, 0));
        Assert.Equal(Movement.Renamed, passage.MovementOf(Level.Epci, 0));
        Assert.Equal("200000009", Assert.Single(lists.Successors(new(Level.Epci, "200000001"), 2027)).Code);
    }

    [Fact]
    public void A_commune_that_vanishes_without_a_trace_is_gone()
    {
        using var packages = new SmallPackages([Commune("01001"), Commune("01002")], [Epci("200000001", "01001")]);

        var passage = packages.Write(2026, [Commune("01001")], [Epci("200000001", "01001")]).Compiled().Between(2019, 2026);

        Assert.Equal(Movement.Gone, passage.MovementOf(Level.Commune, 1));
        Assert.True(passage.Parts(Level.Commune, 1).IsEmpty);
        Assert.Equal(Movement.Same, passage.MovementOf(Level.Epci, 0));
    }

    [Fact]
    public void Where_nobody_is_counted_shares_and_weights_are_equal()
    {
        using var packages = new SmallPackages([Commune("01001"), Commune("01002", 0)], []);
        var lists = packages.Write(2026, [Commune("01001", formerCodes: ["01002"])], []).Compiled();

        Assert.Equal([new Part(0, 0.5), new Part(1, 0.5)], lists.Between(2026, 2025).Parts(Level.Commune, 0).ToArray());
        Assert.Equal(0.5, lists.Between(2025, 2026).Weight(Level.Commune, 1));
    }

    [Fact]
    public void A_list_that_contradicts_itself_is_refused_with_its_package_and_the_code()
    {
        object[] one = [Commune("01001")];
        Refused("01002", one, [Epci("200000001", "01002")]);
        Refused("deux EPCI", one, [Epci("200000001", "01001"), Epci("200000002", "01001")]);
        Refused("deux fois", [Commune("01001"), Commune("01001")], []);
        Refused("deux fois", one, [Epci("200000001"), Epci("200000001")]);
        Refused("« 99 »", [Commune("01001", department: "99")], []);
        Refused("« 01009 »", [Commune("01001"), new { code = "01001", nom = "Vieux-Bourg", type = "commune-deleguee", chefLieu = "01009" }], []);
        Refused("ligne 1", [Commune("01001"), new { nom = "Sans code", type = "commune-actuelle" }], []);
        Refused("aucune commune", [], []);
    }

    private static void Refused(string reason, object[] communes, object[] epcis)
    {
        using var packages = new SmallPackages([Commune("01001")], []);

        var refusal = Assert.Throws<FaultyInputException>(() => packages.Write(2024, communes, epcis).Compiled());

        Assert.StartsWith("decoupage-2024/data/", refusal.Findings[0].Place?.File, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Findings[0].In("fr"), StringComparison.Ordinal);
        Assert.Contains("npm ci", refusal.Findings[0].In("en"), StringComparison.Ordinal);
    }
}
