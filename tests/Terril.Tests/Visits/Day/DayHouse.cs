using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Search;
using Terril.Tests.Harness;
using Terril.Visits.Day;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Day;

/// <summary>The day of a visit in a house: who is expected, and who came.</summary>
internal static class DayHouse
{
    /// <summary>A session that begins in half an hour.</summary>
    public static Task<VisitSession> Today(this House house, int places = 30, params IReadOnlyList<int?> stops) => house.On(house.Clock.Now.AddMinutes(30), places, stops);

    public static Task<VisitSession> On(this House house, DateTimeOffset starts, int places = 30, params IReadOnlyList<int?> stops) => house.InDatabase(async db =>
    {
        var session = VisitsHouse.NewSession(house.Clock.Now, places, WaitingRule.StrictOrder, stops);
        (session.StartsAt, session.EndsAt) = (starts, starts.AddHours(6));
        session.About.TitleEn = "The way of waste";
        session.OrganiserAddress = "visites@terril.example";
        Programme.Compute(starts, session.Stops);
        db.VisitSessions.Add(session);
        await db.SaveChangesAsync();
        return session;
    });

    /// <summary>A party whose places are confirmed; its address is made of its name.</summary>
    public static Task<Registration> Party(this House house, VisitSession session, string name, int size = 1, params IReadOnlyList<string> names) => house.InDatabase(async db =>
    {
        var address = $"{SearchText.Normalise(name).Replace(' ', '.')}@terril.example";
        var registration = new Registration
        {
            SessionId = session.Id, ContactName = name, Address = address, AddressKey = address, HeldBy = address, Language = "fr", Organisation = "Syndicat mixte", Role = VisitorRole.Officer,
            Territory = "epci:200093201", Size = size, State = RegistrationState.Confirmed, AskedAt = house.Clock.Now, ConfirmedAt = house.Clock.Now,
        };
        foreach (var (i, named) in names.Index()) registration.Participants.Add(new() { RegistrationId = registration.Id, Position = i + 1, Name = named });
        foreach (var stop in session.Stops.Where(s => s.About.Capacity is not null)) registration.Stops.Add(new() { RegistrationId = registration.Id, StopId = stop.Id, IsIn = true });
        db.Registrations.Add(registration);
        await db.SaveChangesAsync();
        await db.VisitSessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + size));
        return registration;
    });

    /// <summary>Somebody of a party, or all of it, was there.</summary>
    public static Task Came(this House house, Registration registration, int? number = null) => house.InDatabase(db =>
    {
        db.Attendances.Add(new() { SessionId = registration.SessionId, RegistrationId = registration.Id, Number = number ?? registration.Size, At = house.Clock.Now, ReceivedAt = house.Clock.Now });
        return db.SaveChangesAsync();
    });

    public static Task<List<Attendance>> Attendances(this House house, VisitSession session) => house.InDatabase(db => db.Attendances.AsNoTracking().Where(a => a.SessionId == session.Id).OrderBy(a => a.At).ToListAsync());

    public static async Task<Roll> Roll(this House house, VisitSession session, Guid? place = null) => (await house.Act<ReadRoll, Roll?>(read => read.Run(session.Id, place, CancellationToken.None)))!;

    public static DoorMark Mark(this House house, Registration? registration, int number = 1, Guid? participant = null, Guid? place = null, TimeSpan before = default) =>
        new(Guid.CreateVersion7(), registration is null ? DoorMarkKind.WalkIn : DoorMarkKind.Here, house.Clock.Now - before) { Registration = registration?.Id, Number = number, Participant = participant, Place = place };

    public static DoorMark Undoing(this House house, DoorMark mark, TimeSpan before = default) => new(Guid.CreateVersion7(), DoorMarkKind.Undo, house.Clock.Now - before) { Undoes = mark.Id };

    /// <summary>As the island of a telephone sends what it has.</summary>
    public static async Task<(IReadOnlyList<Guid> Kept, IReadOnlyList<string> Refused)> Send(this Visitor visitor, VisitSession session, params IReadOnlyList<DoorMark> marks)
    {
        var page = await visitor.Page($"/gestion/visites/{session.Id}/accueil");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var json = JsonSerializer.Serialize(marks.Select(m => new { m.Id, kind = m.Kind.ToString(), m.At, m.Registration, m.Participant, m.Place, m.Number, m.Undoes }), JsonSerializerOptions.Web);
        using var answer = await visitor.Client.PostAsync(new Uri($"/gestion/visites/{session.Id}/accueil?handler=marks", UriKind.Relative), new FormUrlEncodedContent([new("marks", json), new("__RequestVerificationToken", token)]));
        answer.EnsureSuccessStatusCode();
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ([.. said.RootElement.GetProperty("kept").EnumerateArray().Select(k => k.GetGuid())], [.. said.RootElement.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("why").GetString()!)]);
    }

    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);
}
