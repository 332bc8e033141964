using Terril.Shared.Api;

namespace Terril.Tests.Shared.Api;

public sealed class NearestTests
{
    private static readonly string[] Known = ["indicator", "breakdown", "level", "limit", "energy.final", "ghg.emissions"];

    [Theory]
    [InlineData("indicatr", "indicator")]
    [InlineData("LEVEL", "level")]
    [InlineData("energy.finals", "energy.final")]
    [InlineData("ghg", "ghg.emissions")]
    public void The_nearest_word_comes_first(string said, string meant) => Assert.Equal(meant, Nearest.To(said, Known)[0]);

    [Theory]
    [InlineData("zzzzzzzzzzzz")]
    [InlineData("")]
    public void Nothing_near_is_nothing(string said) => Assert.Empty(Nearest.To(said, Known));

    [Fact]
    public void A_huge_word_costs_nothing() => Assert.Empty(Nearest.To(new string('x', 1_000_000), Known));
}
