using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage;

/// <summary>What staff do of a visit and the line that says it: both, or neither.</summary>
public sealed class TrailTests
{
    private const string Un = "un@terril.example";

    [Theory, OnBothDatabases]
    public async Task What_staff_do_is_not_done_when_its_line_cannot_be_written_and_leaves_one_when_it_can(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(2);
        await house.Register(session, Un, 2);
        await house.Register(session, "deux@terril.example", 2);
        var one = $"{Root}/inscriptions/{(await house.Of(session, Un)).Id}";

        foreach (var (act, run) in new (string, Func<Task<HttpResponseMessage>>)[]
        {
            ("visits.session.capacity", () => organiser.Fill($"{Of(session)}/places", ("Form.Capacity", "3"))),
            ("visits.session.move", () => Reviewed("deplacer", ("Form.Day", "2026-12-15"), ("Form.Hour", "14:00"), ("Form.ReasonFr", "Grève des transports"))),
            ("visits.registration.change", () => organiser.Fill(one, "main form[action*='handler=change']", ("Form.Size", "1"))),
            ("visits.registration.cancel", () => organiser.Fill(one, "main form[action*='handler=cancel']")),
            ("visits.session.cancel", () => Reviewed("annuler", ("Form.ReasonFr", "Le site est fermé"))),
        })
        {
            var before = await Stands(house, session);
            await Refuse(house, on);
            using (var failed = await run()) Assert.Equal((act, HttpStatusCode.InternalServerError), (act, failed.StatusCode));
            Assert.Equal((act, before), (act, await Stands(house, session)));

            await Allow(house, on);
            using (var done = await run()) Assert.Equal((act, HttpStatusCode.Redirect), (act, done.StatusCode));
            Assert.NotEqual((act, before), (act, await Stands(house, session)));
            Assert.Single(await house.Acts(), act);
        }
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));

        async Task<HttpResponseMessage> Reviewed(string page, params (string, string?)[] fields) =>
            await organiser.Fill(await Visitor.Read(await organiser.Fill($"{Of(session)}/{page}", fields)));
    }

    // All that the acts above change.
    private static async Task<string> Stands(House house, VisitSession session)
    {
        var (now, registrations, mails) = (await house.Again(session), await house.Registrations(session), await house.Mails());
        return $"{now.State} {now.StartsAt:O} {now.Capacity} {now.Taken} {now.Waiting} · {string.Join(", ", registrations.Select(r => $"{r.State} {r.Size}"))} · {mails.Count}";
    }

    private static Task<int> Refuse(House house, Provider on) => Run(house, on == Provider.Sqlite
        ? "CREATE TRIGGER no_line BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no line'); END"
        : "ALTER TABLE audit_entries ADD CONSTRAINT no_line CHECK (false) NOT VALID");

    private static Task<int> Allow(House house, Provider on) => Run(house, on == Provider.Sqlite ? "DROP TRIGGER no_line" : "ALTER TABLE audit_entries DROP CONSTRAINT no_line");

    private static Task<int> Run(House house, string sql) => house.InDatabase(db => db.Database.ExecuteSqlRawAsync(sql));
}
