using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;
using Terril.Tests.Shared.Files;
using Terril.Visits.Catalogue;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Circuits;

public sealed class CircuitsTests
{
    private const string Site = "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";
    private const string Catalogue = $"{Root}/circuits";

    [Theory, OnBothDatabases]
    public async Task A_circuit_is_written_gets_its_stops_in_order_and_is_published_when_it_says_enough(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var page = await organiser.Follow(await organiser.Fill($"{Catalogue}/nouveau", ("Form.TitleFr", "Ovilléo, l’eau qui revient")));
        var path = new Uri(page.Url).AbsolutePath;
        await organiser.Fill($"{path}/etapes", ("Form.NameFr", "Bassins"), ("Form.Minutes", "45"), ("Form.Coordinates", "50,6333 ; 3,0667"));
        page = await organiser.Follow(await organiser.Fill($"{path}/etapes", ("Form.NameFr", "Laboratoire"), ("Form.Minutes", "20"), ("Form.TravelMinutes", "5")));
        Assert.Equal(["1. Bassins", "2. Laboratoire"], page.QuerySelectorAll("main ol.list h3").Select(h => h.TextContent));

        page = await organiser.Follow(await organiser.Fill(page, "main ol.list li:nth-child(2) form", ("act", "up")));
        Assert.Equal(["1. Laboratoire", "2. Bassins"], page.QuerySelectorAll("main ol.list h3").Select(h => h.TextContent));

        var refused = await Visitor.Read(await organiser.Fill(page, "main form[action*='handler=publish']"));
        Assert.Contains("Écrivez ce que l’on y apprend", refused.Said(), StringComparison.Ordinal);
        await organiser.Fill($"{path}/modifier", ("Form.SummaryFr", "Une usine d’eau."), ("Form.LearnFr", "Pourquoi l’eau sale vaut de l’or."));
        await organiser.Fill(path, "main form[action*='handler=publish']");
        var circuit = await house.InDatabase(db => db.Circuits.Include(c => c.Stops).SingleAsync());
        Assert.True(circuit.IsPublished);
        Assert.Equal("ovilleo-l-eau-qui-revient", circuit.Slug);
        Assert.Equal((50.6333, 3.0667), (circuit.Stops.Single(s => s.About.NameFr == "Bassins").About.Latitude, circuit.Stops.Single(s => s.About.NameFr == "Bassins").About.Longitude));
        Assert.Equal(["visits.circuit.create", "visits.circuit.stop.add", "visits.circuit.stop.add", "visits.circuit.stop.move", "visits.circuit.edit", "visits.circuit.publish"], await house.Acts());
    }

    [Theory, OnBothDatabases]
    public async Task Territories_and_indicators_are_checked_against_what_is_published_and_nothing_typed_is_lost(Provider on)
    {
        await using var house = await House.Open(on);
        house.Publish(Site);
        using var organiser = await house.Organiser();

        var page = await Visitor.Read(await organiser.Fill($"{Catalogue}/nouveau", ("Form.TitleFr", "Essai"), ("Form.LearnFr", "Ce qui a pris."), ("Form.Territories", "Tourcoingg\nLille"), ("Form.Indicators", "population")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("Tourcoingg", page.Fault("Territories"), StringComparison.Ordinal);
        Assert.Equal(("Ce qui a pris.", "Tourcoingg\nLille"), (page.QuerySelector("#LearnFr")!.TextContent, page.QuerySelector("#Territories")!.TextContent));

        await organiser.Fill(page, null, ("Form.Territories", "commune:59350\nTourcoing"));
        var about = (await house.InDatabase(db => db.Circuits.SingleAsync())).About;
        Assert.Equal((" commune:59350 commune:59599 ", " population "), (about.Territories, about.Indicators));
        var again = await organiser.Page($"{Catalogue}/{(await house.InDatabase(db => db.Circuits.SingleAsync())).Id}/modifier");
        Assert.Equal("Lille (commune:59350)\nTourcoing (commune:59599)", again.QuerySelector("#Territories")!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task A_photo_is_shown_to_nobody_until_it_is_said_whether_people_are_recognised(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        using var stranger = house.Stranger();
        var circuit = await house.Circuit(isPublished: true);
        var photos = $"{Catalogue}/{circuit.Id}/photos";

        var refused = await Visitor.Read(await organiser.SendFile(photos, "file", Pictures.Jpeg, "tri.jpg", ("Form.AlternativeFr", "")));
        Assert.NotEmpty(refused.Fault("AlternativeFr"));
        var page = await Visitor.Read(await organiser.SendFile(photos, "file", "MZ"u8.ToArray(), "tri.exe", ("Form.AlternativeFr", "Un tapis de tri")));
        Assert.Contains("Ce genre de fichier", page.Fault("File"), StringComparison.Ordinal);
        // As heavy as those of cameras: what follows the picture is not kept.
        await organiser.SendFile(photos, "file", [.. Pictures.Jpeg, .. new byte[3_000_000]], "tri.jpg", ("Form.AlternativeFr", "Un tapis de tri"));
        var photo = await house.InDatabase(db => db.VisitPhotos.SingleAsync());
        var path = (await house.InDatabase(db => db.StoredFiles.SingleAsync())).Path;
        Assert.Equal(PeopleInPhoto.Unknown, photo.People);
        Assert.Contains("Ne paraît pas", (await organiser.Page($"{Catalogue}/{circuit.Id}")).Said(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (await organiser.StatusOf(path), await stranger.StatusOf(path)));

        await organiser.SendFile($"{photos}/{photo.Id}", "ignored", [1], "x.jpg", ("Form.AlternativeFr", "Un tapis de tri"), ("Form.People", "Agreed"));
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusOf(path));

        await organiser.Fill($"{photos}/{photo.Id}", "main form[action*='handler=remove']");
        Assert.Equal(0, await house.InDatabase(db => db.VisitPhotos.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(path));
    }

    [Theory, OnBothDatabases]
    public async Task The_page_of_a_circuit_shows_its_photos_in_words_too_with_their_size_and_nothing_of_where_they_were_taken(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        using var stranger = house.Stranger();
        var circuit = await house.Circuit(isPublished: true);
        var (photos, open) = ($"{Catalogue}/{circuit.Id}/photos", $"/visites/circuits/{circuit.Slug}");
        Assert.Null((await stranger.Page(open)).QuerySelector("#images"));

        await organiser.SendFile(photos, "file", Pictures.JpegWith(6), "tapis.jpg", ("Form.AlternativeFr", "Un tapis de tri, à hauteur des mains"), ("Form.AlternativeEn", "A sorting belt, at the height of hands"), ("Form.People", "Nobody"));
        await organiser.SendFile(photos, "file", Pictures.Png, "quai.png", ("Form.AlternativeFr", "Des gens sur le quai"), ("Form.People", "Unknown"));
        await organiser.SendFile(photos, "file", Pictures.Png, "muette.png", ("Form.AlternativeFr", " "), ("Form.People", "Nobody"));

        var image = Assert.Single((await stranger.Page(open)).QuerySelectorAll("main img"));
        Assert.Equal(("Un tapis de tri, à hauteur des mains", "48", "64", "lazy"), (image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("loading")));
        Assert.Equal("A sorting belt, at the height of hands", (await stranger.Page($"/en{open}")).QuerySelector("main img")!.GetAttribute("alt"));
        var bytes = await stranger.Client.GetByteArrayAsync(new Uri(image.GetAttribute("src")!, UriKind.Relative));
        Assert.Equal(Pictures.Jpeg[..2], bytes[..2]);
        Assert.DoesNotContain(Pictures.Secret, System.Text.Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);

        // What was described before, and then no more, is no longer there.
        await house.InDatabase(db => db.VisitPhotos.ExecuteUpdateAsync(set => set.SetProperty(p => p.AlternativeFr, "")));
        Assert.Empty((await stranger.Page(open)).QuerySelectorAll("main img"));
        Assert.NotEqual(HttpStatusCode.OK, await stranger.StatusOf(image.GetAttribute("src")!));
    }

    [Theory, OnBothDatabases]
    public async Task A_photo_that_would_weigh_more_than_a_page_may_is_sent_back_with_what_to_do(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var circuit = await house.Circuit();

        var page = await Visitor.Read(await organiser.SendFile($"{Catalogue}/{circuit.Id}/photos", "file", Pictures.Grain(700, 500), "grain.png", ("Form.AlternativeFr", "Du grain")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("1 600 pixels de large", page.Fault("File").Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.Equal((0, 0), await house.InDatabase(async db => (await db.VisitPhotos.CountAsync(), await db.StoredFiles.CountAsync())));
    }
}
