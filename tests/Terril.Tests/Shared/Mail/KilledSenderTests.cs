using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Mail;

/// <summary>Senders of their own process, killed with -9 while they send.</summary>
public sealed class KilledSenderTests : IAsyncDisposable
{
    private const int Mails = 5000;
    private const int Kills = 50;
    private const int AtOnce = 3; // that many senders share the ledger, and each is killed in its turn
    private const int Connections = 4;

    private readonly SmtpSink _sink = new();

    [Theory, OnBothDatabases]
    public async Task Killed_fifty_times_during_five_thousand_mails_none_is_lost_and_each_double_was_in_flight_and_is_listed(Provider on)
    {
        using var place = await Place.New(on);
        await using var db = place.Db();
        await Migrations.Run(db, TimeProvider.System, CancellationToken.None);
        await db.Write(Mails, DateTimeOffset.UtcNow);

        var left = Kills;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(lane => Lane(place, new Random(lane), () => Interlocked.Decrement(ref left) >= 0)));
        var killedBeforeTheEnd = _sink.Count < Mails;
        await Finish(place, db);

        var rows = await db.OutgoingMails.AsNoTracking().ToListAsync();
        var arrived = _sink.Taken.ToLookup(t => t.Id);
        var doubles = rows.Where(m => arrived[Id(m)].Count() > 1).ToList();
        TestContext.Current.SendDiagnosticMessage($"{on}: {doubles.Count} doubles, {rows.Count(m => m.PerhapsTwice)} listed, {_sink.Count} handed over");
        Assert.True(killedBeforeTheEnd, "all was sent before the last kill");
        Assert.All(rows, m => Assert.Equal(MailState.Sent, m.State));
        Assert.All(rows, m => Assert.True(arrived.Contains(Id(m)), $"{m.ToAddress} never arrived"));
        Assert.Equal(Mails, arrived.Count);
        Assert.All(doubles, m => Assert.True(m.PerhapsTwice, $"{m.ToAddress} arrived twice and is not listed"));
        Assert.InRange(_sink.Count - Mails, 0, Kills * Connections);
        Assert.InRange(rows.Count(m => m.PerhapsTwice), 0, Kills * Connections);
    }

    [Fact]
    public async Task Two_senders_on_one_PostgreSQL_send_each_mail_once()
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled || Gate.IsOpen, "PostgreSQL est absent : apt-get install postgresql / PostgreSQL is missing: apt-get install postgresql");
        using var place = await Place.New(Provider.PostgreSql);
        await using var db = place.Db();
        await Migrations.Run(db, TimeProvider.System, CancellationToken.None);
        await db.Write(2000, DateTimeOffset.UtcNow);

        using (var one = Start(place, lease: 60))
        using (var other = Start(place, lease: 60))
        {
            await one.WaitForExitAsync();
            await other.WaitForExitAsync();
        }

        Assert.Equal(2000, _sink.Count);
        Assert.Equal(2000, _sink.Taken.Select(t => t.Id).Distinct().Count());
        Assert.Equal(2 * Connections, _sink.Connections);
        Assert.Equal(0, await db.OutgoingMails.CountAsync(m => m.State != MailState.Sent || m.Attempts != 1 || m.PerhapsTwice));
    }

    // Kills at a moment that what has arrived decides, so that a slow machine kills as often while mail leaves as a fast one.
    private async Task Lane(Place place, Random random, Func<bool> again)
    {
        while (again())
        {
            using var sender = Start(place);
            var (from, more) = (_sink.Count, random.Next(1, 2 * Mails / Kills / AtOnce * 2));
            var late = Stopwatch.StartNew();
            while (_sink.Count < from + more && late.Elapsed < TimeSpan.FromSeconds(20) && !sender.HasExited) await Task.Delay(1);
            sender.Kill();
            await sender.WaitForExitAsync();
        }
    }

    // On a machine that is short of breath a line may time out; its mail waits a minute or more, for which the test does not.
    private async Task Finish(Place place, TerrilDb db)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            using var last = Start(place);
            await last.WaitForExitAsync();
            var now = DateTimeOffset.UtcNow;
            if (await db.OutgoingMails.Where(m => m.State == MailState.Deferred).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now)) == 0) return;
        }
    }

    private static string Id(OutgoingMail mail) => $"<{mail.Id:n}@terril.example>";

    private Process Start(Place place, int lease = 1)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll"), "mail", "send", "--until-empty"]) { UseShellExecute = false };
        foreach (var (name, value) in new[]
        {
            ("TERRIL__DATABASE", place.Connection), ("TERRIL__DATA", place.Folder), ("TERRIL__MAIL__SERVER", _sink.Address.ToString()), ("TERRIL__MAIL__FROM", "Terril <terril@terril.example>"),
            ("TERRIL__MAIL__CONNECTIONS", Connections.ToString(CultureInfo.InvariantCulture)), ("TERRIL__MAIL__LEASE", lease.ToString(CultureInfo.InvariantCulture)), ("DOTNET_TieredPGO", "0"),
        }) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}
