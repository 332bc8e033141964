using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;

namespace Terril.Tests.Site.Contact;

public sealed class ContactTests
{
    [Theory, OnBothDatabases]
    public async Task A_message_is_kept_with_its_receipt_waits_for_the_staff_and_is_answered(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        var thanks = await visitor.Follow(await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Name", "Lou Démonstration"), ("Form.Address", "lou@terril.example"), ("Form.Body", "Où trouver la fiche ?\nMerci.")));
        var message = Assert.Single(await house.InDatabase(db => db.ContactMessages.ToListAsync()));
        Assert.Contains(message.Reference, thanks.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(message.DueAt);
        Assert.Contains(message.Reference, Assert.Single(await Mails(house)).Subject, StringComparison.Ordinal);

        using var editor = await house.SignIn(Role.Editor);
        var home = await editor.Page("/gestion");
        Assert.Contains("1 message attend une réponse", home.Body!.TextContent, StringComparison.Ordinal);
        var list = await editor.Page(home.QuerySelectorAll("main h3 a").Single(a => a.TextContent.Contains("message attend", StringComparison.Ordinal)).GetAttribute("href")!);
        var address = list.QuerySelector("tbody th a")!.GetAttribute("href")!;
        var done = await editor.Follow(await editor.Fill(address, "form[action*='handler=answer']", ("answer", "Elle est à /territoires.")));

        Assert.NotNull(done.QuerySelector(".note.ok[role=status]"));
        Assert.Equal(house.Clock.Now, (await house.InDatabase(db => db.ContactMessages.SingleAsync())).AnsweredAt);
        Assert.Contains("Elle est à /territoires.", (await Mails(house))[^1].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("message attend", (await editor.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_complaint_about_accessibility_is_owed_an_answer_within_a_week_or_a_dated_reason(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        await Send(house, visitor, ("Form.Subject", "Accessibility"), ("Form.Address", "noe@terril.example"), ("Form.Body", "Le graphique ne se lit pas."));
        var message = await house.InDatabase(db => db.ContactMessages.SingleAsync());
        Assert.Equal(message.At.AddDays(7), message.DueAt);

        house.Clock.Advance(TimeSpan.FromDays(8));
        using var editor = await house.SignIn(Role.Editor);
        Assert.NotNull((await editor.Page("/gestion")).QuerySelector("main .tag.bad"));
        Assert.Single((await editor.Page("/gestion/messages?state=late")).QuerySelectorAll("tbody tr"));

        var page = $"/gestion/messages/{message.Id}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Fill(page, "form[action*='handler=delay']", ("until", "2026-01-01"), ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.Fill(page, "form[action*='handler=delay']", ("until", "2026-12-10"), ("reason", ""))).StatusCode);
        await editor.Fill(page, "form[action*='handler=delay']", ("until", "2026-12-10"), ("reason", "Le graphique se refait."));

        Assert.Null((await editor.Page("/gestion")).QuerySelector("main .tag.bad"));
        Assert.Contains("Le graphique se refait.", (await Mails(house))[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_back_too_fast_or_fills_what_is_hidden_is_not_sent_and_loses_nothing()
    {
        await using var house = await House.Open(Provider.Sqlite);
        using var visitor = house.Stranger();
        var fields = new (string, string?)[] { ("Form.Subject", "Question"), ("Form.Address", "lou@terril.example"), ("Form.Body", "Bonjour, ceci est gardé.") };
        using var fast = await visitor.Fill("/contact", fields);
        var again = await Visitor.Read(fast);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, fast.StatusCode);
        Assert.Equal("Bonjour, ceci est gardé.", again.QuerySelector("#body")!.TextContent);
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Fill(again, null, ("Form.Website", "https://spam.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(house, visitor, [.. fields, ("Form.Opened", "forged")])).StatusCode);
        Assert.Empty(await house.InDatabase(db => db.ContactMessages.ToListAsync()));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Fill(again)).StatusCode);
    }

    [Fact]
    public async Task A_link_may_say_what_it_is_about_and_nothing_else_is_filled()
    {
        var house = await House.Shared(Provider.Sqlite);
        var (bare, linked) = (await house.Page("/contact"), await house.Page("/contact?subject=accessibility&about=/territoires"));

        Assert.Equal(("", 0), (bare.QuerySelector("#page")!.GetAttribute("value") ?? "", bare.QuerySelectorAll("input[checked]").Length));
        Assert.Equal(("/territoires", "Accessibility"), (linked.QuerySelector("#page")!.GetAttribute("value"), linked.QuerySelector("input[checked]")!.GetAttribute("value")));
    }

    [Theory]
    [InlineData("/contact", "écrivez une adresse complète")]
    [InlineData("/en/contact", "write a complete address")]
    public async Task What_is_wrong_is_said_at_its_field_and_in_a_summary_that_leads_there(string path, string said)
    {
        await using var house = await House.Open(Provider.Sqlite);
        using var visitor = house.Stranger();
        using var answer = await Send(house, visitor, path, ("Form.Subject", "Question"), ("Form.Address", "lou@"), ("Form.Body", "Bonjour"));
        var page = await Visitor.Read(answer);

        var field = page.QuerySelector("#address")!;
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Contains(said, page.GetElementById("address-e")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("address-e", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("[role=alert] a[href='#address']"));
        Assert.Equal("lou@", field.GetAttribute("value"));
    }

    [Theory]
    [InlineData("lou@terril.example\r\nBcc: all@terril.example")]
    [InlineData("lou@terril.example, all@terril.example")]
    [InlineData("\"Lou\" <lou@terril.example>")]
    public async Task No_address_carries_another_line_or_another_address(string address)
    {
        await using var house = await House.Open(Provider.Sqlite);
        using var visitor = house.Stranger();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Address", address), ("Form.Body", "Bonjour"))).StatusCode);
        Assert.Empty(await Mails(house));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_written_is_shown_to_its_author_and_forgotten_a_year_after_the_answer(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Address", "Lou@Terril.example"), ("Form.Body", "Bonjour"));
        await house.InScope(async services =>
        {
            var holding = services.GetServices<IHoldPersonalData>().Single(h => h.Holding.Key == "site.messages");
            var record = Assert.Single(await holding.Find("lou@terril.example", CancellationToken.None));
            Assert.Contains(record.Fields, f => f.Value == "Bonjour");
            Assert.Empty(await holding.Expired(house.Clock.Now.AddYears(5), 10, CancellationToken.None));

            var db = services.GetRequiredService<TerrilDb>();
            (await db.ContactMessages.SingleAsync()).ReplyWith("Voilà.", null, house.Clock.Now);
            await db.SaveChangesAsync();
            Assert.Equal(1, await holding.Erase(await holding.Expired(house.Clock.Now, 10, CancellationToken.None), CancellationToken.None));
        });
    }

    [Theory, OnBothDatabases]
    public async Task A_button_pressed_twice_at_once_answers_once(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Address", "lou@terril.example"), ("Form.Body", "Où ?"));
        using var editor = await house.SignIn(Role.Editor);
        var page = await editor.Page($"/gestion/messages/{(await house.InDatabase(db => db.ContactMessages.SingleAsync())).Id}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => editor.Fill(page, "form[action*='handler=answer']", ("answer", "Ici."))));

        Assert.Single(await Mails(house), m => m.TextBody!.Contains("Ici.", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Three_receipts_a_day_are_written_to_one_address_and_every_message_is_kept(Provider on)
    {
        await using var house = await House.Open(on);
        using var visitor = house.Stranger();
        foreach (var typed in new[] { "lou@terril.example", "Lou@Terril.example", "lou@ter\u00adril.example", "lou@TERRIL.example" })
            await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Address", typed), ("Form.Body", "Où ?"));

        Assert.Equal((4, 3), (await house.InDatabase(db => db.ContactMessages.CountAsync()), (await Mails(house)).Count));
        house.Clock.Advance(TimeSpan.FromDays(2));
        await Send(house, visitor, ("Form.Subject", "Question"), ("Form.Address", "lou@terril.example"), ("Form.Body", "Où ?"));
        Assert.Equal(4, (await Mails(house)).Count);
    }

    private static Task<HttpResponseMessage> Send(House house, Visitor visitor, params (string, string?)[] fields) => Send(house, visitor, "/contact", fields);

    private static async Task<HttpResponseMessage> Send(House house, Visitor visitor, string path, params (string, string?)[] fields)
    {
        var page = await visitor.Page(path);
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await visitor.Fill(page, null, fields);
    }

    private static Task<List<Terril.Shared.Mail.OutgoingMail>> Mails(House house) => house.InDatabase(db => db.OutgoingMails.OrderBy(m => m.Id).ToListAsync());
}
