using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Terril.Accounts;
using Terril.Running.Copies;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Site.Errors;
using Terril.Tests.Harness;
using Terril.Tests.Shared.Files;

namespace Terril.Tests.Running.Copies;

/// <summary>A site on a disk, without a process: what it keeps is put there, copied and put back as its commands do.</summary>
internal sealed record SiteOnDisk(Place Place) : IDisposable
{
    public static TestClock Clock { get; } = new();

    public Settings Settings { get; } = Settings.From(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Terril:Database", Place.Connection), new("Terril:Data", Place.Folder), new("Terril:Address", "http://127.0.0.1:0"),
    ]).Build());

    public string Copies { get; } = Place.NewFolder();

    public static async Task<SiteOnDisk> Empty(Provider on) => new(await Place.New(on));

    /// <summary>With rows in several tables, files and something published.</summary>
    public static async Task<SiteOnDisk> Full(Provider on, int more = 0)
    {
        var site = await Empty(on);
        await using var db = site.Place.Db();
        await Migrations.Run(db, Clock, CancellationToken.None);
        for (var i = 0; i < 3 + more; i++) db.Incidents.Add(Incident.From(new InvalidOperationException($"« {i} » \n\"'\\ \u00a0😀"), "GET /été", Clock.Now.AddTicks(10 * i)));
        var person = new Person("camille@terril.example", "Camille", "fr", Clock.Now);
        person.Give(Terril.Shared.Access.Role.Administrator, null);
        db.People.Add(person);
        await site.AddFile(db, "a.png", Pictures.Png);
        await site.AddFile(db, "b.pdf", Pictures.Pdf);
        await db.SaveChangesAsync();
        site.Write("observatory/history.jsonl", "{\"release\":\"abc\"}\n");
        site.Write("observatory/releases/abc/manifest.json", "{}");
        site.Write("observatory/snapshots/00/ff", new string('é', 1000 * (1 + more)));
        site.Write("observatory/units/made-again", "x");
        return site;
    }

    public string Copy { get; private set; } = "";

    public async Task<string> Backup(string name = "copy.tar.gz")
    {
        Copy = Path.Combine(Copies, name);
        await new TakeCopy(Settings, Clock).Run(Copy, CancellationToken.None);
        return Copy;
    }

    public Task Restore(string copy, bool replace = false) => new PutBack(Settings, Clock).Run(copy, replace, CancellationToken.None);

    /// <summary>All that is kept, said in lines that two sites can be compared by.</summary>
    public async Task<List<string>> Kept()
    {
        await using var db = Place.Db();
        var lines = new List<string>();
        if (await Migrations.Found(db, CancellationToken.None) > 0)
        {
            await db.Database.OpenConnectionAsync();
            foreach (var table in TableShape.All(db).Where(t => t.Name is not ("restorations" or "mail_gates")))
            {
                using var rows = new MemoryStream();
                await using (var transaction = await db.Database.GetDbConnection().BeginTransactionAsync())
                    await TableRows.Write(db.Database.GetDbConnection(), transaction, table, rows, CancellationToken.None);
                lines.AddRange(System.Text.Encoding.UTF8.GetString(rows.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => $"{table.Name} {row}"));
            }
        }
        foreach (var folder in new[] { "files", "observatory" }.Select(f => Path.Combine(Place.Folder, f)).Where(Directory.Exists))
        {
            lines.AddRange(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/units/", StringComparison.Ordinal))
                .Select(f => $"{Path.GetRelativePath(Place.Folder, f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"));
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>What a restoration may leave in the data folder.</summary>
    public IEnumerable<string> Leftovers => Directory.GetFileSystemEntries(Place.Folder).Select(e => Path.GetFileName(e)!).Where(n => n.Contains("restoring", StringComparison.Ordinal) || n.Contains("replaced", StringComparison.Ordinal));

    public async Task AddFile(TerrilDb db, string name, byte[] content)
    {
        var store = FilesModule.Store(Settings);
        using var incoming = new Incoming(Settings, Clock);
        var outcome = await new FileGate(db, store, new FilePolicies([FilesHouse.ForAll]), new Jobs(db, Clock), incoming, Clock).Keep(new MemoryStream(content), name, FilesHouse.ForAll, CancellationToken.None);
        Assert.True(outcome.IsKept, outcome.Refused?.En);
    }

    /// <summary>The program as one types it, on this site.</summary>
    public Process Start(params string[] typed) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll"), .. typed])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        Environment = { ["TERRIL__DATABASE"] = Place.Connection, ["TERRIL__DATA"] = Place.Folder, ["TERRIL__ADDRESS"] = "http://127.0.0.1:0", ["LC_ALL"] = "en_GB.UTF-8" },
    })!;

    public async Task<(int Code, string Said)> Run(params string[] typed)
    {
        using var program = Start(typed);
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await program.WaitForExitAsync(late.Token);
        return (program.ExitCode, await output + await error);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Place.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose()
    {
        Place.Dispose();
        Directory.Delete(Copies, recursive: true);
    }
}
