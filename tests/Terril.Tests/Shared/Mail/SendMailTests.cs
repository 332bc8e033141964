using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Mail;

public sealed class SendMailTests : IAsyncDisposable
{
    private readonly SmtpSink _sink = new();

    [Theory, OnBothDatabases]
    public async Task A_mail_arrives_as_it_was_written_and_is_known_by_its_row(Provider on)
    {
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);

        var (row, taken) = ((await house.Mails()).Single(), _sink.Taken.Single());
        Assert.Equal((MailState.Sent, "250 2.0.0 taken", null, house.Clock.Now), (row.State, row.RelaySaid, row.DueAt, row.EndedAt));
        Assert.Equal(("terril@terril.example", "lou@exemple.fr", $"<{row.Id:n}@terril.example>"), (taken.From, taken.To, taken.Id));
        Assert.Equal("Sat, 21 Nov 2026 09:30:00 +0000", taken.Header("Date"));
        Assert.Equal("auto-generated", taken.Header("Auto-Submitted"));
        Assert.Equal("Où en êtes-vous ?", Decoded(taken.Header("Subject")));
        Assert.Equal("Noé d’Exemple <lou@exemple.fr>", Decoded(taken.Header("To")));
        Assert.Equal("", taken.Header("List-Unsubscribe"));
        Assert.Equal([row.TextBody, row.HtmlBody], Parts(taken));
        Assert.All(taken.Message.Split("\r\n"), line => Assert.True(line.Length <= 100 && !line.StartsWith('.'), line));
    }

    [Theory, OnBothDatabases]
    public async Task A_mailing_is_left_in_one_click_and_lets_other_mail_go_first(Provider on)
    {
        await using var house = await Open(on, connections: 1);
        await house.Write(Letters.To("first@exemple.fr", house.Clock.Now.AddMinutes(-9), unsubscribe: new("https://terril.example/consentement/abc")), Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);

        Assert.Equal(["lou@exemple.fr", "first@exemple.fr"], _sink.Taken.Select(t => t.To));
        Assert.Equal(("<https://terril.example/consentement/abc>", "List-Unsubscribe=One-Click"), (_sink.Taken.Last().Header("List-Unsubscribe"), _sink.Taken.Last().Header("List-Unsubscribe-Post")));
    }

    [Theory]
    [OnBothDatabases("550 5.1.1 unknown", "RCPT")]
    [OnBothDatabases("554 5.7.1 not wanted", "DATA")]
    public async Task An_address_or_a_mail_that_is_refused_for_good_stops_at_once(Provider on, string answer, string to)
    {
        if (to == "RCPT") _sink.ToRecipient = address => address.StartsWith("lou", StringComparison.Ordinal) ? answer : "250 OK";
        else _sink.ToMessage = address => address.StartsWith("lou", StringComparison.Ordinal) ? answer : "250 OK";
        await using var house = await Open(on, connections: 1);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now.AddSeconds(-1)), Letters.To("kim@example.org", house.Clock.Now));
        await Send(house);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Send(house);

        var mails = await house.Mails();
        Assert.Equal([(MailState.Rejected, 1, answer), (MailState.Sent, 1, mails[1].RelaySaid)], mails.Select(m => (m.State, m.Attempts, m.RelaySaid)));
        Assert.Equal(1, _sink.Connections);
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_is_not_taken_is_tried_after_growing_pauses_then_given_up_and_shown(Provider on)
    {
        _sink.ToRecipient = _ => "451 4.7.1 come back later";
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now, window: TimeSpan.FromDays(30)));
        var pauses = new List<int>();
        for (var now = house.Clock.Now; (await house.Mails()).Single().DueAt is { } due; now = due)
        {
            pauses.Add((int)(due - now).TotalMinutes);
            house.Clock.Now = due;
            await Send(house);
        }

        Assert.Equal([0, 1, 5, 15, 60, 180, 360, 720, 1440], pauses);
        var dead = (await house.Mails()).Single();
        Assert.Equal((MailState.Dead, 9, "451 4.7.1 come back later", false), (dead.State, dead.Attempts, dead.RelaySaid, dead.PerhapsTwice));

        _sink.ToRecipient = _ => "250 OK";
        await house.InScope(services => services.GetRequiredService<MailRegister>().Retry([dead.Id], CancellationToken.None));
        await Send(house);
        Assert.Equal(MailState.Sent, (await house.Mails()).Single().State);
    }

    [Theory, OnBothDatabases]
    public async Task A_line_cut_after_the_mail_had_left_is_told_apart_from_one_cut_before(Provider on)
    {
        _sink.ToMessage = address => address.StartsWith("lou", StringComparison.Ordinal) ? null : "250 OK";
        await using var house = await Open(on, connections: 1);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now.AddSeconds(-1)), Letters.To("kim@example.org", house.Clock.Now));
        await Send(house);

        Assert.Equal([(MailState.Deferred, true), (MailState.Sent, false)], (await house.Mails()).Select(m => (m.State, m.PerhapsTwice)));
    }

    [Theory, OnBothDatabases]
    public async Task Connections_are_kept_and_one_that_the_relay_closed_is_opened_again(Provider on)
    {
        await using var house = await Open(on, connections: 2);
        await house.Write([.. Enumerable.Range(0, 20).Select(i => Letters.To($"p{i}@exemple.fr", house.Clock.Now))]);
        await Send(house);
        Assert.InRange(_sink.Connections, 1, 2);

        _sink.MostOfOneConnection = 3;
        await house.Write([.. Enumerable.Range(0, 12).Select(i => Letters.To($"q{i}@exemple.fr", house.Clock.Now))]);
        await Send(house);
        Assert.All(await house.Mails(), m => Assert.Equal((MailState.Sent, 1), (m.State, m.Attempts)));
        Assert.Equal(32, _sink.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_relay_without_pipelining_is_spoken_to_one_command_at_a_time(Provider on)
    {
        _sink.Offers = [];
        _sink.ToRecipient = address => address.StartsWith("no", StringComparison.Ordinal) ? "550 5.1.1 unknown" : "250 OK";
        await using var house = await Open(on, connections: 1);
        await house.Write(Letters.To("no@exemple.fr", house.Clock.Now.AddSeconds(-1)), Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);

        Assert.Equal([MailState.Rejected, MailState.Sent], (await house.Mails()).Select(m => m.State));
        Assert.Single(_sink.Heard, "DATA");
    }

    [Fact]
    public async Task A_relay_that_promises_a_safe_line_and_gives_none_is_told_nothing()
    {
        _sink.Offers = ["STARTTLS", "AUTH PLAIN"];
        await using var house = await Open(Provider.Sqlite);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);

        Assert.Equal((MailState.Deferred, "454 4.7.0 no key"), ((await house.Mails()).Single().State, (await house.Mails()).Single().RelaySaid));
        Assert.DoesNotContain(_sink.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_whose_hour_is_past_waits_for_a_person(Provider on)
    {
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now, window: TimeSpan.FromHours(2)));
        house.Clock.Advance(TimeSpan.FromHours(3));
        await Send(house);
        var late = (await house.Mails()).Single();
        Assert.Equal((MailState.Late, null, 0), (late.State, late.DueAt, late.Attempts));
        Assert.Empty(_sink.Taken);

        await house.InScope(services => services.GetRequiredService<MailRegister>().Retry([late.Id], CancellationToken.None));
        await Send(house);
        Assert.Single(_sink.Taken);
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_withdrawn_while_it_is_handed_over_is_not_tried_again(Provider on)
    {
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        _sink.ToRecipient = _ =>
        {
            Withdraw(house).GetAwaiter().GetResult();
            return "451 4.7.1 come back later";
        };
        await Send(house);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Send(house);

        Assert.Equal((MailState.Withdrawn, null), ((await house.Mails()).Single().State, (await house.Mails()).Single().DueAt));
        Assert.Empty(_sink.Taken);
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_is_held_leaves_only_when_a_person_says_so(Provider on)
    {
        await using var house = await Open(on);
        await house.InScope(services => services.GetRequiredService<MailHold>().Begin("copie restaurée", CancellationToken.None));
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);
        Assert.Empty(_sink.Taken);

        await house.InScope(services => services.GetRequiredService<MailHold>().End(CancellationToken.None));
        await Send(house);
        Assert.Single(_sink.Taken);
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_is_held_while_a_sender_runs_stops_at_what_was_claimed(Provider on)
    {
        await using var house = await Open(on, connections: 1);
        await house.Write([.. Enumerable.Range(0, 5).Select(i => Letters.To($"p{i}@exemple.fr", house.Clock.Now.AddSeconds(i - 9)))]);
        _sink.ToMessage = address =>
        {
            if (address == "p1@exemple.fr") house.InScope(services => services.GetRequiredService<MailHold>().Begin("une erreur", CancellationToken.None)).GetAwaiter().GetResult();
            return "250 2.0.0 taken";
        };
        await Send(house);

        Assert.Equal(["p0@exemple.fr", "p1@exemple.fr"], _sink.Taken.Select(t => t.To));
        Assert.Equal([MailState.Sent, MailState.Sent, MailState.Queued, MailState.Queued, MailState.Queued], (await house.Mails()).Select(m => m.State));

        await house.InScope(services => services.GetRequiredService<MailHold>().End(CancellationToken.None));
        await Send(house);
        Assert.Equal(5, _sink.Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_database_that_wakes_up_elsewhere_holds_its_mail(Provider on)
    {
        await using var house = await Open(on);
        await Send(house);
        Assert.Null(await house.InScope(services => services.GetRequiredService<MailHold>().Enter(CancellationToken.None)));

        await house.InDatabase(db => db.MailGates.ExecuteUpdateAsync(set => set.SetProperty(g => g.Place, "elsewhere")));
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);

        Assert.Empty(_sink.Taken);
        Assert.NotNull(await house.InScope(services => services.GetRequiredService<MailHold>().Now(CancellationToken.None)));
    }

    [Fact]
    public async Task A_file_that_was_copied_is_another_place()
    {
        await using var house = await Open(Provider.Sqlite);
        var settings = house.Services.GetRequiredService<Terril.Shared.Settings>();

        var here = await house.InDatabase(db => MailPlace.Of(db, settings, CancellationToken.None));
        var again = await house.InDatabase(db => MailPlace.Of(db, settings, CancellationToken.None));
        var copy = await house.InDatabase(db => MailPlace.Of(db, settings with { Database = $"Data Source={house.Folder}/copy/terril.db" }, CancellationToken.None));

        Assert.Equal(here, again);
        Assert.NotEqual(here, copy);
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_relay_mail_is_a_file_each(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now.AddSeconds(-1)), Letters.To("kim@example.org", house.Clock.Now));
        await Send(house);

        var files = Directory.GetFiles(Path.Combine(house.Folder, "mail", "2026-11-21"));
        Assert.Equal((await house.Mails()).Select(m => $"{m.Id:n}.eml").Order(), files.Select(Path.GetFileName).Order());
        Assert.All(await house.Mails(), m => Assert.Equal(MailState.Sent, m.State));
    }

    [Theory, OnBothDatabases]
    public async Task What_a_mail_said_is_forgotten_after_thirty_days_and_counts_still_add_up(Provider on)
    {
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);
        await house.DoJobs();
        house.Clock.Advance(TimeSpan.FromDays(31));
        await house.Write(Letters.To("kim@example.org", house.Clock.Now));
        await house.DoJobs();

        var mails = await house.Mails();
        Assert.Equal([null, "Où en êtes-vous ?"], mails.Select(m => m.Subject));
        Assert.Null(mails[0].TextBody ?? mails[0].HtmlBody);
        var count = (await house.InScope(services => services.GetRequiredService<MailRegister>().Count(CancellationToken.None))).Single();
        Assert.Equal((2, 1, 1, 0), (count.Total, count.Sent, count.Queued, count.Lost));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_too_late_and_what_is_a_file_are_forgotten_too_and_erased_a_year_after(Provider on)
    {
        await using var house = await House.Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await Send(house);
        await house.Write(Letters.To("kim@example.org", house.Clock.Now, window: TimeSpan.FromHours(2)));
        house.Clock.Advance(TimeSpan.FromHours(3));
        await Send(house);
        await house.DoJobs();
        Assert.Single(Directory.GetFiles(Path.Combine(house.Folder, "mail"), "*.eml", SearchOption.AllDirectories));

        house.Clock.Advance(TimeSpan.FromDays(31));
        await house.DoJobs();
        Assert.All(await house.Mails(), m => Assert.Null(m.Subject ?? m.TextBody ?? m.HtmlBody));
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Folder, "mail"), "*.eml", SearchOption.AllDirectories));

        house.Clock.Advance(TimeSpan.FromDays(366));
        await house.DoJobs();
        Assert.Empty(await house.Mails());
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_nobody_would_ever_take_is_counted_as_lost(Provider on)
    {
        await using var house = await Open(on);
        await house.Write(Letters.To("lou@exemple.fr", house.Clock.Now));
        await house.InDatabase(db => db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, (DateTimeOffset?)null)));

        Assert.Equal(1, (await house.InScope(services => services.GetRequiredService<MailRegister>().Count(CancellationToken.None))).Single().Lost);
    }

    private Task<House> Open(Provider on, int connections = 4) => House.Open(on, services => services.AddSingleton(new MailSettings
    {
        Server = _sink.Address, Folder = "unused", From = new MailAddress("Terril <terril@terril.example>"), Connections = connections, Lease = TimeSpan.FromMinutes(3),
    }));

    private static Task<int> Send(House house) => house.Services.GetRequiredService<SendMail>().Run(CancellationToken.None);

    private static Task Withdraw(House house) => house.InScope(async services =>
    {
        await using var cancelling = await services.GetRequiredService<TerrilDb>().Database.BeginTransactionAsync();
        await services.GetRequiredService<Outbox>().Withdraw(new("test.letter", "1"), CancellationToken.None);
        await cancelling.CommitAsync();
    });

    private static string Decoded(string header) => Replace(Replace(header, @"\?= =\?", _ => "?==?"), @"=\?utf-8\?B\?([^?]*)\?=", word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));

    // Read by another hand than the one that wrote.
    private static IEnumerable<string> Parts(Taken taken) => taken.Message.Split($"--{taken.Message.Split("boundary=\"")[1].Split('"')[0]}")[1..^1]
        .Select(part => part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2])
        .Select(quoted => Replace(quoted.Replace("=\r\n", "", StringComparison.Ordinal), "(=[0-9A-F]{2})+", run => Encoding.UTF8.GetString(Convert.FromHexString(run.Value.Replace("=", "", StringComparison.Ordinal)))))
        .Select(text => text.Replace("\r\n", "\n", StringComparison.Ordinal));

    private static string Replace(string text, string pattern, MatchEvaluator by) => Regex.Replace(text, pattern, by, RegexOptions.None, TimeSpan.FromSeconds(1));

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}
