using Terril.Observatory.Indicators;

namespace Terril.Observatory.Tests.Indicators;

/// <summary>What a value is worth, and what two are worth together.</summary>
public class StatusTests
{
    private static readonly Status[] FromStrong = [Status.Reference, Status.Raw, Status.Provisional, Status.Estimated, Status.Partial, Status.Unavailable, Status.Secret];

    [Fact]
    public void Together_they_are_worth_the_weaker()
    {
        for (var strong = 0; strong < FromStrong.Length; strong++)
            for (var weak = strong; weak < FromStrong.Length; weak++)
            {
                Assert.Equal(FromStrong[weak], FromStrong[strong].And(FromStrong[weak]));
                Assert.Equal(FromStrong[weak], FromStrong[weak].And(FromStrong[strong]));
            }
    }

    [Fact]
    public void Names_are_those_of_an_export()
    {
        Assert.Equal("reference raw provisional estimated partial unavailable secret", string.Join(' ', FromStrong.Select(s => s.Name())));
        Assert.All(FromStrong, s => Assert.Equal(s, Statuses.Parse(s.Name())));
        Assert.Equal([Status.Unavailable, Status.Secret], FromStrong.Where(s => !s.HasValue()));
        Assert.Equal(Status.None, Statuses.Parse("Reference"));
    }
}
