using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Audit;

public sealed class AuditTrailTests
{
    [Theory, OnBothDatabases]
    public async Task A_line_is_saved_with_what_it_tells_of_and_not_without_it(Provider on)
    {
        await using var house = await House.Open(on);
        await house.InScope(async services =>
        {
            var (trail, db) = (services.GetRequiredService<AuditTrail>(), services.GetRequiredService<TerrilDb>());
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                trail.Record("tests.undo", "thing", "1");
                await db.SaveChangesAsync();
                await transaction.RollbackAsync();
            }
            db.ChangeTracker.Clear();
            trail.Record("tests.do", "thing", "2", "with care");
            await db.SaveChangesAsync();
        });

        var line = Assert.Single(await house.InScope(services => services.GetRequiredService<AuditTrail>().Entries.ToListAsync()));
        Assert.Equal(("tests.do", "thing", "2", "with care"), (line.Act, line.Kind, line.Subject, line.Detail));
        Assert.Equal((house.Clock.Now, null, AuditTrail.Program, null), (line.At, line.PersonId, line.PersonName, line.Origin));
    }

    [Theory]
    [InlineData("192.0.2.17", "192.0.2.0")]
    [InlineData("::ffff:192.0.2.17", "192.0.2.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::")]
    public void Of_an_address_only_the_network_is_kept(string address, string kept) => Assert.Equal(kept, AuditTrail.NetworkOf(IPAddress.Parse(address)));

    // What its time is over for is forgotten, by the rule of retention and by nothing else.
    [Fact]
    public void No_code_changes_a_line_nor_removes_one_before_its_time()
    {
        var folder = Checkout.File("src/Terril/Shared/Audit");
        var code = string.Concat(Directory.EnumerateFiles(folder, "*.cs").Where(file => !file.EndsWith("AuditHolding.cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.DoesNotMatch(@"ExecuteDelete|ExecuteUpdate|\.Remove|\.Update|\.Attach|ExecuteSql|\bset;", code);
        Assert.DoesNotMatch(@"(?i)\b(update|delete\s+from)\s+audit_entries", string.Concat(Directory.EnumerateFiles(Checkout.File("src/Terril"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }
}
