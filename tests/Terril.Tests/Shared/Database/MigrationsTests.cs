using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Database;
using Terril.Tests.Actions;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Attendance = Terril.Visits.Day.Attendance;

namespace Terril.Tests.Shared.Database;

public sealed class MigrationsTests
{
    private static readonly TestClock Clock = new();

    [Theory, OnBothDatabases]
    public async Task Scripts_are_applied_once_in_order_and_dated(Provider on)
    {
        using var place = await Place.New(on);
        await Run(place, Migration.All);
        await Run(place, Migration.All);

        await using var db = place.Db();
        var versions = await db.Database.SqlQuery<string>($"select name as \"Value\" from schema_versions order by version").ToListAsync();
        Assert.Equal(Migration.All.Select(script => script.Name), versions);
        var at = await db.Database.SqlQuery<long>($"select max(applied_at) as \"Value\" from schema_versions").SingleAsync();
        Assert.Equal(Clock.Now, InstantAsMicroseconds.At(at));
    }

    [Theory, OnBothDatabases]
    public async Task Several_processes_that_start_at_once_do_not_collide(Provider on)
    {
        using var place = await Place.New(on);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Run(place, Migration.All))));

        await using var db = place.Db();
        Assert.Equal(Migration.All.Count, await db.Database.SqlQuery<int>($"select count(*) as \"Value\" from schema_versions").SingleAsync());
    }

    [Theory, OnBothDatabases]
    public async Task A_script_changed_after_it_was_applied_is_refused_by_name(Provider on)
    {
        using var place = await Place.New(on);
        await Run(place, [new(1, "0001-first", "create table things (id bigint)")]);

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => Run(place, [new(1, "0001-first", "create table others (id bigint)")]));
        Assert.Contains("0001-first.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_a_newer_version_is_refused(Provider on)
    {
        using var place = await Place.New(on);
        await Run(place, [new(1, "0001-first", "select 1"), new(2, "0002-second", "select 1")]);

        await Assert.ThrowsAsync<DatabaseRefusedException>(() => Run(place, [new(1, "0001-first", "select 1")]));
    }

    [Theory, OnBothDatabases]
    public async Task A_script_that_fails_leaves_nothing_behind(Provider on)
    {
        using var place = await Place.New(on);
        await Assert.ThrowsAnyAsync<Exception>(() => Run(place, [new(1, "0001-first", "create table things (id bigint); insert into nowhere values (1)")]));

        await Run(place, [new(1, "0001-first", "create table things (id bigint)")]);
    }

    /// <summary>Script 16 makes one table of two: whoever proposed before it keeps their link.</summary>
    [Theory, OnBothDatabases]
    public async Task Those_who_proposed_before_their_tables_became_one_are_still_there(Provider on)
    {
        using var place = await Place.New(on);
        await Run(place, [.. Migration.All.Where(script => script.Version < 16)]);
        var (sheet, one) = (ActionsHouse.NewAction(Clock.Now, "Une haie"), new AgendaEvent { Slug = "un-atelier", TitleFr = "Un atelier", CreatedAt = Clock.Now, ChangedAt = Clock.Now });
        await using (var before = place.Db())
        {
            before.AddRange(sheet, one);
            await before.SaveChangesAsync();
            await before.Database.ExecuteSqlAsync($"insert into action_contacts values ({sheet.Id}, 'Lou', 'lou@example.org', 'lou@example.org', 'fr', 'a', 1, 2, 3)");
            await before.Database.ExecuteSqlAsync($"insert into agenda_contacts values ({one.Id}, 'Ali', 'ali@example.org', 'ali@example.org', 'en', 'b', 4, null, 5)");
        }
        await Run(place, Migration.All);

        await using var db = place.Db();
        var contacts = await db.ProposalContacts.OrderBy(c => c.Room).ToListAsync();
        Assert.Equal([("actions", sheet.Id, "Lou", "fr", "a", true), ("agenda", one.Id, "Ali", "en", "b", false)], contacts.Select(c => (c.Room, c.SubjectId, c.Name, c.Language, c.SecretHash, c.VerifiedAt is not null)));
        Assert.Equal(InstantAsMicroseconds.At(5), contacts[1].SeenAt);
    }

    /// <summary>Script 17 counts who was let in at the door before it: not those of a party, nor what was undone.</summary>
    [Theory, OnBothDatabases]
    public async Task Those_who_were_let_in_at_the_door_before_they_took_places_take_them(Provider on)
    {
        using var place = await Place.New(on);
        await Run(place, [.. Migration.All.Where(script => script.Version < 17)]);
        var (busy, quiet) = (VisitsHouse.NewSession(Clock.Now, 30, stops: [null, 8]), VisitsHouse.NewSession(Clock.Now, 30));
        (busy.Taken, busy.Stops[1].Taken, quiet.Taken) = (4, 1, 5);
        await using (var before = place.Db())
        {
            before.AddRange(busy, quiet);
            Attendance Seen(int number, Guid? stop = null, Guid? registration = null, bool isUndone = false) =>
                new() { SessionId = busy.Id, StopId = stop, RegistrationId = registration, Number = number, At = Clock.Now, ReceivedAt = Clock.Now, UndoneAt = isUndone ? Clock.Now : null };
            before.AddRange(Seen(2), Seen(3), Seen(7, isUndone: true), Seen(1, registration: Guid.CreateVersion7()), Seen(2, busy.Stops[1].Id), Seen(6, busy.Stops[0].Id));
            await before.SaveChangesAsync();
        }
        await Run(place, Migration.All);

        await using var db = place.Db();
        var sessions = await db.VisitSessions.Include(s => s.Stops.OrderBy(stop => stop.Position)).ToDictionaryAsync(s => s.Id);
        Assert.Equal((9, 0, 3, 5), (sessions[busy.Id].Taken, sessions[busy.Id].Stops[0].Taken, sessions[busy.Id].Stops[1].Taken, sessions[quiet.Id].Taken));
    }

    [Fact]
    public void A_checkout_with_other_line_ends_has_the_same_checksums() =>
        Assert.Equal(new Migration(1, "0001", "a\nb\n").Checksum, new Migration(1, "0001", "a\r\nb\r\n").Checksum);

    [Fact]
    public void Scripts_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(script => script.Version));

    private static async Task Run(Place place, IReadOnlyList<Migration> scripts)
    {
        await using var db = place.Db();
        await Migrations.Run(db, Clock, scripts, CancellationToken.None);
    }
}
