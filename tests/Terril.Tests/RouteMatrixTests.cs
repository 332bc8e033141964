using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Tests.Accounts;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Manage;

namespace Terril.Tests;

public sealed class RouteMatrixTests
{
    /// <summary>
    /// For each address that bears which thing of a person it is about: makes one of somebody else, and gives its address.
    /// A room that adds such an address adds it here.
    /// </summary>
    private static readonly Dictionary<string, Func<House, Task<string>>> OfSomebodyElse = new(StringComparer.Ordinal)
    {
        ["/mon-compte/adresse/{token}"] = LinkOfAnAddress,
    };

    [Fact]
    public async Task Every_route_says_for_whom_it_is() => Assert.Empty(new RouteMatrix(await House.Shared(Provider.Sqlite)).Undeclared);

    [Theory, OnBothDatabases]
    public async Task Every_route_lets_in_those_it_says_and_nobody_else(Provider on)
    {
        await using var house = await House.Open(on);
        var matrix = new RouteMatrix(house);

        Assert.InRange(matrix.Routes.Count, 30, int.MaxValue);
        Assert.Empty(await matrix.Breaches());
    }

    [Fact]
    public async Task No_route_sends_one_to_another_site() => Assert.Empty(await new RouteMatrix(await House.Open(Provider.Sqlite)).Escapes());

    [Fact]
    public async Task Every_route_of_a_person_is_tried_with_what_is_somebody_elses()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var routes = new RouteMatrix(house).OfSomebody.Select(RouteMatrix.NameOf).ToList();
        Assert.Equal(routes.Order(StringComparer.Ordinal), OfSomebodyElse.Keys.Order(StringComparer.Ordinal));

        foreach (var path in OfSomebodyElse.Values)
            foreach (var role in Enum.GetValues<Role>())
            {
                using var visitor = await house.SignIn(role);
                var theirs = await path(house);
                Assert.Contains(await visitor.StatusOf(theirs), (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Gone]);
            }
    }

    /// <summary>
    /// For each address that names a thing and a part of it: one of each that do not belong together. Whoever may see both still gets nothing.
    /// A room that adds such an address adds it here.
    /// </summary>
    private static readonly Dictionary<string, Func<House, Task<string>>> OfAnotherThing = new(StringComparer.Ordinal)
    {
        ["/gestion/visites/circuits/{id:guid}/etapes/{stop:guid?}"] = async house => $"{DeskOfVisits.Root}/circuits/{(await house.Circuit()).Id}/etapes/{(await house.Circuit()).Stops[0].Id}",
        ["/gestion/visites/circuits/{id:guid}/photos/{photo:guid?}"] = async house => $"{DeskOfVisits.Root}/circuits/{(await house.Circuit()).Id}/photos/{await house.PhotoOf(await house.Circuit())}",
        ["/gestion/visites/{session:guid}/accueil/{registration:guid}/attestation"] = CertificateOfAnotherVisit,
        ["/gestion/visites/seances/{id:guid}/etapes/{stop:guid?}"] = async house => $"{DeskOfVisits.Of(await house.Session(5, default, 5))}/etapes/{(await house.Session(5, default, 5)).Stops[0].Id}",
    };

    // Of somebody who came, so that it would be given where it belongs.
    private static async Task<string> CertificateOfAnotherVisit(House house)
    {
        var session = await house.Session(5);
        await house.Register(session, $"{Guid.NewGuid():N}@terril.example");
        var registration = (await house.Registrations(session))[0];
        await house.InDatabase(db =>
        {
            db.Attendances.Add(new() { SessionId = session.Id, RegistrationId = registration.Id, Number = 1, At = house.Clock.Now, ReceivedAt = house.Clock.Now });
            return db.SaveChangesAsync();
        });
        return $"/gestion/visites/{(await house.Session(5)).Id}/accueil/{registration.Id}/attestation";
    }

    [Fact]
    public async Task Every_route_that_names_a_thing_and_a_part_of_it_is_tried_with_a_part_of_another()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var routes = new RouteMatrix(house).Routes.Where(r => r.RoutePattern.Parameters.Count(p => p.ParameterPolicies.Any(policy => policy.Content == "guid")) > 1).Select(RouteMatrix.NameOf).Distinct().ToList();
        Assert.Equal(routes.Order(StringComparer.Ordinal), OfAnotherThing.Keys.Order(StringComparer.Ordinal));

        foreach (var path in OfAnotherThing.Values)
            foreach (var role in Enum.GetValues<Role>())
            {
                using var visitor = await house.SignIn(role);
                Assert.Contains(await visitor.StatusOf(await path(house)), (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Forbidden]);
            }
    }

    [Fact]
    public async Task What_is_posted_without_its_form_is_refused_wherever_nothing_else_is_said()
    {
        var house = await House.Shared(Provider.Sqlite);
        var open = new RouteMatrix(house).Routes.Where(r => !FormsModule.IsChecked(r)).Select(RouteMatrix.NameOf).Distinct();

        // Each of these is known by a secret of its own, or changes nothing.
        Assert.Equal(["/api/v1/{**rest}", "/consentement/{word:length(43)}", "/errors/{code:int}"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_route_that_says_nothing_or_lies_is_seen()
    {
        await using var house = await House.Open(Provider.Sqlite, services => services.AddSingleton<IStartupFilter, Badly>());
        var matrix = new RouteMatrix(house);

        Assert.Equal(["/badly/silent"], matrix.Undeclared);
        Assert.Equal(Enum.GetValues<Role>().Length, (await matrix.Breaches()).Count(b => b.StartsWith("GET /badly/ajar", StringComparison.Ordinal)));
        Assert.Contains("/badly/{thing}", matrix.OfSomebody.Select(RouteMatrix.NameOf));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_nowhere()
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri("/nowhere.css", UriKind.Relative))).StatusCode);
    }

    private static async Task<string> LinkOfAnAddress(House house)
    {
        var email = $"{Guid.CreateVersion7():n}@terril.example";
        using var other = house.Stranger();
        await other.Try((await house.PersonWithPassword()).Email);
        await other.Fill("/mon-compte/adresse", ("email", email));
        return await house.LastLink(email);
    }

    /// <summary>Addresses that are wrong: one says nothing, one says who may come and lets everybody in, one is a thing of somebody.</summary>
    private sealed class Badly : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            if (!app.Properties.TryGetValue("__EndpointRouteBuilder", out var found) || found is not IEndpointRouteBuilder routes) return;
            routes.MapGet("/badly/silent", () => "silent");
            routes.MapGet("/badly/ajar", () => "ajar").WithMetadata(new RequiresAttribute("desk.read-trail"), new AllowAnonymousAttribute());
            routes.MapGet("/badly/{thing}", (string thing) => thing).WithMetadata(new SignedInAttribute());
        };
    }
}
