using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Terril.Agenda.Events;
using Terril.Agenda.Feeds;
using Terril.Shared.Access;
using Terril.Shared.Fetching;
using Terril.Shared.Web;
using Terril.Tests.Actions;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Agenda;

/// <summary>The calendars of members, read where they are: a server of this machine stands for theirs.</summary>
public sealed class FeedsTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _given = [];
    private WebApplication _server = null!;
    private int _port;
    private int _asked;

    [Theory, OnBothDatabases]
    public async Task A_calendar_is_set_read_shown_with_its_provenance_changed_and_withdrawn_with_its_source(Provider on)
    {
        await using var house = await Open(on);
        var organisation = await house.Organisation("Structure exemple");
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", "SUMMARY:Fête du vélo"), ("deux", "Repas", "20261215T100000Z", ""));
        using var staff = await house.SignIn(Role.Editor);
        await staff.Fill("/gestion/agenda/flux/nouveau", ("Form.Name", "L’agenda exemple"), ("Form.Address", $"webcal://site.example:{_port}/a.ics".Replace("webcal", "http", StringComparison.Ordinal)), ("Form.Organisation", "Structure exemple"), ("Form.IsTrusted", "true"));
        await Again(house);

        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        var page = await house.Words("/agenda/fete-du-velo");
        Assert.Contains("Repris de l’agenda « L’agenda exemple »", page, StringComparison.Ordinal);
        Assert.Contains("Structure exemple", page, StringComparison.Ordinal);
        Assert.Contains("Fête du vélo", await house.Words("/organisations/structure-exemple"), StringComparison.Ordinal);
        // Not edited here: neither by the team, nor by whose it is.
        var one = await house.EventOf("Fête du vélo");
        Assert.Equal((Guid?)organisation.Id, one.OrganisationId);
        using var later = await house.SignIn(Role.Editor);
        Assert.Equal(HttpStatusCode.NotFound, await later.StatusOf($"/gestion/agenda/{one.Id}/modifier"));

        // Twice changes nothing, and nothing travels.
        var (changed, asked) = (one.ChangedAt, _asked);
        await Again(house);
        Assert.Equal((changed, asked + 1), ((await house.EventOf("Fête du vélo")).ChangedAt, _asked));

        // Moved at its source, moved here; the other is announced no more.
        var before = await house.Text("/agenda/fete-du-velo.ics");
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261213T100000Z", ""));
        await Again(house);
        one = await house.EventOf("Fête du vélo");
        Assert.Equal((EventStatus.Moved, 1), (one.Status, one.Sequence));
        var after = await house.Text("/agenda/fete-du-velo.ics");
        Assert.Equal(Uids(before), Uids(after));
        Assert.Contains("STATUS:CANCELLED", await house.Text("/agenda.ics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await house.Client.GetAsync(new Uri("/agenda/repas", UriKind.Relative))).StatusCode);

        // Back at its source, back here.
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261213T100000Z", ""), ("deux", "Repas", "20261215T100000Z", ""));
        await Again(house);
        Assert.Contains("Repas", await house.Words("/agenda"), StringComparison.Ordinal);
        using var last = await house.SignIn(Role.Editor);
        Assert.Contains("2 lus", (await last.Page("/gestion/agenda/flux")).Said(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_calendar_that_is_cut_or_silent_withdraws_nothing_and_is_asked_for_less_often(Provider on)
    {
        await using var house = await Open(on);
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        var feed = await Feed(house, "/a.ics");
        await Again(house);
        _given["/a.ics"] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:autre\r\nDTSTART:2026";
        await Again(house);
        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);

        _given.Remove("/a.ics");
        for (var i = 0; i < 4; i++)
        {
            await Again(house, TimeSpan.FromDays(i + 1));
            Assert.Contains("404", (await FeedOf(house, feed)).SaysFr, StringComparison.Ordinal);
        }
        var last = await FeedOf(house, feed);
        Assert.Equal((4, house.Clock.Now.AddDays(2)), (last.Failures, last.DueAt));
        using var staff = await house.SignIn(Role.Administrator);
        Assert.Contains("ne se lit plus", (await staff.Page("/gestion")).Said(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_not_trusted_waits_for_the_team_and_what_it_refuses_stays_out(Provider on)
    {
        await using var house = await Open(on);
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        await Feed(house, "/a.ics", isTrusted: false);
        await Again(house);
        Assert.DoesNotContain("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        using var staff = await house.SignIn(Role.Editor);
        var desk = $"/gestion/agenda/{(await house.EventOf("Fête du vélo")).Id}";
        await staff.Fill(desk, "form[action*='handler=refuse']", ("reason", "Hors de la région."));
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261213T100000Z", ""));
        await Again(house);
        Assert.Equal(EventState.Refused, (await house.EventOf("Fête du vélo")).State);

        // Published by hand, it then follows its source.
        using var later = await house.SignIn(Role.Editor);
        await later.Fill(desk, "form[action*='handler=publish']");
        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        _given["/a.ics"] = Calendar(("un", "Fête du vélo et de la marche", "20261213T100000Z", ""));
        await Again(house);
        Assert.Contains("Fête du vélo et de la marche", await house.Words("/agenda"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_event_that_two_calendars_tell_is_shown_once_until_one_of_them_tells_it_alone(Provider on)
    {
        await using var house = await Open(on);
        _given["/a.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        _given["/b.ics"] = Calendar(("autre", "FETE DU VELO", "20261212T100000Z", ""), ($"visit-1@{house.Services.GetRequiredService<SiteAddress>().Host}", "Une visite d’ici", "20261212T100000Z", ""));
        var first = await Feed(house, "/a.ics");
        await Again(house);
        await Feed(house, "/b.ics");
        await Again(house);

        Assert.Equal("1", (await house.Page("/agenda")).QuerySelector("#compte")!.GetAttribute("data-count"));
        var other = await house.EventOf("FETE DU VELO");
        var led = await house.Client.GetAsync(new Uri($"/agenda/{other.Slug}", UriKind.Relative));
        // For a time: an address that a browser keeps for ever would outlive its reason.
        Assert.Equal((HttpStatusCode.Redirect, "/agenda/fete-du-velo"), (led.StatusCode, led.Headers.Location!.OriginalString));
        // What went from here does not come back.
        Assert.Equal(0, await house.InDatabase(db => db.AgendaEvents.CountAsync(e => e.TitleFr == "Une visite d’ici")));

        _given["/a.ics"] = Calendar(("un", "Autre chose", "20261212T100000Z", ""));
        await Again(house);
        Assert.Contains("FETE DU VELO", await house.Words("/agenda"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_same_feast_of_two_towns_is_two_events(Provider on)
    {
        await using var house = await Open(on);
        _given["/a.ics"] = Calendar(("un", "Fête de la nature", "20261212T100000Z", "LOCATION:Salle exemple\\, Lille"));
        _given["/b.ics"] = Calendar(("un", "Fête de la nature", "20261212T100000Z", "LOCATION:Parc exemple\\, Arras"));
        _given["/c.ics"] = Calendar(("un", "Fête de la nature", "20261212T100000Z", "LOCATION:Salle exemple"));
        foreach (var path in _given.Keys.ToList()) await Feed(house, path);
        await Again(house);
        Assert.Equal("2", (await house.Page("/agenda")).QuerySelector("#compte")!.GetAttribute("data-count"));
    }

    [Theory, OnBothDatabases]
    public async Task The_last_date_that_its_source_takes_out_is_taken_out_here_and_one_that_lasts_is_not(Provider on)
    {
        await using var house = await Open(on);
        _given["/a.ics"] = Calendar(("un", "Chantier de haies", "20260901T100000Z", "RRULE:FREQ=MONTHLY;UNTIL=20261202T000000Z"), ("deux", "Exposition", "20260901T100000Z", "DTEND:20261231T180000Z"));
        await Feed(house, "/a.ics");
        await Again(house);
        // Months later one date is left to come.
        Assert.Contains(await house.InDatabase(db => db.AgendaDates.ToListAsync()), d => d.StartsAt > house.Clock.Now);
        _given["/a.ics"] = Calendar(("un", "Chantier de haies", "20260901T100000Z", "EXDATE:20261201T100000Z,20261101T100000Z\r\nRRULE:FREQ=MONTHLY;UNTIL=20261202T000000Z"), ("deux", "Exposition", "20260901T100000Z", "DTEND:20261231T180000Z"));
        await Again(house);

        Assert.DoesNotContain("Chantier de haies", await house.Words("/agenda"), StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", await house.Text("/agenda.ics"), StringComparison.Ordinal);
        Assert.Equal(EventState.Published, (await house.EventOf("Exposition")).State);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_set_of_a_calendar_holds_at_its_next_reading_and_its_address_is_published_nowhere(Provider on)
    {
        await using var house = await Open(on);
        _given["/private-a1b2/basic.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        var feed = await Feed(house, "/private-a1b2/basic.ics", isTrusted: false);
        await Again(house);
        Assert.DoesNotContain("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);

        using var staff = await house.SignIn(Role.Editor);
        await staff.Fill($"/gestion/agenda/flux/{feed}", $"form[action$='flux/{feed}']", ("Form.IsTrusted", "true"), ("Form.Name", "Agenda exemple"));
        await Again(house);
        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        foreach (var path in new[] { "/agenda/fete-du-velo", "/agenda.ics", "/agenda.rss", "/api/v1/events", "/api/v1/events/fete-du-velo" })
            Assert.DoesNotContain("private-a1b2", await house.Text(path), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task One_that_breaks_the_reading_keeps_no_other_from_being_read(Provider on)
    {
        await using var house = await Open(on, services => services.AddSingleton<IInterceptor>(new Breaks()));
        _given["/casse.ics"] = Calendar(("un", Breaks.Title, "20261212T100000Z", ""));
        _given["/bon.ics"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        var broken = await Feed(house, "/casse.ics");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await Feed(house, "/bon.ics");

        house.Clock.Advance(TimeSpan.FromHours(5));
        await Assert.ThrowsAnyAsync<Exception>(() => house.Act<ReadFeeds>(job => job.Run(null, CancellationToken.None)));
        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        Assert.Equal((1, true), ((await FeedOf(house, broken)).Failures, (await FeedOf(house, broken)).DueAt > house.Clock.Now));
    }

    /// <summary>Large, slow, endless, lying, private, broken: each is refused or bounded, and says why; the others are read all the same.</summary>
    [Fact]
    public async Task A_hundred_hostile_calendars_are_bounded_and_each_says_why()
    {
        await using var house = await Open(Provider.Sqlite);
        var random = new Random(100);
        var bombs = string.Concat(Enumerable.Range(0, 30).Select(i => $"<!ENTITY e{i} \"&e{i - 1};&e{i - 1};\">"));
        Func<int, string>[] kinds =
        [
            i => new string('x', 5_100_000 + i),
            i => $"<!DOCTYPE rss [{bombs}]><rss><channel><item><title>&e29;</title></item></channel></rss>",
            i => "<!DOCTYPE html><title>Connexion</title>",
            i => "",
            i => "\0\u0001\u0002\u0003PK",
            i => $"[{new string('[', 10_000 + i)}",
            i => "BEGIN:VCALENDAR\r\n" + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\r\n", 20_000)),
            i => Calendar(($"u{i}", "Sans fin", "20261201T000000Z", "RRULE:FREQ=SECONDLY")),
            i => "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:" + new string('é', 200_000) + "\r\nDTSTART:20261212T100000Z\r\nSUMMARY:" + new string('a', 300_000) + "\r\nEND:VEVENT\r\nEND:VCALENDAR",
            i => string.Concat(Enumerable.Range(0, 2_000).Select(_ => (char)random.Next(0x20, 0xD7FF))),
        ];
        for (var i = 0; i < 100; i++)
        {
            _given[$"/{i}"] = kinds[i % kinds.Length](i);
            await Feed(house, i switch { 97 => "/loop", 98 => "/slow", _ => $"/{i}" });
        }
        await house.InDatabase(async db =>
        {
            var feed = await db.AgendaFeeds.OrderBy(f => f.Id).LastAsync();
            feed.Address = "http://169.254.169.254/latest";
            return await db.SaveChangesAsync();
        });
        _given["/bon"] = Calendar(("un", "Fête du vélo", "20261212T100000Z", ""));
        await Feed(house, "/bon");

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Again(house);

        var feeds = await house.InDatabase(db => db.AgendaFeeds.AsNoTracking().OrderBy(f => f.Id).ToListAsync());
        Assert.All(feeds, f => Assert.NotEmpty(f.SaysFr));
        Assert.All(feeds, f => Assert.NotNull(f.AskedAt));
        Assert.All(feeds.Where(f => f.Failures == 0 && f.Name != "/bon"), f => Assert.NotEmpty(f.Report));
        Assert.Contains("Fête du vélo", await house.Words("/agenda"), StringComparison.Ordinal);
        Assert.True(await house.InDatabase(db => db.AgendaDates.CountAsync()) < 10 * 401, "dates are bounded");
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"{clock.Elapsed}");
    }

    private static string Uids(string calendar) => string.Join(' ', calendar.Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal)));

    private static string Calendar(params (string Uid, string Title, string Starts, string More)[] events) => "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        + string.Concat(events.Select(e => $"BEGIN:VEVENT\r\nUID:{e.Uid}\r\nDTSTART:{e.Starts}\r\n{(e.More.StartsWith("SUMMARY", StringComparison.Ordinal) ? "" : $"SUMMARY:{e.Title}\r\n")}{(e.More.Length > 0 ? e.More + "\r\n" : "")}END:VEVENT\r\n")) + "END:VCALENDAR\r\n";

    // All the names of the web are this machine, and only it may be reached: what is private elsewhere is private here too.
    private static Task<House> Open(Provider on, Action<IServiceCollection>? more = null) => House.Open(on, services =>
    {
        services.Replace(ServiceDescriptor.Singleton(new BoundedFetch((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), IPAddress.IsLoopback)));
        more?.Invoke(services);
    });

    /// <summary>A fault that nobody foresaw, at one event.</summary>
    private sealed class Breaks : SaveChangesInterceptor
    {
        public const string Title = "Ce qui casse";

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            eventData.Context!.ChangeTracker.Entries<AgendaEvent>().Any(e => e.Entity.TitleFr == Title) ? throw new NotSupportedException(Title) : ValueTask.FromResult(result);
    }

    private async Task<Guid> Feed(House house, string path, bool isTrusted = true)
    {
        var feed = new AgendaFeed { Name = path, Address = $"http://site.example:{_port}{path}", IsTrusted = isTrusted, IsOn = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now, DueAt = house.Clock.Now };
        await house.InDatabase(db =>
        {
            db.AgendaFeeds.Add(feed);
            return db.SaveChangesAsync();
        });
        return feed.Id;
    }

    private static Task<AgendaFeed> FeedOf(House house, Guid id) => house.InDatabase(db => db.AgendaFeeds.AsNoTracking().SingleAsync(f => f.Id == id));

    private static async Task Again(House house, TimeSpan? after = null)
    {
        house.Clock.Advance(after ?? TimeSpan.FromHours(5));
        await house.Act<ReadFeeds>(job => job.Run(null, CancellationToken.None));
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(Answer);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.Single()).Port;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var path = context.Request.Path.Value!;
        if (path == "/loop")
        {
            context.Response.Redirect("/loop");
            return;
        }
        if (path == "/slow")
        {
            await Task.Delay(TimeSpan.FromMinutes(2), context.RequestAborted);
            return;
        }
        if (!_given.TryGetValue(path, out var text))
        {
            context.Response.StatusCode = 404;
            return;
        }
        var tag = $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]}\"";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }
        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "text/calendar";
        await context.Response.WriteAsync(text);
    }
}
