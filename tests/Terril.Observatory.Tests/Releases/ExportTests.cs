using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Releases;

/// <summary>Figures as lines.</summary>
public class ExportTests
{
    [Fact]
    public void Lines_are_those_of_the_contract_sorted()
    {
        using var site = Building.ConsolidateTests.Parts("59,2021,green,6\n59,2021,other,s\n59,2020,green,0.1\n59,2020,other,0.2\n", "", read: "secret: [s]").Published();
        Assert.Equal(
            [
                "waste,,department,59,2020,0.30000000000000004,t,reference,1",
                "waste,,department,59,2021,6,t,partial,0.5",
                "waste,type=green,department,59,2020,0.1,t,reference,1",
                "waste,type=green,department,59,2021,6,t,reference,1",
                "waste,type=other,department,59,2020,0.2,t,reference,1",
                "waste,type=other,department,59,2021,,t,secret,0",
            ],
            Lines(site.Release.Figures("waste", Level.Department)));
    }

    [Fact]
    public void Every_number_comes_back_as_it_went() => Prop.ForAll<NormalFloat>(number =>
    {
        var key = new FigureKey("waste", "", new(Level.Commune, "59183"), Period.Of(2021));
        var line = Assert.Single(Lines([new Figure(key, number.Get, Status.Reference, 1, null)]));
        return double.Parse(line.Split(',')[5], CultureInfo.InvariantCulture).Equals(number.Get);
    }).Check(Config.QuickThrowOnFailure);

    private static string[] Lines(IEnumerable<Figure> figures)
    {
        using var to = new StringWriter(CultureInfo.GetCultureInfo("fr-FR"));
        foreach (var figure in figures) Export.Write(to, figure, "t");
        return to.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
