using Terril.Tests.Harness;

namespace Terril.Tests;

/// <summary>Mails as they are read: in a browser, on a desk and on a telephone, with pictures and styles of nobody else.</summary>
public sealed class EveryMailTests
{
    [Fact]
    public async Task Every_mail_passes_axe_holds_on_a_telephone_and_fetches_nothing()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.WriteEveryMail();
        var page = await Browser.Page(width: 375);
        List<string> fetched = [];
        page.Request += (_, request) => fetched.Add(request.Url);
        var mails = (await house.Mails()).DistinctBy(m => m.Template).ToList();
        Assert.Equal(EveryMail.Templates.Count, mails.Count);
        foreach (var mail in mails)
        {
            await page.SetViewportSizeAsync(375, 900);
            await page.SetContentAsync(mail.HtmlBody!);
            await page.ShouldPassAxe();
            await page.ShouldFit();
            Assert.True(mail.TextBody!.Split('\n').All(line => line.Length < 998), mail.Template);
            await page.Pictures($"mail{mail.Template.Replace('/', '-').Replace(".cshtml", "", StringComparison.Ordinal)}");
        }
        Assert.Empty(fetched);
        await page.Context.CloseAsync();
    }
}
