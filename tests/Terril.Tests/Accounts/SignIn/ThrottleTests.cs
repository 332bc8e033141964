using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.SignIn;

public sealed class ThrottleTests
{
    [Theory, OnBothDatabases]
    public async Task Whoever_guesses_is_paused_where_they_guess_from_and_nobody_else_is(Provider on)
    {
        await using var house = await House.Open(on);

        for (var left = Throttle.OfOneFromOne - 1; left >= 0; left--) Assert.Equal(left, await Begin(house, "a@terril.example", "192.0.2.1"));
        Assert.True(await Begin(house, "a@terril.example", "192.0.2.1") < 0);
        Assert.True(await Begin(house, "a@terril.example", "192.0.2.2") >= 0);
        Assert.True(await Begin(house, "b@terril.example", "192.0.2.1") >= 0);
    }

    [Theory, OnBothDatabases]
    public async Task A_pause_ends_when_it_was_said_to_however_often_one_knocks(Provider on)
    {
        await using var house = await House.Open(on);
        for (var tries = 0; tries < 2 * Throttle.OfOneFromOne; tries++) await Begin(house, "a@terril.example", "192.0.2.1");

        house.Clock.Advance(Throttle.Pause - TimeSpan.FromMinutes(1));
        Assert.True(await Begin(house, "a@terril.example", "192.0.2.1") < 0);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Begin(house, "a@terril.example", "192.0.2.1") >= 0);
    }

    [Theory, OnBothDatabases]
    public async Task Guessing_from_everywhere_is_paused_but_not_for_the_person_where_they_have_been(Provider on)
    {
        await using var house = await House.Open(on);
        var person = await house.Person([]);
        await house.InScope(services => services.GetRequiredService<OpenSession>().Run(person, SignInProof.Link, From("198.51.100.7"), null, CancellationToken.None));

        for (var tries = 0; tries < Throttle.OfOne; tries++) await Begin(house, person.EmailKey, $"192.0.2.{tries}");

        Assert.True(await Begin(house, person.EmailKey, "203.0.113.1") < 0);
        Assert.True(await Begin(house, person.EmailKey, "198.51.100.7") >= 0);
    }

    [Theory, OnBothDatabases]
    public async Task Trying_one_password_on_many_accounts_is_paused(Provider on)
    {
        await using var house = await House.Open(on);
        for (var tries = 0; tries < Throttle.FromOne; tries++) await Begin(house, $"{tries}@terril.example", "192.0.2.1");

        Assert.True(await Begin(house, "another@terril.example", "192.0.2.1") < 0);
    }

    [Theory, OnBothDatabases]
    public async Task Many_at_once_are_counted_too(Provider on)
    {
        await using var house = await House.Open(on);

        var looked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Begin(house, "a@terril.example", "192.0.2.1")));

        Assert.True(looked.Count(left => left >= 0) <= Throttle.OfOneFromOne);
    }

    private static Task<int> Begin(House house, string account, string address) =>
        house.InScope(services => services.GetRequiredService<Throttle>().Begin("password", account, From(address), CancellationToken.None));

    private static Whereabouts From(string address) => new(address, "Test");
}
