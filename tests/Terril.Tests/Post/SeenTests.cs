using Microsoft.Extensions.DependencyInjection;
using Terril.Post;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Post;

public sealed class SeenTests
{
    [Fact]
    public async Task The_ledger_a_mail_and_the_jobs_hold_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.InScope(async services =>
        {
            await services.GetRequiredService<Outbox>().Write(new("lou@exemple.fr", "Lou Démonstration", "fr"), "/Post/Mails/Trial.cshtml", new Trial("Camille d’Exemple", "http://127.0.0.1/gestion/courriels"), new("post.trial", "1"));
            await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
        });
        await house.Write(Letters.To("kim@example.org", house.Clock.Now.AddHours(1)));
        await house.DoJobs();
        var mail = (await house.Mails("lou@exemple.fr")).Single();
        using var visitor = await house.SignIn(Role.Administrator);
        await house.ShouldHold([("post-ledger", "/gestion/courriels"), ("post-mail", $"/gestion/courriels/{mail.Id}"), ("post-jobs", "/gestion/taches")], visitor);
    }
}
