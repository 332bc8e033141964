using Terril.Running.Doctor;
using Terril.Shared.Mail;
using Terril.Tests.Harness;
using Terril.Tests.Running.Copies;

namespace Terril.Tests.Running.Doctor;

public sealed class DoctorTests
{
    [Theory, OnBothDatabases]
    public async Task A_site_that_is_well_has_nothing_bad_and_each_line_that_is_not_good_says_what_to_do(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);

        var found = await Examine(site);

        Assert.DoesNotContain(found, f => f.Verdict == Verdict.Bad);
        Assert.All(found, f => Assert.Equal(f.Verdict == Verdict.Good, f.Do is null));
        // The clock of tests, one machine, no public address, everything in a folder that others may read: known, and said.
        Assert.Subset(new HashSet<string> { "Public address", "Data folder", "Room on the disk", "Clock of the database", "Mail relay" }, found.Where(f => f.Verdict != Verdict.Good).Select(f => f.Of.En!).ToHashSet());
    }

    [Fact]
    public async Task A_variable_that_nothing_reads_is_named()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var found = await Examine(site, new() { ["TERRIL__DATABSE"] = "Host=x", ["TERRIL__DATA"] = "/x", ["TERRIL__PUBLISHER__NAME"] = "y", ["PATH"] = "/bin" });
        var mistyped = Assert.Single(found, f => f.Of.En == "Settings");
        Assert.Equal((Verdict.Warning, "nothing reads TERRIL__DATABSE"), (mistyped.Verdict, mistyped.Says.En));
        Assert.Contains("TERRIL__DATABASE", mistyped.Do?.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_hides_nothing_of_the_rest()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var away = site.Settings with { Database = "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2" };
        var found = await new Examine(away, SiteOnDisk.Clock).Run(new Dictionary<string, string>(StringComparer.Ordinal)).ToListAsync();
        Assert.Equal(Verdict.Bad, Assert.Single(found, f => f.Of.En == "Database").Verdict);
        Assert.Contains(found, f => f.Of.En == "Releases");
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_is_held_a_file_that_is_lost_and_a_folder_that_is_missing_are_said(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);
        await using (var db = site.Place.Db()) await new MailHold(db, SiteOnDisk.Clock, site.Settings).Begin("trial", CancellationToken.None);
        var found = await Examine(site);
        Assert.Equal("held: nothing leaves", Assert.Single(found, f => f.Of.En == "Mail").Says.En);

        var gone = site.Settings with { Data = Path.Combine(site.Place.Folder, "gone") };
        var machine = new MachineExamined(gone, SiteOnDisk.Clock).Run().First();
        Assert.Equal((Verdict.Bad, true), (machine.Verdict, machine.Do?.Fr?.Contains("install -d", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://terril.example", false)]
    [InlineData("terril.example", true)]
    [InlineData("https://127.0.0.1:1", true)]
    public async Task A_public_address_is_one_leads_somewhere_and_is_protected(string address, bool isBad)
    {
        using var site = await SiteOnDisk.Empty(Provider.Sqlite);
        var found = await new AddressExamined(site.Settings with { PublicAddress = address }, SiteOnDisk.Clock).Run();
        Assert.Equal(isBad ? Verdict.Bad : Verdict.Warning, Assert.Single(found).Verdict);
    }

    [Theory]
    [InlineData("220 relay.example ESMTP", false)]
    [InlineData("HTTP/1.1 400", true)]
    public async Task A_relay_that_is_none_is_said_and_its_password_never(string greets, bool isBad)
    {
        using var relay = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        relay.Start();
        var greeting = Task.Run(async () =>
        {
            using var line = await relay.AcceptTcpClientAsync();
            await line.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{greets}\r\n"));
        });
        using var site = await SiteOnDisk.Empty(Provider.Sqlite);
        var settings = site.Settings with { Mail = site.Settings.Mail with { Server = new($"smtp://nom:secret@127.0.0.1:{((System.Net.IPEndPoint)relay.LocalEndpoint).Port}") } };

        var found = await new RelayExamined(settings).Run();
        await greeting;

        Assert.Equal(isBad ? Verdict.Bad : Verdict.Good, found.Verdict);
        Assert.DoesNotContain("secret", found.In("fr") + found.In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_ends_with_a_code_that_a_machine_understands()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var well = await site.Run("doctor");
        Directory.Delete(site.Place.Folder, recursive: true);
        File.WriteAllText(site.Place.Folder, "");
        var ill = await site.Run("doctor");
        File.Delete(site.Place.Folder);
        Directory.CreateDirectory(site.Place.Folder);

        Assert.Equal(0, well.Code);
        Assert.Contains("✓ Database: SQLite, sound", well.Said, StringComparison.Ordinal);
        Assert.Equal(1, ill.Code);
    }

    // The clock of this machine: that of the tests tells a day on which this program was not made yet.
    private static Task<List<Diagnosis>> Examine(SiteOnDisk site, Dictionary<string, string>? variables = null) =>
        new Examine(site.Settings, TimeProvider.System).Run(variables ?? []).ToListAsync().AsTask();
}
