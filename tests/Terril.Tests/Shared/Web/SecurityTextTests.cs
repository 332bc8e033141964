using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Shared.Web;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Web;

public sealed class SecurityTextTests
{
    [Fact]
    public async Task It_says_where_a_flaw_is_told_and_until_when()
    {
        await using var house = await Of(new() { Security = "mailto:faille@terril.example", SecurityUntil = new(2027, 6, 30) });
        var lines = (await house.Client.GetStringAsync(new Uri(SecurityText.Path, UriKind.Relative))).Split('\n');

        Assert.Contains("Contact: mailto:faille@terril.example", lines);
        Assert.Contains("Expires: 2027-06-29T22:00:00Z", lines);
        Assert.Contains("Preferred-Languages: fr, en", lines);
        Assert.Single(lines, line => line.StartsWith("Canonical: ", StringComparison.Ordinal) && line.EndsWith(SecurityText.Path, StringComparison.Ordinal));

        house.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri(SecurityText.Path, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_invented_where_no_contact_is_set()
    {
        var house = await House.Shared(Provider.Sqlite);
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri(SecurityText.Path, UriKind.Relative))).StatusCode);
    }

    private static Task<House> Of(Publisher publisher) => House.Open(Provider.Sqlite, services => services.Replace(ServiceDescriptor.Singleton(publisher)));
}
