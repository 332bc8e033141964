using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

public class SuccessorsTests
{
    [Theory]
    [InlineData("epci:245900410", 2026, "200093201")]
    [InlineData("epci:247700438", 2026, "200090504 247700339 200072130")]
    [InlineData("epci:200067510", 2026, "242300135 242320109 242320000")]
    [InlineData("commune:59355", 2026, "59350")]
    [InlineData("commune:02311", 2026, "02589")]
    [InlineData("commune:27058", 2026, "27676")]
    [InlineData("commune:27647", 2026, "27676")]
    [InlineData("commune:49069", 2026, "49126")]
    [InlineData("commune:60694", 2019, "60054")]
    [InlineData("commune:75101", 2026, "75056")]
    [InlineData("commune:59183", 2026, "59183")]
    [InlineData("commune:00000", 2026, "")]
    [InlineData("epci:59350", 2026, "")]
    [InlineData("department:20", 2026, "")]
    [InlineData("station:1", 2026, "")]
    public void A_former_code_leads_to_what_it_became_the_largest_heir_first(string former, int to, string heirs)
    {
        Assert.True(TerritoryId.TryParse(former, out var id));

        Assert.Equal(heirs, string.Join(' ', Lists.Official.Successors(id, to).Select(t => t.Code)));
    }

    [Theory]
    [InlineData("Lomme", "59355", "59350")]
    [InlineData("Filain", "02311", "02589")]
    [InlineData("Lambres", "62486", "62486")]
    [InlineData("Saline", "14712", "14712")]
    public void Former_names_lead_to_the_commune_of_today(string name, string code, string commune)
    {
        var alias = Assert.Single(Lists.Official.FormerNames(2026), a => a.Name == name && a.Code == code);

        Assert.Equal(commune, Lists.Official.At(2026).At(Level.Commune)[alias.Commune].Code);
    }

    [Fact]
    public void A_name_that_is_still_in_use_is_not_a_former_one()
    {
        Assert.DoesNotContain(Lists.Official.FormerNames(2026), a => a.Name == "Les Hauts-Talican");
        Assert.DoesNotContain(Lists.Official.FormerNames(2026), a => a.Name == "Sannerville");
    }
}
