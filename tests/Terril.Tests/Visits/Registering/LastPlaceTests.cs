using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Tests.Harness;
using Terril.Tests.Running;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;
using Xunit.Sdk;

namespace Terril.Tests.Visits.Registering;

/// <summary>Many clients at the same instant, by the real form, for the last places.</summary>
public sealed class LastPlaceTests
{
    [Theory]
    [OnBothDatabases(2, 1, false)]
    [OnBothDatabases(50, 1, false)]
    [OnBothDatabases(200, 1, false)]
    [OnBothDatabases(2, 4, false)]
    [OnBothDatabases(50, 4, false)]
    [OnBothDatabases(200, 4, false)]
    [OnBothDatabases(2, 1, true)]
    [OnBothDatabases(50, 4, true)]
    [OnBothDatabases(200, 4, true)]
    public async Task Of_many_at_once_one_party_has_the_last_places_and_the_others_wait_in_order(Provider on, int clients, int size, bool atStop)
    {
        await using var house = await House.Open(on);
        await OneHasThem(house, clients, size, atStop);
    }

    /// <summary>The same, with what guards the places taken away: it must fail, or it would prove nothing.</summary>
    [Theory]
    [OnBothDatabases(false)]
    [OnBothDatabases(true)]
    public async Task Without_the_guard_the_same_test_fails(Provider on, bool atStop)
    {
        await using var house = await House.Open(on, services => services.Replace(ServiceDescriptor.Singleton(new PlacesGuard(IsOn: false))));
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => OneHasThem(house, 50, 1, atStop));
        // For that reason, and for no other: places, or turns, that two took at once.
        Assert.Matches(@"\d+ (taken, \d+ held|held of|there|waiting, \d+ wait)|two wait in one turn", failure.Message);
    }

    [Theory]
    [OnBothDatabases(2, 2, false)]
    [OnBothDatabases(50, 1, false)]
    [OnBothDatabases(200, 3, false)]
    [OnBothDatabases(50, 3, true)]
    public async Task Two_processes_sell_no_place_twice(Provider on, int clients, int size, bool atStop)
    {
        using var place = await Place.New(on);
        using var one = await OpenSite.Open(place, Quiet);
        using var other = await OpenSite.Open(place with { Folder = Place.NewFolder() }, Quiet);
        var session = atStop ? VisitsHouse.NewSession(DateTimeOffset.UtcNow, clients * size, stops: [null, size + 1]) : VisitsHouse.NewSession(DateTimeOffset.UtcNow, size + 1);
        (string, string)[] asked = atStop ? [($"Form.Stops[{session.Stops[1].Id}]", "yes")] : [];
        await using var db = place.Db();
        db.VisitSessions.Add(session);
        await db.SaveChangesAsync();

        var forms = await Task.WhenAll(Form(one.Address, session), Form(other.Address, session));
        await Task.Delay(TimeSpan.FromSeconds(3.2), TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Post(forms[i % 2], session, i, size, asked)));

        Assert.True(answers.All(a => a == HttpStatusCode.Redirect), string.Join('\n', one.Lines.Concat(other.Lines).Where(l => l.Contains("Exception", StringComparison.Ordinal)).Distinct().Take(5)));
        Assert.Empty(await VisitsHouse.Breaches(db, session.Id, DateTimeOffset.UtcNow));
        var all = await db.Registrations.AsNoTracking().Include(r => r.Stops).Where(r => r.SessionId == session.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(clients, all.Count);
        Assert.Equal((size + 1) / size, all.Count(r => atStop ? r.Stops.Single().IsIn : r.State == RegistrationState.Confirmed));
    }

    private static readonly (string, string)[] Quiet = [("TERRIL__WORKS", "false")];

    private static async Task OneHasThem(House house, int clients, int size, bool atStop)
    {
        var session = atStop ? await house.Session(clients * size, stops: [null, size]) : await house.Session(size);
        var form = await Form(house.Address, session);
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        (string, string)[] asked = atStop ? [($"Form.Stops[{session.Stops.Single(s => s.Position == 2).Id}]", "yes")] : [];

        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(() => Post(form, session, i, size, asked))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a));
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
        var all = await house.Registrations(session);
        Assert.Equal(clients, all.Count);
        var inside = all.Where(r => atStop ? r.Stops.Single().IsIn : r.State == RegistrationState.Confirmed).ToList();
        Assert.Single(inside);
        Assert.Equal(clients, (await house.Mails()).Count);

        // Who waits is served in the order in which they began to.
        var (first, second) = InOrder(all, atStop) is [var a1, var b1, ..] ? (a1, b1) : (all.Single(r => r != inside[0]), null);
        await house.Act<CancelRegistration>(cancel => cancel.Run(inside[0].Id, TrailReason.ByThePerson, CancellationToken.None));
        all = await house.Registrations(session);
        Assert.Equal(first.Id, Assert.Single(all, r => atStop ? r.Stops.Any(s => s.IsIn) : r.State == RegistrationState.Offered).Id);
        if (second is not null) Assert.True(atStop || all.Single(r => r.Id == second.Id).State == RegistrationState.Waiting);
    }

    private static List<Registration> InOrder(List<Registration> all, bool atStop) =>
        [.. all.Where(r => atStop ? !r.Stops.Single().IsIn : r.State == RegistrationState.Waiting).OrderBy(r => atStop ? r.Stops.Single().Turn : r.Turn)];

    /// <summary>A form that was opened: its hidden words, and the cookie that goes with them.</summary>
    private sealed record OpenedForm(HttpClient Client, string Cookie, string Word, string Opened);

    private static async Task<OpenedForm> Form(Uri site, VisitSession session)
    {
        using var visitor = new Visitor(site);
        var page = await visitor.Page($"/visites/{session.Slug}/inscription");
        string Hidden(string name) => page.QuerySelector($"input[name='{name}']")!.GetAttribute("value")!;
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site, Timeout = TimeSpan.FromMinutes(3) };
        return new(client, string.Join("; ", visitor.Cookies.Select(c => $"{c.Key}={c.Value}")), Hidden("__RequestVerificationToken"), Hidden("Form.Opened"));
    }

    private static async Task<HttpStatusCode> Post(OpenedForm form, VisitSession session, int number, int size, (string, string)[] more)
    {
        var fields = VisitsHouse.Fields($"personne{number}@terril.example", size).Select(f => KeyValuePair.Create(f.Name, f.Value!))
            .Append(new("Form.WhenShort", "WaitTogether")).Append(new("__RequestVerificationToken", form.Word)).Append(new("Form.Opened", form.Opened))
            .Concat(more.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/visites/{session.Slug}/inscription", UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", form.Cookie);
        // Each from a household of its own, as the proxy in front of the site would say.
        request.Headers.Add("X-Forwarded-For", $"203.0.{number / 250}.{number % 250}");
        using var answer = await form.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
