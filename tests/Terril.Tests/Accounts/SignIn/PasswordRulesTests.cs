using Terril.Accounts;
using Terril.Accounts.SignIn;

namespace Terril.Tests.Accounts.SignIn;

public sealed class PasswordRulesTests
{
    private static readonly Person Somebody = new("sacha.modele@terril.example", "Sacha Modèle", "fr", DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("quatre mots sans rapport")]
    [InlineData("tram rouge")]
    [InlineData("Jq7!vLp0")]
    [InlineData("ééééàààà çççç")]
    [InlineData("le soleil se couche sur le terril")]
    public void A_password_that_nobody_tries_first_will_do(string password) => Assert.Null(PasswordRules.Fault(password, Somebody));

    [Fact]
    public void Long_ones_will_do() => Assert.Null(PasswordRules.Fault(string.Concat(Enumerable.Range(0, 64).Select(i => (char)('a' + i * 7 % 26))), Somebody));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Jq7!vLp")]
    [InlineData("password")]
    [InlineData("Passw0rd!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("motdepasse1")]
    [InlineData("MotDePasse!!")]
    [InlineData("azertyuiop")]
    [InlineData("Azerty123!")]
    [InlineData("soleil2026")]
    [InlineData("soleilsoleil")]
    [InlineData("marseille13")]
    [InlineData("12345678")]
    [InlineData("87654321")]
    [InlineData("abcdefgh")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("01/01/1990")]
    [InlineData("Terril2026")]
    [InlineData("SachaModele1")]
    [InlineData("modele2026")]
    [InlineData("1q2w3e4r")]
    [InlineData("été2026!")]
    [InlineData("janvier2026")]
    public void What_is_short_or_tried_first_is_refused_with_what_to_do(string? password)
    {
        var fault = PasswordRules.Fault(password, Somebody);
        Assert.NotNull(fault);
        Assert.NotEmpty(fault.Value.Fr!);
        Assert.NotEmpty(fault.Value.En!);
    }

    [Fact]
    public void One_that_would_cost_more_to_hash_than_it_protects_is_refused() => Assert.NotNull(PasswordRules.Fault(string.Concat(Enumerable.Repeat("quatre mots ", 30)), Somebody));
}
