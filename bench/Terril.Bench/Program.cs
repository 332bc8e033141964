using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;
using Terril.Bench;
using Terril.Bench.National;

Type[] all = [typeof(ReadTable), typeof(Sheet), typeof(Map), typeof(OpenRelease), typeof(CountrySheet), typeof(CountryMap), typeof(OpenCountry), typeof(BuildSample)];

if (args is [ReadAndSum.Verb, var folder, ..]) return ReadAndSum.Run(folder, Ground.Lists, isCompiled: args is [.., ReadAndSum.Compiled]);
var word = args.FirstOrDefault("");
if (word is "" or NationalMeasures.Word)
{
    try
    {
        NationalMeasures.Run(keep: word.Length == 0, args.ElementAtOrDefault(1) ?? "");
        if (word.Length > 0) return 0;
    }
    catch (InvalidOperationException refusal)
    {
        return Refuse(refusal.Message);
    }
}

var chosen = all.Where(measure => measure.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).ToArray();
if (chosen.Length == 0)
{
    var names = string.Join(", ", all.Select(measure => measure.Name).Prepend(NationalMeasures.Word));
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
    var spell = Moment.Now().Since(before);
    var results = new Results(measured, spell);
    Console.Write(results.Table());
    Console.WriteLine(Machine.Shared(spell));
    // A part of the measures would erase the others.
    if (chosen.Length == all.Length) ResultsFile.Write(Results.Title, results.Document());
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
