using System.Net;
using System.Net.Http.Headers;
using Terril.Shared.Access;
using Terril.Shared.Files;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

public sealed class ServeFilesTests
{
    [Theory, OnBothDatabases]
    public async Task A_picture_is_shown_in_a_box_without_rights_and_a_document_is_downloaded(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var (picture, letter) = (await house.Kept(Pictures.JpegWith(6), "a.jpg"), await house.Kept(Pictures.Docx(), "lettre.docx"));

        var shown = await house.Client.GetAsync(To(picture));
        var downloaded = await house.Client.GetAsync(To(letter));

        Assert.Equal("image/jpeg", shown.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inline; filename=\"a.jpg\"", shown.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("attachment; filename=\"lettre.docx\"", downloaded.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", downloaded.Content.Headers.ContentType?.MediaType);
        foreach (var answer in new[] { shown, downloaded })
        {
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
        Assert.Equal(await File.ReadAllBytesAsync(house.BytesOf(picture)), await shown.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_part_is_answered_alone_and_what_one_has_is_not_sent_again()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Pictures.Png, "a.png");
        var whole = await house.Client.GetAsync(To(file));

        var part = await Ask(house, file, r => r.Headers.Range = new RangeHeaderValue(8, 15));
        var known = await Ask(house, file, r => r.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        var head = await Ask(house, file, r => r.Method = HttpMethod.Head);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Pictures.Png[8..16], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal((HttpStatusCode.OK, (long?)file.Length), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Theory, OnBothDatabases]
    public async Task The_room_says_who_reads_and_everybody_else_finds_nothing(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var ours = await house.Kept(Pictures.Pdf, "a.pdf", FilesHouse.ForEditors, "ours");
        var theirs = await house.Kept(Pictures.Pdf, "a.pdf", FilesHouse.ForEditors, "theirs");
        using var editor = await house.SignIn(Role.Editor);
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        using var stranger = house.Stranger();

        using var read = await editor.Get(ours.Path);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("no-store, private", read.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await editor.StatusOf(theirs.Path));
        Assert.Equal(HttpStatusCode.NotFound, await organiser.StatusOf(ours.Path));
        Assert.Equal(HttpStatusCode.Redirect, await stranger.StatusOf(ours.Path));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"/fichiers/{Guid.NewGuid()}/a.pdf"));
    }

    [Fact]
    public async Task An_address_with_another_name_leads_to_the_one_it_has()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Pictures.Png, "a.png");

        var answer = await house.Client.GetAsync(new Uri($"/fichiers/{file.Id}/page.html", UriKind.Relative));

        Assert.Equal((HttpStatusCode.MovedPermanently, file.Path), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    private static Uri To(StoredFile file) => new(file.Path, UriKind.Relative);

    private static Task<HttpResponseMessage> Ask(House house, StoredFile file, Action<HttpRequestMessage> how)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, To(file));
        how(request);
        return house.Client.SendAsync(request);
    }
}
