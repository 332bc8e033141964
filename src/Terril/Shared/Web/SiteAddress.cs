using Terril.Observatory;
using Terril.Shared.Wording;

namespace Terril.Shared.Web;

/// <summary>The site's own address, from its settings and never from a request: what mails, feeds and robots are given.</summary>
public sealed class SiteAddress
{
    private readonly string _root;

    /// <exception cref="FaultyInputException">What is set is no address that a browser opens.</exception>
    public SiteAddress(Settings settings)
    {
        IsSet = settings.PublicAddress is not null;
        var said = settings.PublicAddress ?? Listened(settings.Address);
        if (!Uri.TryCreate(said, UriKind.Absolute, out var read) || read.Scheme is not ("https" or "http") || read.Query.Length + read.Fragment.Length + read.UserInfo.Length > 0)
        {
            throw new FaultyInputException("public-address", null,
                $"TERRIL__PUBLICADDRESS vaut « {said} » : écrivez l’adresse publique du site, comme https://terril.example.",
                $"TERRIL__PUBLICADDRESS is “{said}”: write the public address of the site, like https://terril.example.");
        }
        _root = read.GetLeftPart(UriPartial.Path).TrimEnd('/');
        Host = read.Host;
        IsSecure = read.Scheme == "https";
    }

    /// <summary>False when nothing is set and the address listened on stands in: right on this machine alone.</summary>
    public bool IsSet { get; }

    /// <summary>True when the site is read by https: its cookies are then for https alone.</summary>
    public bool IsSecure { get; }

    /// <summary>The name alone: terril.example.</summary>
    public string Host { get; }

    /// <summary>A path of ours, and its query if any, from the scheme on.</summary>
    public string To(string path, string language = Words.French) =>
        _root + (language == Words.English ? Languages.EnglishPrefix : "") + (path.StartsWith('/') ? path : $"/{path}");

    // « Any address » is one to listen on, not one to open; and passkeys want a name.
    private static string Listened(string addresses)
    {
        var first = addresses.Split(';')[0];
        foreach (var any in new[] { "0.0.0.0", "[::]", "*", "+", "127.0.0.1", "[::1]" }) first = first.Replace($"://{any}", "://localhost", StringComparison.Ordinal);
        return first;
    }
}
