using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory;
using Terril.Post;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Mail;

public sealed class OutboxTests
{
    private const string Template = "/Post/Mails/Trial.cshtml";

    private static readonly Cause Why = new("post.trial", "1");
    private static readonly Trial What = new("Camille d’Exemple", "http://localhost/gestion/courriels");

    [Theory, OnBothDatabases]
    public async Task A_mail_is_kept_with_its_cause_in_the_language_of_whom_it_is_for(Provider on)
    {
        await using var house = await House.Open(on);
        await Written(house, new("lou@exemple.fr", "Lou Démonstration", "fr"), Why);
        await Written(house, new("kim@example.org", null, "en"), Why);

        var mails = await house.Mails();

        Assert.Equal(["Courriel d’essai de Terril", "Trial e-mail from Terril"], mails.Select(m => m.Subject));
        Assert.All(mails, m => Assert.Equal((MailState.Queued, house.Clock.Now), (m.State, m.DueAt)));
        Assert.Contains("""<html lang="en">""", mails[1].HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Camille d’Exemple asked for it", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("See the mail ledger : http://localhost/gestion/courriels\n", mails[1].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain('<', mails[1].TextBody!);
    }

    [Theory, OnBothDatabases]
    public async Task A_cause_that_is_not_kept_leaves_no_mail(Provider on)
    {
        await using var house = await House.Open(on);
        await house.InScope(async services =>
        {
            var db = services.GetRequiredService<TerrilDb>();
            await using var cause = await db.Database.BeginTransactionAsync();
            await services.GetRequiredService<Outbox>().Write(new("lou@exemple.fr", null, "fr"), Template, What, Why);
            await db.SaveChangesAsync();
            await cause.RollbackAsync();
        });

        Assert.Empty(await house.Mails());
    }

    [Theory, OnBothDatabases]
    public async Task A_cause_that_is_cancelled_takes_back_its_mail_and_no_other(Provider on)
    {
        await using var house = await House.Open(on);
        await Written(house, new("lou@exemple.fr", null, "fr"), Why);
        await Written(house, new("kim@example.org", null, "en"), Why with { Id = "2" });
        await house.InScope(async services =>
        {
            await using var cancelling = await services.GetRequiredService<TerrilDb>().Database.BeginTransactionAsync();
            await services.GetRequiredService<Outbox>().Withdraw(Why, CancellationToken.None);
            await cancelling.CommitAsync();
        });

        Assert.Equal([MailState.Withdrawn, MailState.Queued], (await house.Mails()).Select(m => m.State));
        Assert.Null((await house.Mails())[0].DueAt);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_refused_or_given_up_is_taken_back_too_and_nobody_sends_it_again(Provider on)
    {
        await using var house = await House.Open(on);
        foreach (var state in new[] { MailState.Rejected, MailState.Dead, MailState.Late, MailState.Sent })
        {
            await Written(house, new($"{state}@exemple.fr", null, "fr"), Why);
            await house.InDatabase(db => db.OutgoingMails.Where(m => m.ToAddress == $"{state}@exemple.fr").ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, state).SetProperty(m => m.DueAt, (DateTimeOffset?)null).SetProperty(m => m.EndedAt, state == MailState.Late ? null : house.Clock.Now)));
        }

        await house.InScope(async services =>
        {
            await using var cancelling = await services.GetRequiredService<TerrilDb>().Database.BeginTransactionAsync();
            await services.GetRequiredService<Outbox>().Withdraw(Why, CancellationToken.None);
            await cancelling.CommitAsync();
        });
        var mails = await house.Mails();
        await house.InScope(services => services.GetRequiredService<MailRegister>().Retry([.. mails.Select(m => m.Id)], CancellationToken.None));

        Assert.Equal([MailState.Withdrawn, MailState.Withdrawn, MailState.Withdrawn, MailState.Sent], (await house.Mails()).Select(m => m.State));
    }

    [Theory, OnBothDatabases]
    public async Task Mail_is_not_taken_back_outside_of_the_transaction_of_what_is_cancelled(Provider on)
    {
        await using var house = await House.Open(on);

        await house.InScope(services => Assert.ThrowsAsync<InvalidOperationException>(() => services.GetRequiredService<Outbox>().Withdraw(Why, CancellationToken.None)));
    }

    [Theory]
    [InlineData("lou@exemple.fr\r\nBcc: all@exemple.fr", null)]
    [InlineData("lou@exemple.fr,kim@example.org", null)]
    [InlineData("Lou <lou@exemple.fr>", null)]
    [InlineData("lou@localhost", null)]
    [InlineData("lou", null)]
    [InlineData("lou@exemple.fr", "Lou\r\nBcc: all@exemple.fr")]
    [InlineData("lou@exemple.fr", "Lou\nX")]
    public async Task A_line_slipped_into_the_head_of_a_mail_is_refused(string address, string? name)
    {
        await using var house = await House.Open(Provider.Sqlite);

        await Assert.ThrowsAsync<FaultyInputException>(() => Written(house, new(address, name, "fr"), Why));
        Assert.Empty(await house.Mails());
    }

    [Fact]
    public async Task An_international_domain_is_written_as_servers_know_it()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await Written(house, new(" lou@écologie.fr ", null, "fr"), Why);

        Assert.Equal("lou@xn--cologie-9xa.fr", (await house.Mails())[0].ToAddress);
    }

    private static Task Written(House house, Recipient to, Cause cause) => house.InScope(async services =>
    {
        await services.GetRequiredService<Outbox>().Write(to, Template, What, cause);
        await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
    });
}
