using System.Diagnostics;

namespace Terril.Tests.Observatory.Commands;

/// <summary>A site of one figure in a folder of its own, and the program as one types it.</summary>
internal sealed class Typed : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("terril-typed-").FullName;

    public Typed()
    {
        Write("site.yaml", "name: Essai\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n");
        Write("indicators/waste.yaml", "- { id: waste, name: { fr: Déchets, en: Waste }, unit: t }\n- { id: waste.per, name: w, unit: kg/hab, kind: ratio, aggregate: ratio, ratio: { numerator: waste, denominator: population, factor: 1000, within: 3 } }\n");
        Write("sources/waste.yaml", """
            id: waste
            title: w
            publisher: Someone
            files: [{ path: data/waste.csv }]
            read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: waste }] }
            """);
        Rows("59183,2021,1.5", "59350,2021,2.25");
    }

    public string Site => Path.Combine(_root, "site");

    public string Out => Path.Combine(_root, "out");

    public void Rows(params string[] rows) => Write("data/waste.csv", "code,year,value\n" + string.Join('\n', rows) + "\n");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Site, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public Task<Answer> Build() => Run("build", "--site", Site, "--out", Out);

    public async Task<string> Built()
    {
        var answer = await Build();
        Assert.Equal(0, answer.Code);
        return answer.Output.Split(' ')[0];
    }

    public Task<Answer> OnRelease(string command, params string[] rest) => Run([command, "--out", Out, .. rest]);

    public static async Task<Answer> Run(params string[] typed)
    {
        using var program = Start(typed);
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await program.WaitForExitAsync(late.Token);
        return new Answer(program.ExitCode, await output, await error);
    }

    /// <summary>The program itself, for those who start it otherwise.</summary>
    public static string Terril { get; } = Path.Combine(AppContext.BaseDirectory, "terril.dll");

    public static Process Start(params string[] typed) => Program("dotnet", [Terril, "observatory", .. typed]);

    public static Process Program(string name, string[] typed, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(name, typed) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["LC_ALL"] = "en_GB.UTF-8" } };
        foreach (var (variable, value) in variables) start.Environment[variable] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

/// <summary>What the program said.</summary>
internal sealed record Answer(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] Errors => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
