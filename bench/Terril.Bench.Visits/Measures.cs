using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Tests.Harness;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Bench.Visits;

/// <summary>How many registrations one session accepts a minute, by the real form, beside what the database alone does.</summary>
internal static class Measures
{
    private const int Connections = 8;
    private const int Places = 2_000_000;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(20);
    private static readonly List<string> s_rows = [];
    private static readonly string s_busy = File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static async Task<int> Run(string root)
    {
        var met = await On(root, "SQLite", folder => $"Data Source={Path.Combine(folder, "terril.db")}", 6_000, null);
        double? alone = null;
        if (PostgresCluster.IsInstalled)
        {
            alone = await PgBench.Run(await PostgresCluster.NewDatabase(), Connections, 10);
            var database = await PostgresCluster.NewDatabase();
            met &= await On(root, "PostgreSQL", _ => database, 12_000, alone);
        }
        await File.WriteAllTextAsync(Path.Combine(root, "bench", "RESULTS-visits.md"), Document(alone));
        return met ? 0 : 1;
    }

    private static async Task<bool> On(string root, string name, Func<string, string> database, int bar, double? alone)
    {
        var folder = Directory.CreateTempSubdirectory("terril-visits-").FullName;
        try
        {
            var connection = database(folder);
            await using var db = Db(connection, folder);
            await Migrations.Run(db, TimeProvider.System, CancellationToken.None);
            var session = await Session(db);
            using var site = Start(root, connection, folder, out var address);
            await Answers(address, site);

            var load = await FormLoad.Open(address, session.Slug);
            await Task.Delay(TimeSpan.FromSeconds(3.5)); // the time to read a form
            var warm = await load.Run(Connections, s_warmUp);
            var spent = site.TotalProcessorTime;
            var said = await load.Run(Connections, s_time);
            site.Refresh();
            var each = (site.TotalProcessorTime - spent) / Math.Max(1, said.Accepted);
            var total = warm.Accepted + said.Accepted;
            site.Kill();
            await site.WaitForExitAsync();

            var taken = await db.VisitSessions.AsNoTracking().Where(s => s.Id == session.Id).Select(s => s.Taken).SingleAsync();
            var confirmed = await db.Registrations.CountAsync(r => r.SessionId == session.Id && r.State == RegistrationState.Confirmed);
            var mails = await db.OutgoingMails.CountAsync();
            if (taken != total || confirmed != total || mails != total) throw new InvalidOperationException($"{total} accepted, {taken} taken, {confirmed} confirmed, {mails} mails");

            var minute = said.PerSecond * 60;
            s_rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {minute:N0} | {each.TotalMilliseconds:0.00} ms | {(alone is { } rate ? $"{rate:N0}/s" : "–")} | {(alone is { } peer ? $"{said.PerSecond / peer:0.00}" : "–")} | ≥ {bar:N0} | {(minute >= bar ? "met" : "**not met**")} |"));
            await Console.Error.WriteLineAsync(s_rows[^1]);
            return minute >= bar;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TerrilDb Db(string connection, string folder) => new(TerrilDb.Options(
        Settings.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()) with { Database = connection, Data = folder }));

    private static async Task<VisitSession> Session(TerrilDb db)
    {
        var now = DateTimeOffset.UtcNow;
        var session = new VisitSession
        {
            Slug = "mesure", State = SessionState.Published, StartsAt = now.AddDays(30), EndsAt = now.AddDays(30).AddHours(7), Capacity = Places, CreatedAt = now, ChangedAt = now,
            MeetingFr = "Parvis de la gare, sous l’horloge", OrganiserName = "L’équipe des visites",
        };
        (session.About.TitleFr, session.About.SummaryFr, session.About.Place) = ("Le parcours des déchets ménagers", "Une journée pour suivre une poubelle.", "Lille et Sequedin");
        for (var i = 1; i <= 4; i++) session.Stops.Add(new() { SessionId = session.Id, Position = i, About = new() { NameFr = $"Étape {i}", Minutes = 60, TravelMinutes = 15 } });
        Programme.Compute(session.StartsAt, session.Stops);
        db.VisitSessions.Add(session);
        await db.SaveChangesAsync();
        return session;
    }

    private static Process Start(string root, string connection, string folder, out Uri address)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }
        var start = new ProcessStartInfo(Path.Combine(root, "artifacts", "terril", "terril")) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("TERRIL__DATABASE", connection), ("TERRIL__DATA", folder), ("TERRIL__ADDRESS", address.ToString()), ("TERRIL__WORKS", "false") }) start.Environment[name] = value;
        var site = Process.Start(start)!;
        site.BeginOutputReadLine();
        return site;
    }

    private static async Task Answers(Uri address, Process site)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !site.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await client.GetAsync(new Uri("/visites/mesure", UriKind.Relative))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }
        throw new InvalidOperationException("The site does not answer.");
    }

    private static string Document(double? alone) => string.Create(CultureInfo.InvariantCulture, $"""
        # Results: visits

        Written by `./dev bench visits`, which replaces this file.

        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Environment.ProcessorCount} cores; load of the system when it began {s_busy}: {(double.Parse(s_busy, CultureInfo.InvariantCulture) < 0.5 ? "quiet" : "shared with other programs, which makes everything slower")} |
        | versions | .NET {Environment.Version} |

        | on | registrations accepted a minute, on one session | processor of the site, each | pgbench alone | ratio | bar | |
        |---|--:|--:|--:|--:|---|---|
        {string.Join('\n', s_rows)}

        **How to read it.** {Connections} connections send the form of registration, as it was opened, as fast as it is answered, for {s_time.TotalSeconds:0} seconds after {s_warmUp.TotalSeconds:0} of warm-up; what sends, the site and the database share the cores of this machine.
        Each is another address, and comes from another household, so that the pace of the site is kept; each is checked for its antiforgery word and the time that it was open, takes its place, and is written with its trail, its link and its mail, text and HTML, with a date for the calendar. Afterwards the places taken, the registrations and the mails are counted: they are as many as were accepted.
        Mail is not sent meanwhile. pgbench does the same guarded update on one row, and one insert, by {Connections} clients{(alone is null ? "; it is not installed here" : "")}. SQLite syncs each transaction to the disk; the cluster of PostgreSQL is that of the tests, without it.

        """);
}
