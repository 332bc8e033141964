using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts.Sessions;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts.Sessions;

public sealed class SessionHandlerTests
{
    [Theory, OnBothDatabases]
    public async Task Somebody_signed_in_is_known_with_their_roles_and_organisation(Provider on)
    {
        await using var house = await Mirrored(on);
        var organisation = Guid.CreateVersion7();
        using var visitor = await house.SignIn([Role.Member, Role.Reviewer], organisation);

        Assert.Equal($"{visitor.Id} {organisation} Member Reviewer", await (await visitor.Get("/mirror")).Content.ReadAsStringAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_unknown_is_asked_to_sign_in_and_will_come_back(Provider on)
    {
        await using var house = await Mirrored(on);
        using var stranger = house.Stranger();

        using var answer = await stranger.Get("/mirror?a=1");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/connexion?returnUrl=%2Fmirror%3Fa%3D1", answer.Headers.Location!.OriginalString);
    }

    [Theory, OnBothDatabases]
    public async Task A_session_ends_when_it_is_left_alone_or_too_long(Provider on)
    {
        await using var house = await Mirrored(on);
        using var idle = await house.SignIn(Role.Editor);
        using var busy = await house.SignIn(Role.Editor);

        for (var spent = TimeSpan.Zero; spent < PersonSession.Longest; spent += TimeSpan.FromMinutes(60))
        {
            Assert.Equal(HttpStatusCode.OK, await busy.StatusOf("/mirror"));
            house.Clock.Advance(TimeSpan.FromMinutes(60));
        }

        Assert.Equal(HttpStatusCode.Redirect, await busy.StatusOf("/mirror"));
        Assert.Equal(HttpStatusCode.Redirect, await idle.StatusOf("/mirror"));
        Assert.Empty(busy.Cookies);
    }

    [Theory, OnBothDatabases]
    public async Task A_session_of_another_stamp_is_closed(Provider on)
    {
        await using var house = await Mirrored(on);
        using var visitor = await house.SignIn(Role.Editor);
        await house.InDatabase(async db =>
        {
            (await db.People.SingleAsync()).CloseSessions();
            return await db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.Redirect, await visitor.StatusOf("/mirror"));
    }

    // An address that says who asks, beside those of the product.
    private static Task<House> Mirrored(Provider on) => House.Open(on, services => services.AddSingleton<IStartupFilter, Mirror>());

    private sealed class Mirror : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            if (app.Properties.TryGetValue("__EndpointRouteBuilder", out var found) && found is IEndpointRouteBuilder routes)
                routes.MapGet("/mirror", Say).WithMetadata(new SignedInAttribute());
        };

        private static string Say(CurrentPerson person) => $"{person.Id} {person.Organisation} {string.Join(' ', person.Roles.Order())}";
    }
}
