using Terril.Shared.Wording;

namespace Terril.Tests.Shared.Wording;

public sealed class TypographyTests
{
    [Theory]
    [InlineData("Tendance : −2 %", "Tendance\u00a0: −2\u202f%")]
    [InlineData("« nd » ; quoi ? non !", "«\u202fnd\u202f»\u202f; quoi\u202f? non\u202f!")]
    [InlineData("l'axe", "l’axe")]
    [InlineData("https://exemple.fr/?a=1;b=2", "https://exemple.fr/?a=1;b=2")]
    [InlineData("", "")]
    [InlineData(":", ":")]
    [InlineData("«", "«")]
    public void Plain_spaces_become_the_right_ones(string typed, string read) => Assert.Equal(read, Typography.French(typed));

    [Fact]
    public void English_is_left_alone() => Assert.Equal("Trend: what's \"it\" ?", new Words(Words.English)["x", "Trend: what's \"it\" ?"]);
}
