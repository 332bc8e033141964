using Terril.Observatory.Indicators;

namespace Terril.Observatory.Tests.Indicators;

/// <summary>Conversions, by the published conventions.</summary>
public class UnitsTests
{
    [Theory]
    [InlineData("kt", "t", 1, 1000)]
    [InlineData("ktep", "GWh", 1, 11.63)]
    [InlineData("Mtep", "TWh", 146.289, 1701.34107)]
    [InlineData("MWh", "GWh", 47_983, 47.983)]
    [InlineData("PJ", "GWh", 3.6, 1000)]
    [InlineData("kg/hab", "t/hab", 500, 0.5)]
    [InlineData("t/km2", "kg/ha", 1, 10)]
    [InlineData("kt CO2e", "Mt CO2e", 47_983, 47.983)]
    [InlineData("GWh PCS", "MWh PCS", 2, 2000)]
    [InlineData("%", "1", 12, 0.12)]
    [InlineData("things", "things", 3, 3)]
    public void Units_of_one_quantity_convert(string from, string to, double value, double expected) =>
        Assert.Equal(expected, Units.Convert(value, Units.Factor(from, to)!.Value), 12);

    [Theory]
    [InlineData("t", "MWh")]
    [InlineData("t", "t CO2e")]
    [InlineData("GWh PCS", "GWh PCI")]
    [InlineData("GWh PCS", "GWh")]
    [InlineData("kg", "kg/hab")]
    [InlineData("kg/hab", "kg/km2")]
    [InlineData("T", "t")]
    [InlineData("bushel", "t")]
    [InlineData("", "t")]
    public void What_is_another_quantity_does_not(string from, string to)
    {
        Assert.Null(Units.Factor(from, to));
        Assert.Null(Units.Factor(to, from));
    }

    [Fact]
    public void There_and_back_is_where_one_was()
    {
        string[] energy = ["Wh", "kWh", "MWh", "GWh", "TWh", "J", "GJ", "TJ", "tep", "ktep", "Mtep"];
        foreach (var from in energy)
            foreach (var to in energy)
                Assert.Equal(1, Units.Factor(from, to)!.Value * Units.Factor(to, from)!.Value, 12);
    }
}
