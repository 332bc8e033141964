using System.Net;
using AngleSharp.Dom;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Shared.Files;
using Terril.Tests.Visits.Day;

namespace Terril.Tests.Visits.After;

public sealed class ReportTests
{
    [Theory, OnBothDatabases]
    public async Task A_report_is_written_then_shown_to_everybody_without_the_photos_of_people_who_were_not_asked(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var (path, open) = ($"/gestion/visites/{session.Id}/compte-rendu", $"/visites/{session.Slug}/compte-rendu");
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        using var stranger = house.Stranger();

        using (var early = await organiser.Fill(path, "form[action*=publish]")) Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        using (await organiser.Fill(path, "form[action*=write]", ("Form.TextFr", "Nous avons vu le quai.\nIl pleuvait."), ("Form.TakeawaysFr", "Trier coûte\nPersonne ne vide"))) { }
        using (var mute = await Upload(organiser, path, "photo", ("file", Pictures.Jpeg, "quai.jpg"), ("fr", ""), ("people", "Nobody"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, mute.StatusCode);
        foreach (var (alternative, people) in new[] { ("Le quai sous la pluie", "Nobody"), ("Des gens devant un bac", "Unknown") })
            using (var sent = await Upload(organiser, path, "photo", ("file", Pictures.Jpeg, "quai.jpg"), ("fr", alternative), ("people", people))) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(open));
        var photo = (await organiser.Page(path)).QuerySelectorAll("#photos-e, main img").OfType<IElement>().First(e => e.LocalName == "img").GetAttribute("src")!;
        Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusOf(photo));

        using (await organiser.Fill(path, "form[action*=publish]")) { }
        var page = await stranger.Page(open);
        Assert.Contains("Il pleuvait.", page.Said(), StringComparison.Ordinal);
        Assert.Equal(["Trier coûte", "Personne ne vide"], page.QuerySelectorAll(".box li").Select(li => li.TextContent));
        Assert.Equal("Le quai sous la pluie", Assert.Single(page.QuerySelectorAll("main img")).GetAttribute("alt"));
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusOf(photo));

        using (await organiser.Fill(path, "form[action*=unpublish]")) { }
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(open));
        Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusOf(photo));
    }

    [Theory, OnBothDatabases]
    public async Task A_document_says_how_those_who_cannot_read_it_get_what_is_in_it(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today();
        var path = $"/gestion/visites/{session.Id}/compte-rendu";
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        using (await organiser.Fill(path, "form[action*=write]", ("Form.TextFr", "Nous avons vu le quai."))) { }

        using (var silent = await Upload(organiser, path, "document", ("file", Pictures.Pdf, "plan.pdf"), ("fr", "Plan du quai"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using (await Upload(organiser, path, "document", ("file", Pictures.Pdf, "plan.pdf"), ("fr", "Plan du quai"), ("exception", "Un plan coté ne se lit pas à voix haute : nous le décrivons au téléphone."))) { }
        using (await Upload(organiser, path, "document", ("file", Pictures.Pdf, "notice.pdf"), ("version", Pictures.Docx(), "notice.docx"), ("fr", "Notice"))) { }
        using (await organiser.Fill(path, "form[action*=publish]")) { }

        var page = await house.Page($"/visites/{session.Slug}/compte-rendu");
        Assert.Contains("nous le décrivons au téléphone", page.Said(), StringComparison.Ordinal);
        var version = page.QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith("Version accessible", StringComparison.Ordinal)).GetAttribute("href")!;
        using (var stranger = house.Stranger()) Assert.Equal(HttpStatusCode.OK, await stranger.StatusOf(version));

        var item = (await organiser.Page(path)).QuerySelectorAll("form[action*=remove] input[name=item]")[^1].GetAttribute("value")!;
        using (await organiser.Fill(path, "form[action*=remove]", ("item", item))) { }
        Assert.Single((await organiser.Page(path)).QuerySelectorAll("form[action*=remove]"));
    }

    private static async Task<HttpResponseMessage> Upload(Visitor visitor, string path, string handler, params object[] parts)
    {
        var page = await visitor.Page(path);
        using var form = new MultipartFormDataContent { { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        foreach (var part in parts)
        {
            if (part is ValueTuple<string, byte[], string>(var field, var bytes, var name)) form.Add(new ByteArrayContent(bytes), field, name);
            if (part is ValueTuple<string, string>(var said, var words)) form.Add(new StringContent(words), said);
        }
        return await visitor.Client.PostAsync(new Uri($"{path}?handler={handler}", UriKind.Relative), form);
    }
}
