using System.Net;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Shared.Files;

namespace Terril.Tests.Running.Inventory;

public sealed class IndexTests
{
    [Theory, OnBothDatabases]
    public async Task A_damaged_file_waits_for_the_administrator_who_finds_it_in_the_table_and_has_all_read_again(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var (whole, lost) = (await house.Kept(Pictures.Png, "entier.png"), await house.Kept(Pictures.Png, "perdu.png"));
        File.Delete(house.BytesOf(lost));
        await CheckFilesTests.Check(house);
        using var administrator = await house.SignIn(Role.Administrator);
        using var editor = await house.SignIn(Role.Editor);

        var home = await administrator.Page("/gestion");
        Assert.Contains("1 fichier est absent ou altéré", home.Body!.TextContent, StringComparison.Ordinal);
        var table = await administrator.Page("/gestion/fichiers?state=wrong");
        Assert.Contains("perdu.png", table.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(whole.Name, table.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("missing", (await administrator.Page("/en/gestion/fichiers?state=wrong")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        File.WriteAllBytes(house.BytesOf(lost), Pictures.Png);
        using var asked = await administrator.Fill("/gestion/fichiers", "form[action*=Check]");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("est demandée", (await administrator.Follow(asked)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await editor.StatusOf("/gestion/fichiers"));
        Assert.DoesNotContain("absent ou altéré", (await editor.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);
    }
}
