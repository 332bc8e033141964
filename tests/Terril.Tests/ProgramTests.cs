using System.Diagnostics;
using System.Text.Json;
using Terril.Shared.Database;
using Terril.Site.Errors;
using Terril.Tests.Harness;

namespace Terril.Tests;

/// <summary>The program as one types it.</summary>
public sealed class ProgramTests
{
    [Theory, OnBothDatabases]
    public async Task Incidents_are_listed_the_latest_first(Provider on)
    {
        using var place = await Place.New(on);
        await using var db = place.Db();
        await Migrations.Run(db, new TestClock(), CancellationToken.None);
        var (first, second) = (Fault(1), Fault(2));
        db.Incidents.AddRange(first, second);
        await db.SaveChangesAsync();

        var (code, output, _) = await Terril(place, "incidents");

        Assert.Equal(0, code);
        Assert.Equal([second.Reference, first.Reference], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }

    [Theory, OnBothDatabases]
    public async Task A_database_that_cannot_be_served_is_one_line_and_a_code(Provider on)
    {
        using var place = await Place.New(on);
        await using var db = place.Db();
        await Migrations.Run(db, new TestClock(), [.. Migration.All, new(9999, "9999-later", "select 1")], CancellationToken.None);

        foreach (string[] typed in new string[][] { [], ["incidents"] })
        {
            var (code, _, error) = await Terril(place, typed);
            Assert.Equal(1, code);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("9999", error, StringComparison.Ordinal);
        }
    }

    // A setting of the build under another name is read by nobody, and nobody says so.
    [Fact]
    public async Task The_program_is_laid_with_one_heap_that_is_given_back()
    {
        await using var laid = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "terril.runtimeconfig.json"));
        var asked = (await JsonDocument.ParseAsync(laid)).RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.False(asked.GetProperty("System.GC.Server").GetBoolean());
        Assert.True(asked.GetProperty("System.GC.ConserveMemory").GetInt32() > 0);
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_refused()
    {
        using var place = await Place.New(Provider.Sqlite);
        Assert.NotEqual(0, (await Terril(place, "observatori")).Code);
    }

    private static Incident Fault(int hour) => Incident.From(new InvalidOperationException(), "GET /", DateTimeOffset.UnixEpoch.AddHours(hour));

    private static async Task<(int Code, string Output, string Error)> Terril(Place place, params string[] typed)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll"), .. typed])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["TERRIL__DATABASE"] = place.Connection, ["TERRIL__DATA"] = place.Folder, ["TERRIL__ADDRESS"] = "http://127.0.0.1:0" },
        };
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var error = program.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        late.Token.Register(() => program.Kill());
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, await error);
    }
}
