using Microsoft.Extensions.Configuration;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Web;

namespace Terril.Tests.Shared.Web;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("https://terril.example", "https://terril.example/contact", "https://terril.example/en/contact", true)]
    [InlineData("https://terril.example/", "https://terril.example/contact", "https://terril.example/en/contact", true)]
    [InlineData("https://exemple.fr/terril", "https://exemple.fr/terril/contact", "https://exemple.fr/terril/en/contact", true)]
    [InlineData("", "http://localhost:5080/contact", "http://localhost:5080/en/contact", false)]
    public void An_address_that_leaves_the_site_is_made_from_its_settings(string set, string french, string english, bool isSecure)
    {
        var site = Site(set);

        Assert.Equal((french, english, isSecure, set.Length > 0), (site.To("/contact"), site.To("/contact", "en"), site.IsSecure, site.IsSet));
    }

    [Theory]
    [InlineData("terril.example")]
    [InlineData("ftp://terril.example")]
    [InlineData("https://terril.example?x=1")]
    [InlineData("https://me:secret@terril.example")]
    public void What_is_no_address_is_refused_with_what_to_write(string set) =>
        Assert.Contains("TERRIL__PUBLICADDRESS", Assert.Throws<FaultyInputException>(() => Site(set)).Findings[0].Message.Fr, StringComparison.Ordinal);

    [Theory]
    [InlineData("/gestion/journal?sort=-At#x", true)]
    [InlineData("/", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("gestion", false)]
    [InlineData("//elsewhere.example", false)]
    [InlineData("/\\elsewhere.example", false)]
    [InlineData("\\\\elsewhere.example", false)]
    [InlineData("/\t/elsewhere.example", false)]
    [InlineData("/\n/elsewhere.example", false)]
    [InlineData("https://elsewhere.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/ok\r\nSet-Cookie: a=b", false)]
    public void One_is_sent_on_to_our_pages_alone(string? asked, bool isOurs) => Assert.Equal(isOurs ? asked : "/home", Inside.Or(asked, "/home"));

    private static SiteAddress Site(string set) => new(Settings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Terril:PublicAddress"] = set, ["Terril:Address"] = "http://0.0.0.0:5080" }).Build()));
}
