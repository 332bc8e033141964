using Terril.Shared.Search;

namespace Terril.Tests.Shared.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Saint-Omer", "saint omer")]
    [InlineData("ST OMER", "saint omer")]
    [InlineData("  Ste‑Marie  Cappel ", "sainte marie cappel")]
    [InlineData("Œuf-en-Ternois", "oeuf en ternois")]
    [InlineData("L’Haÿ-les-Roses", "l hay les roses")]
    [InlineData("Hermelinghen (62)", "hermelinghen 62")]
    [InlineData("Éco-École n° 3", "eco ecole n 3")]
    [InlineData("e\u0301le\u0300ve", "eleve")]
    [InlineData("ﬁlière bois", "filiere bois")]
    [InlineData("…!?", "")]
    [InlineData("Лилль", "")]
    [InlineData(null, "")]
    public void Accents_case_hyphens_and_abbreviations_do_not_count(string? typed, string normalised) =>
        Assert.Equal(normalised, SearchText.Normalise(typed));

    [Fact]
    public void Broken_text_is_no_reason_to_fail() => Assert.Equal("lille", SearchText.Normalise("\ud800Lille\0\udc00"));
}
