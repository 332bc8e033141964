using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Commands;

/// <summary>The program as one types it.</summary>
public sealed class UserCommandTests
{
    [Theory, OnBothDatabases]
    public async Task The_first_administrator_is_added_listed_and_stays_and_another_is_closed(Provider on)
    {
        using var place = await Place.New(on);

        var (code, link, _) = await Type(place, "add", "Camille@terril.example", "--role", "administrator", "--name", "Camille Modèle");
        Assert.Equal(0, code);
        Assert.Matches(@"^http://localhost:\d+/invitation/[\w-]{43}\n$", link);
        Assert.Equal(1, (await Type(place, "add", "camille@TERRIL.example", "--role", "editor")).Code);
        Assert.Equal(1, (await Type(place, "disable", "camille@terril.example")).Code);

        Assert.Equal(0, (await Type(place, "add", "noe@terril.example", "--role", "data-manager,editor", "--lang", "en")).Code);
        Assert.Equal(0, (await Type(place, "disable", "noe@terril.example")).Code);
        Assert.Equal(1, (await Type(place, "link", "noe@terril.example")).Code);
        Assert.Matches("/connexion/lien/", (await Type(place, "link", "camille@terril.example")).Output);
        Assert.Equal(
            ["Camille@terril.example\tCamille Modèle\tactive\tAdministrator", "noe@terril.example\tnoe@terril.example\tclosed\tEditor, DataManager"],
            (await Type(place, "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        await using var db = place.Db();
        Assert.Equal([Role.Editor, Role.DataManager], await db.PersonRoles.Where(r => r.Role != Role.Administrator).Select(r => r.Role).ToListAsync() is var roles ? roles.Order() : []);
    }

    [Fact]
    public async Task A_role_that_is_none_is_refused_with_those_there_are()
    {
        using var place = await Place.New(Provider.Sqlite);

        var (code, _, error) = await Type(place, "add", "camille@terril.example", "--role", "emperor");

        Assert.NotEqual(0, code);
        Assert.Contains("VisitOrganiser", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Type(Place place, params string[] typed)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll"), "user", .. typed])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["TERRIL__DATABASE"] = place.Connection, ["TERRIL__DATA"] = place.Folder },
        };
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        late.Token.Register(() => program.Kill());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }
}
