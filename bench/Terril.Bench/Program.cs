using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;
using Terril.Bench;

Type[] all = [typeof(ReadTable), typeof(Sheet), typeof(Map), typeof(OpenRelease), typeof(BuildSample)];

var word = args.FirstOrDefault("");
var chosen = all.Where(measure => measure.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).ToArray();
if (chosen.Length == 0)
{
    var names = string.Join(", ", all.Select(measure => measure.Name));
    return Refuse($"« {word} » : aucune mesure ne porte ce nom / no measure bears this name: {names}");
}

// All in one process: no compilation a measure, and one run.
var log = new AccumulationLogger();
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithClock(new ProcessorClock()).WithOutlierMode(OutlierMode.DontRemove)
        .WithWarmupCount(Results.Warmups).WithIterationCount(Results.Iterations).WithIterationTime(TimeInterval.FromMilliseconds(250)))
    .AddLogger(log).WithOptions(ConfigOptions.DisableLogFile)
    .WithArtifactsPath(Path.Combine(Ground.Folder, "artifacts"));

try
{
    var before = Moment.Now();
    var measured = new List<Summary>();
    foreach (var measure in chosen)
    {
        Console.Error.WriteLine($"→ {measure.Name}");
        measured.Add(BenchmarkRunner.Run(measure, config));
        if (measured[^1].Reports.IsEmpty || measured[^1].Reports.Any(report => !report.Success)) return Refuse(log.GetLog());
    }
    var results = new Results(measured, Moment.Now().Since(before));
    Console.Write(results.Table());
    Console.WriteLine(results.Shared());
    // A part of the measures would erase the others.
    if (chosen.Length == all.Length) await File.WriteAllTextAsync(Path.Combine(Ground.Root, "bench", "RESULTS.md"), results.Document());
    return 0;
}
finally
{
    Ground.Clear();
}

static int Refuse(string reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}
