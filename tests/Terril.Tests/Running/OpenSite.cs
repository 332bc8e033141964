using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Terril.Tests.Harness;

namespace Terril.Tests.Running;

/// <summary>The site as a process of its own, its log read line by line.</summary>
internal sealed partial class OpenSite : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OpenSite(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    public string Log => string.Join('\n', _log);

    public IReadOnlyList<string> Lines => [.. _log];

    public static async Task<OpenSite> Open(Place place, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["TERRIL__DATABASE"] = place.Connection, ["TERRIL__DATA"] = place.Folder, ["TERRIL__ADDRESS"] = "http://127.0.0.1:0" },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var site = new OpenSite(Process.Start(start)!);
        var ended = site._process.WaitForExitAsync();
        if (await Task.WhenAny(site._listening.Task, ended, Task.Delay(TimeSpan.FromMinutes(3))) == site._listening.Task)
        {
            site.Address = await site._listening.Task;
            return site;
        }
        site.Dispose();
        throw new InvalidOperationException($"The site did not open:\n{site.Log}");
    }

    /// <summary>Asks it to stop, as systemd does; does not wait.</summary>
    public void AskToStop() => Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();

    /// <summary>Its exit code.</summary>
    public async Task<int> Ended()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } found) _listening.TrySetResult(new(found.Groups["address"].Value));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
