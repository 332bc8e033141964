using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts;

public sealed class KeysInDatabaseTests
{
    [Theory, OnBothDatabases]
    public async Task What_one_node_seals_another_opens(Provider on)
    {
        using var place = await Place.New(on);
        await using (var db = place.Db()) await Migrations.Run(db, new TestClock(), CancellationToken.None);
        await using var one = Node(place);
        await using var other = Node(place);

        Assert.Equal("said", other.GetDataProtector("test").Unprotect(one.GetDataProtector("test").Protect("said")));
    }

    private static ServiceProvider Node(Place place)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddHttpContextAccessor().AddSingleton<TimeProvider>(new TestClock());
        services.AddDatabase(new() { Data = place.Folder, Database = place.Connection, Address = "" });
        services.AddAccounts();
        return services.BuildServiceProvider();
    }
}
