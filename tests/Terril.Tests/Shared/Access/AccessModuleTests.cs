using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Access;

public sealed class AccessModuleTests
{
    [Fact]
    public async Task An_address_that_says_for_whom_it_is_is_served_and_one_that_does_not_is_nobodys()
    {
        await using var house = await House.Open(Provider.Sqlite, services => services.AddSingleton<IStartupFilter, TwoMore>());

        Assert.Equal(HttpStatusCode.OK, (await house.Client.GetAsync(new Uri("/said", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri("/unsaid", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public void A_permission_is_for_its_roles_alone_and_a_name_unknown_is_nobodys()
    {
        var permissions = new Permissions([new("mail.read", new("Lire les courriels", "Read mail"), Role.Editor)]);

        Assert.True(permissions.Allow("mail.read", [Role.Member, Role.Editor]));
        Assert.False(permissions.Allow("mail.read", [Role.Administrator]));
        Assert.False(permissions.Allow("mail.write", Enum.GetValues<Role>()));
    }

    [Fact]
    public void A_permission_declared_twice_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Permissions([new("a", new("a", "a")), new("a", new("a", "a"))]));

    // Two addresses beside those of the product: one open, one that says nothing.
    private sealed class TwoMore : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            if (app.Properties.TryGetValue("__EndpointRouteBuilder", out var found) && found is IEndpointRouteBuilder routes)
            {
                routes.MapGet("/said", () => "said").WithMetadata(new OpenAttribute());
                routes.MapGet("/unsaid", () => "unsaid");
            }
        };
    }
}
