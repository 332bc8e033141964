using Microsoft.Extensions.DependencyInjection;
using Terril.Running.Copies;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Copies;

public sealed class CopyCommandsTests
{
    [Fact]
    public async Task The_two_commands_say_in_one_line_what_they_did_or_what_to_do()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        using var other = await SiteOnDisk.Empty(Provider.Sqlite);
        var copy = Path.Combine(site.Copies, "copy.tar.gz");

        var taken = await site.Run("backup", copy);
        var putBack = await other.Run("restore", copy);
        var refused = await other.Run("restore", copy);

        Assert.Equal((0, 0, 1), (taken.Code, putBack.Code, refused.Code));
        Assert.StartsWith($"{copy}: ", taken.Said, StringComparison.Ordinal);
        Assert.StartsWith("put back as of 2", putBack.Said, StringComparison.Ordinal);
        Assert.Contains("add --replace", refused.Said, StringComparison.Ordinal);
        Assert.Equal(await site.Kept(), await other.Kept());
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_is_taken_from_an_open_site_and_put_back_in_none(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Person([Terril.Shared.Access.Role.Editor], null);
        var settings = house.Services.GetRequiredService<Terril.Shared.Settings>();
        var copy = Path.Combine(Place.NewFolder(), "copy.tar.gz");

        await new TakeCopy(settings, house.Clock).Run(copy, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<Terril.Observatory.FaultyInputException>(() => new PutBack(settings, house.Clock).Run(copy, replace: true, CancellationToken.None));

        Assert.Equal("site-open", refused.Findings[0].Rule);
    }
}
