using System.Diagnostics;
using System.Globalization;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Bench.Mail;

/// <summary>How fast the ledger is sent into a sink of this machine, beside the sink’s own speed.</summary>
internal static class Measures
{
    private const int Mails = 5000;
    private const int Connections = 4;
    private const int Bar = 300;

    private static readonly string s_body = string.Concat(Enumerable.Repeat("Une ligne de courriel comme une autre, avec ses accents : é, è, à.\n", 40));
    private static readonly List<string> s_rows = [];
    private static readonly double s_busy = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    public static async Task<int> Run(string root)
    {
        var bare = await OfTheSink();
        var met = await Ledger(root, "SQLite", folder => $"Data Source={Path.Combine(folder, "terril.db")}", bare);
        if (PostgresCluster.IsInstalled)
        {
            var database = await PostgresCluster.NewDatabase();
            met &= await Ledger(root, "PostgreSQL", _ => database, bare);
        }
        await File.WriteAllTextAsync(Path.Combine(root, "bench", "RESULTS-mail.md"), Document(bare));
        return met ? 0 : 1;
    }

    private static async Task<double> OfTheSink()
    {
        await using var sink = new SmtpSink();
        await Bare.Send(sink.Address, Mails, Connections, s_body.Length);
        var watch = Stopwatch.StartNew();
        await Bare.Send(sink.Address, 2 * Mails, Connections, s_body.Length);
        return 2 * Mails / watch.Elapsed.TotalSeconds;
    }

    private static async Task<bool> Ledger(string root, string on, Func<string, string> database, double bare)
    {
        var folder = Directory.CreateTempSubdirectory("terril-mail-").FullName;
        try
        {
            await using var sink = new SmtpSink();
            var connection = database(folder);
            await Write(connection, folder);
            using var sender = Start(root, connection, folder, sink.Address);
            var whole = Stopwatch.StartNew();
            while (sink.Count == 0 && !sender.HasExited) await Task.Delay(1);
            var sending = Stopwatch.StartNew();
            while (sink.Count < Mails && !sender.HasExited) await Task.Delay(1);
            var (lasted, all) = (sending.Elapsed, whole.Elapsed);
            await sender.WaitForExitAsync();
            var rate = (Mails - 1) / lasted.TotalSeconds;
            var met = rate >= Bar && sink.Taken.Select(t => t.Id).Distinct().Count() == Mails;
            s_rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {on} | {rate:N0}/s | {all.TotalSeconds:0.0} s | {rate / bare:0.00} | ≥ {Bar}/s | {(met ? "met" : "**not met**")} |"));
            await Console.Error.WriteLineAsync(s_rows[^1]);
            return met;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Write(string connection, string folder)
    {
        var settings = Settings.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()) with { Database = connection, Data = folder };
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        await Migrations.Run(db, TimeProvider.System, CancellationToken.None);
        var now = DateTimeOffset.UtcNow;
        foreach (var some in Enumerable.Range(0, Mails).Chunk(1000))
        {
            db.OutgoingMails.AddRange(some.Select(i => new OutgoingMail
            {
                CauseKind = "bench", CauseId = "1", Template = "", ToAddress = string.Create(CultureInfo.InvariantCulture, $"personne{i}@exemple.fr"), Language = "fr",
                Subject = "Une lettre", TextBody = s_body, HtmlBody = $"<!doctype html><p>{s_body}</p>", WrittenAt = now, PlannedAt = now, DueAt = now, NotAfter = now.AddDays(3),
            }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private static Process Start(string root, string connection, string folder, Uri sink)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "artifacts", "terril", "terril"), ["mail", "send", "--until-empty"]) { UseShellExecute = false };
        foreach (var (name, value) in new[]
        {
            ("TERRIL__DATABASE", connection), ("TERRIL__DATA", folder), ("TERRIL__MAIL__SERVER", sink.ToString()), ("TERRIL__MAIL__FROM", "terril@terril.example"),
            ("TERRIL__MAIL__CONNECTIONS", Connections.ToString(CultureInfo.InvariantCulture)),
        }) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Document(double bare) => string.Create(CultureInfo.InvariantCulture, $"""
        # Results: mail

        Written by `./dev bench mail`, which replaces this file.

        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Environment.ProcessorCount} cores; load of the system when it began {s_busy:0.0}: {(s_busy < 0.5 ? "quiet" : "shared with other programs, which makes everything slower")} |
        | versions | .NET {Environment.Version} |

        The sink alone, by {Connections} connections that only repeat the same bytes: {bare:N0} mails a second.

        | ledger on | sent | whole, from the process to the last mail | of the sink’s speed | bar | |
        |---|---|---|--:|---|---|
        {string.Join('\n', s_rows)}

        **How to read it.** {Mails:N0} mails of {2 * s_body.Length / 1000.0:0.0} kB, text and HTML, one recipient each, sent by `terril mail send` with {Connections} connections kept open, into a sink in another process of this machine, which takes its share of the same cores.
        Each mail is claimed by the connection that hands it over, and its outcome is committed before that connection takes the next: what the connections ask at an instant is one transaction. So no more than {Connections} mails are ever in doubt. SQLite syncs each transaction to the disk; the cluster of PostgreSQL is that of the tests, without it.

        """);
}
