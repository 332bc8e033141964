using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
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
            var publish = new Publish(new ReleaseStore(parsed.GetRequiredValue(folder), ObservatoryCommands.Lists()));
            var (from, day, now) = (parsed.GetRequiredValue(site), Day(parsed.GetValue(asOf)), TimeProvider.System.GetUtcNow());
            var at = day is { } past ? new DateTimeOffset(past.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : now;
            var watch = Stopwatch.StartNew();
            return LongWork.Run(
                talk,
                new Text("construction arrêtée : la publication en vigueur reste, ce qui était en cours est effacé", "build stopped: the release in force stays, what was on its way is deleted"),
                (progress, stop) => parsed.GetValue(history) ? publish.History(from, now, progress, stop) : [publish.Run(from, at, day, progress, stop)],
                outcomes => Tell(talk, outcomes, watch.Elapsed));
        });
    }

    private static int Tell(Talk talk, IReadOnlyList<BuildOutcome> outcomes, TimeSpan took)
    {
        var outcome = outcomes[^1];
        talk.Say(outcome.Findings);
        var (stops, warnings) = (Count(outcome, Severity.Stop), Count(outcome, Severity.Warning));
        var several = outcomes.Count > 1 ? (Fr: $"{outcomes.Count} publications, la dernière : ", En: $"{outcomes.Count} releases, the last: ") : (Fr: "", En: "");
        if (talk.IsJson)
            talk.Write(new { release = outcome.Release, isNew = outcome.IsNew, releases = outcomes.Select(o => o.Release), figures = outcome.Figures, rows = outcome.Rows, seconds = took.TotalSeconds, stops, warnings, findings = talk.Shape(outcome.Findings) });
        else if (outcome.Stopped)
            talk.Line($"rien n’est publié : {stops} erreurs, {warnings} avertissements", $"nothing is published: {stops} errors, {warnings} warnings");
        else
            talk.Line(
                $"{several.Fr}{outcome.Release} {(outcome.IsNew ? "publiée" : "déjà en vigueur")} : {outcome.Figures} chiffres, {outcome.Rows} lignes lues, {warnings} avertissements, {took.TotalSeconds:F1} s",
                $"{several.En}{outcome.Release} {(outcome.IsNew ? "published" : "already in force")}: {outcome.Figures} figures, {outcome.Rows} rows read, {warnings} warnings, {took.TotalSeconds:F1} s");
        return outcome.Stopped ? 1 : 0;
    }

    private static int Count(BuildOutcome outcome, Severity severity) => outcome.Findings.Count(f => f.Severity == severity);

    internal static DateOnly? Day(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new FaultyInputException("bad-date", null, $"« {text} » : une date s’écrit 2024-06-28", $"“{text}”: a date is written 2024-06-28");
    }
}
