using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Statistics;

public sealed class StatisticsTests
{
    [Theory, OnBothDatabases]
    public async Task What_visits_amount_to_is_counted_by_session_by_role_and_by_period(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(4);
        await house.Register(session, Party("elue@terril.example", 3, ("Form.Role", "Elected")));
        await house.Register(session, Party("agent@terril.example", 1));
        await house.Register(session, Party("attend@terril.example", 2));
        await house.Came(await house.Of(session, "elue@terril.example"), 2);
        await house.InDatabase(db =>
        {
            db.Attendances.Add(new() { SessionId = session.Id, Number = 1, At = house.Clock.Now, ReceivedAt = house.Clock.Now });
            return db.SaveChangesAsync();
        });

        var page = await organiser.Page($"{Root}/statistiques");
        Assert.Equal(["4", "4", "100 %", "3", "1", "2", "0", "0"], page.QuerySelectorAll("main table.data.dense tbody td.n").Select(c => c.TextContent.Replace('\u202f', ' ')));
        var roles = page.QuerySelector("#role")!.Closest("section")!;
        Assert.Equal(["Élue, élu", "Agent de collectivité ou de l’État", "Non dit", "Total"], roles.QuerySelectorAll("tbody th").Select(h => h.TextContent));
        Assert.Equal(["3", "2", "1", "0", "0", "1", "4", "3"], roles.QuerySelectorAll("tbody td.n").Select(c => c.TextContent));
        Assert.Contains("Collectivité ou État", page.QuerySelector("#genre")!.Closest("section")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0 séance", (await organiser.Page($"{Root}/statistiques?from=2027-01-01")).Said(), StringComparison.Ordinal);
        using var csv = await organiser.Fill($"{Root}/statistiques", "main form[action*='handler=export']");
        Assert.Contains("statistiques-visites", csv.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_waits_is_said_on_the_home_of_those_who_organise_and_of_nobody_else(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        await house.Register(session, "un@terril.example");
        await house.Register(session, "deux@terril.example");
        await house.Needs(await house.Of(session, "un@terril.example"), "Boucle magnétique");
        house.Clock.Now = session.StartsAt.AddHours(-3);
        await house.Act<Terril.Visits.Registering.CancelRegistration>(cancel => cancel.Run(house.Of(session, "un@terril.example").Result.Id, Terril.Visits.Registering.TrailReason.ByThePerson, CancellationToken.None));

        // Who was left alone for so long was signed out.
        using var organiser = await house.Organiser();
        using var editor = await house.SignIn(Role.Editor);
        var home = (await organiser.Page("/gestion")).Said();
        Assert.Contains("1 proposition de places se termine aujourd’hui", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Boucle", home, StringComparison.Ordinal);
        Assert.DoesNotContain("proposition", (await editor.Page("/gestion")).Said(), StringComparison.Ordinal);

        house.Clock.Now = session.EndsAt.AddDays(1);
        using var later = await house.Organiser();
        Assert.Contains("1 visite passée n’a pas de compte rendu", (await later.Page("/gestion")).Said(), StringComparison.Ordinal);
        var list = await later.Page($"{Root}?wait=report");
        Assert.Single(list.QuerySelectorAll("tbody th"));
        await house.InDatabase(db => db.VisitSessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.State, SessionState.Cancelled)));
        Assert.DoesNotContain("compte rendu", (await later.Page("/gestion")).Said(), StringComparison.Ordinal);
    }
}
