using Terril.Accounts.Factors;

namespace Terril.Tests.Accounts.Factors;

public sealed class TotpTests
{
    // The secret of RFC 6238, appendix B, and the last six of its figures.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Assert.Equal(code, Totp.Code(Secret, seconds / 30));

    [Fact]
    public void A_code_tells_its_step_and_is_known_thirty_seconds_early_or_late()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var step = Totp.StepAt(now);

        Assert.Equal(step, Totp.StepOf(Secret, " 005 924", now));
        Assert.Equal(step, Totp.StepOf(Secret, "005924", now.AddSeconds(30)));
        Assert.Equal(step, Totp.StepOf(Secret, "005924", now.AddSeconds(-30)));
        Assert.Null(Totp.StepOf(Secret, "005924", now.AddSeconds(90)));
        Assert.Null(Totp.StepOf(Secret, "", now));
    }

    [Theory]
    [InlineData("k7m4-2qxd-0r9t-w3hf", " K7M4 2QXD OR9T W3HF")]
    [InlineData("11m4-2qxd-0r9t-w3hf", "ilM4-2qxd-0r9tw3hf")]
    public void A_recovery_code_is_known_however_it_is_typed(string made, string typed)
    {
        var person = Guid.CreateVersion7();
        Assert.Equal(RecoveryCode.HashOf(person, made), RecoveryCode.HashOf(person, typed));
        Assert.NotEqual(RecoveryCode.HashOf(Guid.CreateVersion7(), made), RecoveryCode.HashOf(person, typed));
    }
}
