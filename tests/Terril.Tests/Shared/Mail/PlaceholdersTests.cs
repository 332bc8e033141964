using Terril.Shared.Mail;

namespace Terril.Tests.Shared.Mail;

public sealed class PlaceholdersTests
{
    private static readonly Placeholders Names = new("nom", "visite");

    [Theory]
    [InlineData("Bonjour {nom}, à {visite}.", 0)]
    [InlineData("Rien.", 0)]
    [InlineData("{nom.GetType}", 1)]
    [InlineData("{env}", 1)]
    [InlineData("{Nom}", 1)]
    [InlineData("{}", 1)]
    [InlineData("{{nom}}", 2)]
    [InlineData("{nom", 1)]
    [InlineData("nom }", 1)]
    [InlineData("{ nom }", 2)]
    [InlineData("{env} {env} {nom}", 1)]
    public void A_name_that_is_not_in_the_list_is_refused_when_the_text_is_saved(string text, int refusals) => Assert.Equal(refusals, Names.Check(text).Count);

    [Fact]
    public void Words_that_look_like_a_name_are_only_words() => Assert.Equal("Bonjour {visite}, à la ferme.",
        Names.Fill("Bonjour {nom}, à {visite}.", new Dictionary<string, string> { ["nom"] = "{visite}", ["visite"] = "la ferme" }));

    [Fact]
    public void A_text_that_was_not_checked_is_not_filled() => Assert.Throws<ArgumentException>(() => Names.Fill("{env}", new Dictionary<string, string>()));
}
