using Terril.Site.Errors;

namespace Terril.Tests.Site.Errors;

public sealed class IncidentTests
{
    [Theory]
    [InlineData("No mailbox jeanne.d@example.org here", "InvalidOperationException: No mailbox … here")]
    [InlineData("Call 06 12 34 56 78 or +33612345678", "InvalidOperationException: Call … or …")]
    [InlineData("Line 1234 of commune 59183", "InvalidOperationException: Line 1234 of commune 59183")]
    public void What_looks_like_a_person_is_masked(string message, string kept) =>
        Assert.Equal(kept, Incident.From(new InvalidOperationException(message), "GET /", DateTimeOffset.UnixEpoch).Message);

    [Fact]
    public void An_endless_message_is_cut() =>
        Assert.Equal(500, Incident.From(new InvalidOperationException(new string('x', 100_000)), "GET /", DateTimeOffset.UnixEpoch).Message.Length);

    [Fact]
    public void The_same_fault_at_the_same_place_has_the_same_hash() => Assert.Equal(Thrown().StackHash, Thrown().StackHash);

    private static Incident Thrown()
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException fault)
        {
            return Incident.From(fault, "GET /", DateTimeOffset.UnixEpoch);
        }
    }
}
