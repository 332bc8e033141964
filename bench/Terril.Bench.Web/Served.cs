using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Terril.Bench.Web;

/// <summary>A server in a process of its own, on this machine alone, for as long as it is measured.</summary>
internal sealed class Served : IDisposable
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Process _process;

    private Served(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first answer, a page.</summary>
    public TimeSpan ColdStart { get; private set; }

    /// <summary>Megabytes of memory that it holds.</summary>
    public double Memory => Status("VmRSS:") / 1024;

    /// <summary>Processor time so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Served> Start(string program, string[] arguments, string first, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(program, arguments.Select(a => a.Replace("{address}", address.ToString(), StringComparison.Ordinal))) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TERRIL__ADDRESS"] = address.ToString();
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var stopwatch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var served = new Served(process, address);
        while (!await served.Answers(first))
        {
            if (process.HasExited || stopwatch.Elapsed > TimeSpan.FromSeconds(60)) throw new InvalidOperationException($"{program} does not answer {first}");
            await Task.Delay(2);
        }
        served.ColdStart = stopwatch.Elapsed;
        return served;
    }

    public async Task<byte[]> Read(string path, string? accepted = null) => (await Ask(path, accepted)).Bytes;

    public async Task<string> TagOf(string path, string accepted) => (await Ask(path, accepted)).Tag;

    /// <summary>Median times to the first byte and to the last, alone.</summary>
    public async Task<(TimeSpan First, TimeSpan Last)> Times(string path, int count = 40)
    {
        var (first, last) = (new List<TimeSpan>(), new List<TimeSpan>());
        var buffer = new byte[64 * 1024];
        for (var i = 0; i < count; i++)
        {
            var stopwatch = Stopwatch.StartNew();
            using var answer = await s_http.GetAsync(new Uri(Address, path), HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.Content.ReadAsStreamAsync();
            var read = await body.ReadAsync(buffer);
            first.Add(stopwatch.Elapsed);
            while (read > 0) read = await body.ReadAsync(buffer);
            last.Add(stopwatch.Elapsed);
        }
        return (first.Order().ElementAt(count / 2), last.Order().ElementAt(count / 2));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<(byte[] Bytes, string Tag)> Ask(string path, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        if (accepted is not null) request.Headers.Add("Accept-Encoding", accepted);
        using var answer = await s_http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag?.ToString() ?? "");
    }

    private async Task<bool> Answers(string path)
    {
        try
        {
            using var answer = await s_http.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
