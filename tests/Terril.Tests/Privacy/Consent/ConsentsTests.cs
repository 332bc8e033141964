using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Privacy.Consent;
using Terril.Privacy.Public;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Consent;

public sealed class ConsentsTests
{
    [Theory, OnBothDatabases]
    public async Task The_ledger_says_who_agreed_to_which_words_when_how_and_by_what_proof(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask(" Jeanne@Example.org "));
        Assert.Null(await house.Given("jeanne@example.org"));

        house.Clock.Advance(TimeSpan.FromHours(3));
        await Confirm(house, asked.ConfirmationPath);

        var ledger = await house.InDatabase(db => db.ConsentEvents.OrderBy(e => e.At).ToListAsync());
        Assert.Equal([ConsentKind.Asked, ConsentKind.Confirmed], ledger.Select(e => e.Kind));
        Assert.All(ledger, e => Assert.Equal(("jeanne@example.org", PrivacyHouse.Letter, 1, "fr", "POST"), (e.Address, e.Purpose, e.Version, e.Language, e.Method)));
        Assert.Equal([house.Clock.Now.AddHours(-3), house.Clock.Now], ledger.Select(e => e.At));
        Assert.All(ledger, e => Assert.NotEmpty(e.Controller));
        Assert.NotEmpty(ledger[1].ProvedBy);
        Assert.Equal(PrivacyHouse.Words.Text, await house.InDatabase(db => db.ConsentWordings.Where(w => w.Purpose == PrivacyHouse.Letter).Select(w => w.Text).SingleAsync()));
        Assert.NotNull(await house.Given("jeanne@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_agreed_already_or_was_just_written_to_is_not_written_to_again(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Ask("jeanne@example.org");

        Assert.IsType<ConsentAsking.AskedLately>(await house.Ask("JEANNE@example.org"));
        house.Clock.Advance(TimeSpan.FromHours(24));
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));
        await Confirm(house, asked.ConfirmationPath);
        Assert.IsType<ConsentAsking.AlreadyGiven>(await house.Ask("jeanne@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task Who_was_asked_twice_and_presses_both_buttons_agrees_once(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var first = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));
        house.Clock.Advance(TimeSpan.FromHours(25));
        var second = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));

        Assert.Equal(ConfirmationOutcome.Confirmed, await Confirm(house, second.ConfirmationPath));
        Assert.Equal(ConfirmationOutcome.Already, await Confirm(house, first.ConfirmationPath));
        Assert.Single(await house.WithConsents(c => c.Given(PrivacyHouse.Letter, CancellationToken.None)));
    }

    [Theory, OnBothDatabases]
    public async Task Withdrawn_is_withdrawn_at_once_whatever_an_old_mail_says_and_can_be_given_anew(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));
        await Confirm(house, asked.ConfirmationPath);

        Assert.True(await house.WithConsents(c => c.Withdraw("Jeanne@example.org", PrivacyHouse.Letter, "/x", "POST", "link", CancellationToken.None)));

        Assert.Null(await house.Given("jeanne@example.org"));
        Assert.False(await house.WithConsents(c => c.IsGiven("jeanne@example.org", PrivacyHouse.Letter, CancellationToken.None)));
        Assert.Equal(ConfirmationOutcome.Withdrawn, await Confirm(house, asked.ConfirmationPath));
        Assert.Null(await house.Given("jeanne@example.org"));
        var suppression = await house.InDatabase(db => db.Suppressions.SingleAsync());
        Assert.DoesNotContain("jeanne", suppression.Mark, StringComparison.OrdinalIgnoreCase);

        house.Clock.Advance(TimeSpan.FromDays(2));
        await Confirm(house, Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org")).ConfirmationPath);
        Assert.NotNull(await house.Given("jeanne@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_older_than_fourteen_days_confirms_nothing(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));
        house.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(ConfirmationOutcome.Unknown, await Confirm(house, asked.ConfirmationPath));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_button_pressed_twenty_times_at_once_confirms_once(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("jeanne@example.org"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Confirm(house, asked.ConfirmationPath)));

        Assert.Single(outcomes, ConfirmationOutcome.Confirmed);
        Assert.Equal(19, outcomes.Count(o => o == ConfirmationOutcome.Already));
    }

    [Theory, OnBothDatabases]
    public async Task A_link_to_confirm_does_not_withdraw_nor_the_reverse_and_a_forged_one_does_nothing(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        var withdrawal = (await house.Given("jeanne@example.org"))!.WithdrawalPath.Split('/')[^1];

        Assert.Equal(ConfirmationOutcome.Unknown, await Confirm(house, withdrawal));
        Assert.NotNull(await Look(house, withdrawal));
        Assert.Null(await Look(house, withdrawal[..^2] + (withdrawal[^2] == 'A' ? 'B' : 'A') + withdrawal[^1]));
        Assert.Null(await Look(house, ""));
        Assert.Null(await Look(house, new string('!', 43)));
    }

    [Theory, OnBothDatabases]
    public async Task Words_changed_under_the_same_version_stop_the_site_from_starting(Provider on)
    {
        using var place = await Place.New(on);
        await Record(place, PrivacyHouse.Words);
        await Record(place, PrivacyHouse.Words);
        await Record(place, PrivacyHouse.Words with { Version = 2, Text = new("Autres", "Others") });

        var refusal = await Assert.ThrowsAsync<WordingChangedException>(() => Record(place, PrivacyHouse.Words with { Text = new("Je veux bien.", "I agree.") }));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_on_the_list_is_not_written_to_even_if_they_agreed(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        await house.InScope(async services =>
        {
            await services.GetRequiredService<Consents>().Suppress("jeanne@example.org", PrivacyHouse.Letter, "bounced", CancellationToken.None);
            await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
        });

        Assert.Null(await house.Given("jeanne@example.org"));
    }

    private static Task<ConfirmationOutcome> Confirm(House house, string path) => house.InScope(services =>
        services.GetRequiredService<ConfirmConsent>().Run(path.Split('/')[^1], "/consentement/confirmer", CancellationToken.None));

    private static Task<ConsentEvent?> Look(House house, string token) => house.InScope(services => services.GetRequiredService<WithdrawConsent>().Look(token, CancellationToken.None));

    private static async Task Record(Place place, ConsentWording words)
    {
        await using var db = place.Db();
        await Migrations.Run(db, new TestClock(), CancellationToken.None);
        await new Wordings(db, [words], new TestClock()).Record(CancellationToken.None);
    }
}
