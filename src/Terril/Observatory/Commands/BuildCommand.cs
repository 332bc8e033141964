using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory build</c>: builds a release and puts it in force.</summary>
internal static class BuildCommand
{
    public static Command Create()
    {
        var site = ObservatoryCommands.Required("--site", "Dossier de l’observatoire / Folder of the observatory");
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        var asOf = ObservatoryCommands.Optional("--as-of", "N’y mettre que les fichiers publiés à cette date (2024-06-28), et dater la publication d’alors / Only the files published by that day, and date the release from then");
        var history = new Option<bool>("--history") { Description = "Construit aussi ce qui était connu à chaque date de publication des fichiers / Builds also what was known at each date of publication of the files" };
        return Talk.Command("build", "Construit une publication / Builds a release", [site, folder, asOf, history], (parsed, talk) =>
        {
            var (from, to) = (parsed.GetRequiredValue(site), parsed.GetRequiredValue(folder));
            if (!parsed.GetValue(history)) return Run(from, to, Day(parsed.GetValue(asOf)), talk);
            foreach (var day in Days(from))
                if (Run(from, to, day, talk) is not 0 and var failed) return failed;
            return Run(from, to, null, talk);
        });
    }

    private static IEnumerable<DateOnly> Days(string site) =>
        SiteFolder.Open(site).Read().Sources.SelectMany(s => s.Files).Select(f => f.Published).OfType<DateOnly>().Distinct().Order();

    private static int Run(string site, string folder, DateOnly? asOf, Talk talk)
    {
        var watch = Stopwatch.StartNew();
        var publish = new Publish(new ReleaseStore(folder, ObservatoryCommands.Lists()));
        var at = asOf is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : TimeProvider.System.GetUtcNow();
        var outcome = Console.IsErrorRedirected || talk.IsJson ? publish.Run(site, at, asOf) : WithBar(talk, progress => publish.Run(site, at, asOf, progress));
        talk.Say(outcome.Findings);
        var (stops, warnings) = (Count(outcome, Severity.Stop), Count(outcome, Severity.Warning));
        if (talk.IsJson)
            talk.Write(new { release = outcome.Release, isNew = outcome.IsNew, figures = outcome.Figures, rows = outcome.Rows, seconds = watch.Elapsed.TotalSeconds, stops, warnings, findings = talk.Shape(outcome.Findings) });
        else if (outcome.Stopped)
            talk.Line($"rien n’est publié : {stops} erreurs, {warnings} avertissements", $"nothing is published: {stops} errors, {warnings} warnings");
        else
            talk.Line(
                $"{outcome.Release} {(outcome.IsNew ? "publiée" : "déjà en vigueur")} : {outcome.Figures} chiffres, {outcome.Rows} lignes lues, {warnings} avertissements, {watch.Elapsed.TotalSeconds:F1} s",
                $"{outcome.Release} {(outcome.IsNew ? "published" : "already in force")}: {outcome.Figures} figures, {outcome.Rows} rows read, {warnings} warnings, {watch.Elapsed.TotalSeconds:F1} s");
        return outcome.Stopped ? 1 : 0;
    }

    private static int Count(BuildOutcome outcome, Severity severity) => outcome.Findings.Count(f => f.Severity == severity);

    private static BuildOutcome WithBar(Talk talk, Func<IProgress<BuildStep>, BuildOutcome> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask("…");
            return run(new Direct(step =>
            {
                bar.MaxValue = Math.Max(1, step.Of);
                bar.Value = step.Done;
                bar.Description = Markup.Escape(step.What.In(talk.In));
            }));
        });
    }

    internal static DateOnly? Day(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new FaultyInputException("bad-date", null, $"« {text} » : une date s’écrit 2024-06-28", $"“{text}”: a date is written 2024-06-28");
    }

    // Progress<T> posts to a pool; the bar wants the steps as they come.
    private sealed class Direct(Action<BuildStep> report) : IProgress<BuildStep>
    {
        public void Report(BuildStep value) => report(value);
    }
}
