using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Tests.Harness;
using Terril.Visits.Import;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>Houses where the sample is published, its visits included.</summary>
internal static class PublicHouse
{
    private static readonly ConcurrentDictionary<Provider, Lazy<Task<House>>> ToRead = [];

    /// <summary>The one that all tests share: read only.</summary>
    public static Task<House> Shared(Provider on) => ToRead.GetOrAdd(on, _ => new(() => Open(on))).Value;

    /// <summary>One of the test’s own.</summary>
    public static async Task<House> Open(Provider on)
    {
        var house = await WithoutVisits(on);
        await house.Import(Checkout.File("samples/hauts-de-france"));
        return house;
    }

    public static async Task<House> WithoutVisits(Provider on)
    {
        var house = await House.Open(on);
        Sample.In(house.Folder);
        await house.InScope(services => services.GetRequiredService<WriteSearchEntries>().Run(CancellationToken.None));
        return house;
    }

    public static Task<ImportOutcome> Import(this House house, string site) =>
        house.InDatabase(db => new ImportVisits(db, house.Clock).Run(ReadVisits.Run(site), CancellationToken.None));

    /// <summary>A session on the site, at an hour of Paris.</summary>
    public static async Task<VisitSession> Add(this House house, string slug, DateTimeOffset startsAt, Action<VisitSession>? more = null)
    {
        var session = new VisitSession
        {
            Slug = slug, State = SessionState.Published, StartsAt = startsAt.ToUniversalTime(), EndsAt = startsAt.AddHours(7).ToUniversalTime(), Capacity = 30, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now,
        };
        (session.About.TitleFr, session.About.TitleEn, session.About.SummaryFr) = ($"Visite {slug}", $"Visit {slug}", "Une journée.");
        (session.About.Place, session.About.Themes, session.About.Territories, session.About.Indicators, session.About.Languages) =
            ("Lille", " waste ", " epci:200093201 ", " waste.household.per-inhabitant ", " fr ");
        session.Stops.Add(new() { SessionId = session.Id, Position = 1, StartsAt = session.StartsAt, About = new() { NameFr = "Une étape", Address = "1 rue exemple, Lille", Minutes = 60, Latitude = 50.63, Longitude = 3.06 } });
        more?.Invoke(session);
        await house.InDatabase(async db =>
        {
            db.VisitSessions.Add(session);
            return await db.SaveChangesAsync();
        });
        return session;
    }

    /// <summary>Changes a session as an act of this process does.</summary>
    public static Task Change(this House house, string slug, Action<VisitSession> change) => house.InDatabase(async db =>
    {
        var session = await db.VisitSessions.Include(s => s.Stops).SingleAsync(s => s.Slug == slug);
        change(session);
        session.ChangedAt = house.Clock.Now;
        return await db.SaveChangesAsync();
    });

    /// <summary>The words of a page, with plain spaces.</summary>
    public static async Task<string> Words(this House house, string path) =>
        ((await house.Page(path)).QuerySelector("main")?.TextContent ?? "").Replace('\u00a0', ' ').Replace('\u202f', ' ');

    /// <summary>A context of another process: nothing tells this one.</summary>
    public static TerrilDb Elsewhere(this House house) => new(TerrilDb.Options(house.Services.GetRequiredService<Terril.Shared.Settings>()));
}
