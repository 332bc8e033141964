using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Visits.Catalogue;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Manage;

/// <summary>The back office of visits, and those who work there.</summary>
internal static class DeskOfVisits
{
    public const string Root = "/gestion/visites";

    public static Task<Visitor> Organiser(this House house) => house.SignIn(Role.VisitOrganiser);

    public static string Of(VisitSession session) => $"{Root}/seances/{session.Id}";

    /// <summary>A circuit of two stops: an hour, fifteen minutes of travel, half an hour, ten minutes back.</summary>
    public static Task<Circuit> Circuit(this House house, string title = "Le parcours des déchets", bool isPublished = false) => house.InDatabase(async db =>
    {
        var circuit = new Circuit { Slug = $"circuit-{Guid.NewGuid():n}", CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now, Words = title.ToLowerInvariant(), IsPublished = isPublished };
        (circuit.About.TitleFr, circuit.About.SummaryFr, circuit.About.LearnFr, circuit.About.Languages) = (title, "Suivre une poubelle.", "Ce que coûte un refus de tri.", " fr ");
        circuit.Stops.Add(new() { CircuitId = circuit.Id, Position = 1, About = new() { NameFr = "Centre de tri", Minutes = 60, TravelMinutes = 15, Capacity = 20 } });
        circuit.Stops.Add(new() { CircuitId = circuit.Id, Position = 2, About = new() { NameFr = "Usine", Minutes = 30, TravelMinutes = 10 } });
        db.Circuits.Add(circuit);
        await db.SaveChangesAsync();
        return circuit;
    });

    /// <summary>What opens a session on a day, in ten minutes or less.</summary>
    public static (string Name, string? Value)[] Opened(string day, string hour, params (string Name, string? Value)[] more) =>
        Over([("Form.Day", day), ("Form.Hour", hour), ("Form.Capacity", "30"), ("Form.MeetingFr", "Parvis de la gare"), ("Form.OrganiserAddress", "visites@terril.example")], more);

    /// <summary>A party, as it is typed in either form of registration.</summary>
    public static (string Name, string? Value)[] Party(string address, int size = 1, params (string Name, string? Value)[] more) => Over(VisitsHouse.Fields(address, size), more);

    public static Task<VisitSession> OnlySession(this House house) => house.InDatabase(db => db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync());

    /// <summary>Needs of a registration, as if they had been typed.</summary>
    public static Task Needs(this House house, Registration registration, string access) => house.InDatabase(async db =>
    {
        db.RegistrationNeeds.Add(new() { RegistrationId = registration.Id, Access = access });
        return await db.SaveChangesAsync();
    });

    /// <summary>They were there.</summary>
    public static Task Came(this House house, Registration registration, int number) => house.InDatabase(async db =>
    {
        db.Attendances.Add(new() { SessionId = registration.SessionId, RegistrationId = registration.Id, Number = number, At = house.Clock.Now, ReceivedAt = house.Clock.Now });
        return await db.SaveChangesAsync();
    });

    /// <summary>Sends a form that has a file.</summary>
    public static async Task<HttpResponseMessage> SendFile(this Visitor visitor, string path, string name, byte[] content, string fileName, params (string Name, string Value)[] fields)
    {
        var page = await visitor.Page(path);
        using var form = new MultipartFormDataContent { { new StringContent(page.QuerySelector<IHtmlInputElement>("main form input[name=__RequestVerificationToken]")!.Value), "__RequestVerificationToken" } };
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, name, fileName);
        return await visitor.Client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    /// <summary>A photo of a circuit, without its bytes.</summary>
    public static Task<Guid> PhotoOf(this House house, Circuit circuit) => house.InDatabase(async db =>
    {
        var photo = new VisitPhoto { CircuitId = circuit.Id, FileId = Guid.CreateVersion7() };
        db.VisitPhotos.Add(photo);
        await db.SaveChangesAsync();
        return photo.Id;
    });

    private static (string Name, string? Value)[] Over((string Name, string? Value)[] usual, (string Name, string? Value)[] more) =>
        [.. usual.Where(u => !more.Any(m => m.Name == u.Name)), .. more];

    public static string Fault(this IDocument page, string field) => page.QuerySelector($"#{field}-e")?.TextContent ?? "";

    public static Task<List<string>> Acts(this House house) => house.InDatabase(db => db.AuditEntries.OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Act).ToListAsync());
}
