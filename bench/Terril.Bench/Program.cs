using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: nothing is fetched or built to measure.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
    args is [] ? ["--filter", "*"] : ["--filter", $"*{args[0]}*"],
    ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
        .AddLogger(ConsoleLogger.Default)
        .AddExporter(MarkdownExporter.GitHub)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .WithArtifactsPath("artifacts/bench"));
