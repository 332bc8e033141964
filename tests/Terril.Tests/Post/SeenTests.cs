using Microsoft.Extensions.DependencyInjection;
using Terril.Post;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Post;

public sealed class SeenTests
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(375, true)]
    public async Task The_ledger_a_mail_and_the_jobs_pass_axe_in_a_browser(int width, bool dark)
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
        var page = await Browser.Page(width, dark: dark);
        await page.Context.AddCookiesAsync([new() { Name = "__Host-terril", Value = visitor.Cookies["__Host-terril"], Url = $"https://127.0.0.1:{house.Address.Port}/", Secure = true, HttpOnly = true }]);

        foreach (var (path, name) in new[] { ("gestion/courriels", "ledger"), ($"gestion/courriels/{mail.Id}", "mail"), ("gestion/taches", "jobs") })
        {
            var answer = await page.GotoAsync($"{house.Address}{path}");
            Assert.Equal(200, answer!.Status);
            await page.Picture($"post-{name}-{width}");
            await page.ShouldPassAxe(intoFrames: name != "mail");
        }
        await page.Context.CloseAsync();
    }
}
