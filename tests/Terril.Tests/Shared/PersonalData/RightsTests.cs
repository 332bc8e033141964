using Terril.Shared.PersonalData;

namespace Terril.Tests.Shared.PersonalData;

public sealed class RightsTests
{
    // The table of the CNIL, sheet 15 of its guide for developers, written again: yes or no, in the order of the columns.
    [Theory]
    [InlineData(LegalBasis.Consent, "access rectification erasure restriction portability withdrawal")]
    [InlineData(LegalBasis.Contract, "access rectification erasure restriction portability")]
    [InlineData(LegalBasis.LegitimateInterest, "access rectification erasure restriction objection")]
    [InlineData(LegalBasis.LegalDuty, "access rectification restriction")]
    [InlineData(LegalBasis.PublicInterest, "access rectification restriction objection")]
    public void A_legal_basis_gives_these_rights_and_no_others(LegalBasis basis, string rights)
    {
        Assert.Equal(rights.Split(' ').Select(name => Enum.Parse<Right>(name, ignoreCase: true)), Rights.Of(basis));
        Assert.All(Enum.GetValues<Right>(), right => Assert.Equal(rights.Split(' ').Contains(right.ToString(), StringComparer.OrdinalIgnoreCase), basis.Give(right)));
    }

    [Fact]
    public void Every_basis_and_every_right_has_a_name_of_its_own_in_both_languages()
    {
        var names = Enum.GetValues<LegalBasis>().Select(b => b.Name()).Concat(Enum.GetValues<Right>().Select(r => r.Name())).ToList();

        Assert.Equal(names.Count, names.Select(n => n.Fr).Distinct().Count());
        Assert.Equal(names.Count, names.Select(n => n.En).Distinct().Count());
    }

    [Theory]
    [InlineData(14, KeepingUnit.Day, "2026-03-01", "2026-02-15")]
    [InlineData(1, KeepingUnit.Month, "2026-03-31", "2026-02-28")]
    [InlineData(13, KeepingUnit.Month, "2026-02-10", "2025-01-10")]
    [InlineData(3, KeepingUnit.Year, "2028-02-29", "2025-02-28")]
    public void A_time_is_counted_back_by_the_calendar(int count, KeepingUnit unit, string now, string before) => Assert.Equal(At(before), new Keeping(count, unit).Before(At(now)));

    [Theory]
    [InlineData("jeanne@example.org", true)]
    [InlineData(" Jeanne.D+x@exemple.gouv.fr ", true)]
    [InlineData("jeanne@example", false)]
    [InlineData("jeanne", false)]
    [InlineData("@example.org", false)]
    [InlineData("a@b@example.org", false)]
    [InlineData("jeanne@example.org\nBcc: x@example.org", false)]
    [InlineData("jeanne@example..org", false)]
    [InlineData(null, false)]
    public void What_could_be_written_to_is_an_address(string? typed, bool isOne) => Assert.Equal(isOne, PersonAddress.IsOne(typed));

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
