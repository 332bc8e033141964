using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Feeds;
using Terril.Agenda.Reading;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Agenda.Import;

/// <summary><c>terril agenda import</c>: a calendar in a file. 0 done, 1 it cannot be read and nothing was put in.</summary>
public static class AgendaCommand
{
    public static Command Create(Settings settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "L’agenda : iCalendar, export OpenAgenda, RSS ou Atom / The calendar: iCalendar, export of OpenAgenda, RSS or Atom" };
        var name = new Option<string>("--name") { Description = "Son nom, lu par tous à la page de chaque rendez-vous / Its name, read by everybody on the page of each event", Required = true };
        var organisation = new Option<string?>("--organisation") { Description = "L’organisation de l’annuaire dont c’est l’agenda / The organisation of the directory whose calendar it is" };
        var territories = new Option<string[]>("--territory") { Description = "Un territoire, quand l’agenda ne le dit pas : region:32 / A territory, when the calendar does not say: region:32" };
        var whenEmpty = new Option<bool>("--when-empty") { Description = "Ne fait rien s’il y a déjà des rendez-vous / Does nothing when there are events already" };
        var import = new Command("import", "Met un agenda dans l’agenda commun ; deux fois ne change rien / Puts a calendar in the shared agenda; twice changes nothing") { file, name, organisation, territories, whenEmpty };
        import.SetAction((parsed, stop) => Run(settings, parsed, parsed.GetRequiredValue(file), parsed.GetRequiredValue(name), parsed.GetValue(organisation), parsed.GetValue(territories) ?? [], parsed.GetValue(whenEmpty), stop));
        return new("agenda", "L’agenda commun / The shared agenda") { import };
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, FileInfo file, string name, string? organisation, string[] territories, bool whenEmpty, CancellationToken stop)
    {
        var (output, error, clock) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, TimeProvider.System);
        try
        {
            if (!file.Exists) throw new FaultyInputException("missing-file", new Place(file.Name), "ce fichier n’existe pas", "there is no such file");
            // A file is of all times; a feed, of those to come.
            var read = ReadFeed.Run(await File.ReadAllBytesAsync(file.FullName, stop), null, new(DateTimeOffset.UnixEpoch, clock.GetUtcNow().AddYears(3)));
            if (!read.IsReadable) throw new FaultyInputException(read.Findings[0].Rule, new Place(file.Name), read.Findings[0].Message.Fr, read.Findings[0].Message.En);
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            await Migrations.Run(db, clock, stop);
            if (whenEmpty && await db.AgendaEvents.AnyAsync(stop)) return 0;
            var who = await KnownCollectives.Of(settings, stop);
            var known = organisation is null ? null : who.Named(organisation) ?? throw new FaultyInputException("unknown-organisation", new Place("--organisation"), "aucune organisation publiée n’a ce nom", "no published organisation bears this name");
            await using var transaction = await db.BeginAlone("agenda.feeds", stop);
            var feed = await db.AgendaFeeds.FirstOrDefaultAsync(f => f.Address == "" && f.Name == name, stop);
            if (feed is null) db.AgendaFeeds.Add(feed = new() { Name = name, IsTrusted = true, CreatedAt = clock.GetUtcNow(), DueAt = clock.GetUtcNow() });
            (feed.OrganisationId, feed.Territories, feed.ReadAt, feed.ChangedAt) = (known?.Id, SpacedKeys.Of(territories), clock.GetUtcNow(), clock.GetUtcNow());
            var merged = await new MergeFeed(db, clock).Run(feed, read, who, "", [], _ => true, stop);
            feed.Says = TakeFeed.Sentence(read, merged);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            await output.WriteLineAsync($"{feed.Says.Fr} / {feed.Says.En}");
            foreach (var finding in read.Findings) await output.WriteLineAsync($"{finding.Place}: {finding.Message.Fr} / {finding.Message.En} [{finding.Rule}]");
            return 0;
        }
        catch (FaultyInputException refusal)
        {
            foreach (var finding in refusal.Findings) await error.WriteLineAsync($"{finding.Place}: {finding.Message.Fr} / {finding.Message.En} [{finding.Rule}]");
            return 1;
        }
    }
}
