using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Terril.Accounts;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Running;

/// <summary>Two sites, each a process, on one PostgreSQL. What they do is written down by the database itself, which neither can skip.</summary>
public sealed class TwoNodesTests
{
    private const int Asked = 600;
    private const string Recurring = "mail.forget-words";

    // Each time that a job is begun, by whom, and since when it was free; each time that one is done.
    private const string Witness =
        """
        create table seen (job uuid not null, name text not null, state text not null, runner text not null, at bigint not null, free_since bigint not null);
        create function witness() returns trigger language plpgsql as $$ begin
          insert into seen values (new.id, new.name, new.state, new.runner, new.started_at, old.due_at);
          return null;
        end $$;
        create trigger begun after update on jobs for each row when (new.state = 'Running' and new.lease is distinct from old.lease) execute function witness();
        create trigger done after update on jobs for each row when (new.state = 'Done') execute function witness();
        """;

    [Fact]
    public async Task Two_sites_on_one_PostgreSQL_share_jobs_and_the_mail_they_cause_with_nothing_done_twice()
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled || Gate.IsOpen, "PostgreSQL est absent : apt-get install postgresql / PostgreSQL is missing: apt-get install postgresql");
        using var place = await Place.New(Provider.PostgreSql);
        await using var sink = new SmtpSink();
        await using var db = place.Db();
        (string, string)[] settings = [("TERRIL__MAIL__SERVER", sink.Address.ToString()), ("TERRIL__MAIL__FROM", "Terril <terril@terril.example>"), ("DOTNET_TieredPGO", "0")];
        using (var one = await OpenSite.Open(place, settings))
        using (var other = await OpenSite.Open(place, settings))
        {
            // A site plants what comes back soon after it opens, not before.
            await Until(() => db.Jobs.AnyAsync(j => j.Name == Recurring));
            await db.Database.ExecuteSqlRawAsync(Witness);
            var asked = await AskForAll(db);
            await Until(async () => await db.Jobs.CountAsync(j => j.Name == "accounts.link" && j.State == JobState.Done) == Asked && sink.Count >= Asked
                && await db.Jobs.AnyAsync(j => j.Name == Recurring && j.State == JobState.Waiting && j.StartedAt != null && j.DueAt > asked));
            // A second one that took the same would do so within its next look, a second later.
            await Task.Delay(2500);
            one.AskToStop();
            other.AskToStop();
            Assert.Equal((0, 0), (await one.Ended(), await other.Ended()));
        }

        var seen = await db.Database.SqlQuery<Seen>($"select job, name, state, runner, at, free_since from seen").ToListAsync();
        var done = seen.Where(s => s.Name == "accounts.link" && s.State == nameof(JobState.Done)).ToList();
        Assert.Equal((Asked, Asked), (done.Count, done.Select(s => s.Job).Distinct().Count()));
        Assert.Single(seen, s => s.Name == Recurring);
        Assert.Equal(2, done.Select(s => s.Runner).Distinct().Count());
        // None is begun while somebody holds it: on a machine so busy that a lease ends, its job is free again, and only then.
        Assert.All(seen.Where(s => s.State == nameof(JobState.Running)), s => Assert.True(s.At >= s.FreeSince, $"{s.Name} {s.Job} was taken from whoever had it"));
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", done.GroupBy(s => s.Runner).Select(g => $"{g.Key}: {g.Count()}")) + $"; begun {seen.Count(s => s.State == nameof(JobState.Running))} times");

        // One link and one mail each, and each mail arrived once.
        Assert.Equal((Asked, Asked), (await db.AccountLinks.CountAsync(), await db.AccountLinks.Select(l => l.PersonId).Distinct().CountAsync()));
        Assert.Equal(Asked, await db.OutgoingMails.CountAsync(m => m.State == MailState.Sent && !m.PerhapsTwice));
        Assert.Equal((Asked, Asked), (sink.Count, sink.Taken.Select(t => t.To).Distinct().Count()));
    }

    // All in one transaction, so that both sites find them at once; the recurring one is due with them.
    private static async Task<DateTimeOffset> AskForAll(TerrilDb db)
    {
        var now = DateTimeOffset.UtcNow;
        await using var all = await db.Database.BeginTransactionAsync();
        var people = Enumerable.Range(0, Asked).Select(i => new Person($"personne{i}@exemple.fr", $"Personne {i}", "fr", now)).ToList();
        db.People.AddRange(people);
        db.Jobs.AddRange(people.Select(p => new Job { Name = "accounts.link", Given = $"{p.Id} SignIn ", AskedAt = now, DueAt = now }));
        await db.SaveChangesAsync();
        Assert.Equal(1, await db.Jobs.Where(j => j.Name == Recurring).ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, now)));
        await all.CommitAsync();
        db.ChangeTracker.Clear();
        return now;
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var waited = 0; !await isSo(); waited++)
        {
            Assert.True(waited < 900, "not done within three minutes");
            await Task.Delay(200);
        }
    }

    private sealed record Seen(Guid Job, string Name, string State, string Runner, long At, [property: Column("free_since")] long FreeSince);
}
