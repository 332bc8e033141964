using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests;

/// <summary>Every address of the product, from its route table: who says they may come, and who does.</summary>
public sealed class RouteMatrix(House house)
{
    /// <summary>What the framework adds for files that were not there at the build. It says nothing: it is nobody’s.</summary>
    private const string OfTheFramework = "/{**path:file}";

    private static readonly string[] s_ofPages = ["GET", "POST"];

    private readonly Permissions _permissions = house.Services.GetRequiredService<Permissions>();

    public IReadOnlyList<RouteEndpoint> Routes { get; } = [.. house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(r => NameOf(r) != OfTheFramework)];

    /// <summary>Those that say nothing, or two things.</summary>
    public IEnumerable<string> Undeclared => Routes
        .Where(r => (Opens(r) ? 1 : 0) + (Requires(r).Any() ? 1 : 0) + (r.Metadata.GetMetadata<SignedInAttribute>() is null ? 0 : 1) != 1)
        .Select(r => NameOf(r));

    /// <summary>Those that are of one person, and bear in their address which thing of theirs.</summary>
    public IEnumerable<RouteEndpoint> OfSomebody => Routes.Where(r => r.Metadata.GetMetadata<SignedInAttribute>() is not null && r.RoutePattern.Parameters.Count > 0);

    public static string NameOf(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    /// <summary>Asks every address as every role and as nobody. A breach is a sentence.</summary>
    public async Task<IReadOnlyList<string>> Breaches()
    {
        List<string> breaches = [];
        foreach (var who in Enum.GetValues<Role>().Cast<Role?>().Prepend(null))
        {
            using var visitor = who is { } role ? await house.SignIn(role) : house.Stranger();
            foreach (var route in Routes.Where(r => r.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
                foreach (var method in MethodsOf(route))
                    if (await Breach(visitor, who, route, method) is { } breach) breaches.Add(breach);
        }
        return breaches;
    }

    /// <summary>Asks every address to send one on to another site. A breach is a sentence.</summary>
    public async Task<IReadOnlyList<string>> Escapes()
    {
        const string Elsewhere = "elsewhere.example";
        string[] names = ["return", "returnTo", "returnUrl", "ReturnUrl", "retour", "next", "to", "url", "redirect", "path", "page"];
        List<string> escapes = [];
        using var visitor = await house.SignIn(Enum.GetValues<Role>());
        using var stranger = house.Stranger();
        foreach (var who in new[] { visitor, stranger })
            foreach (var route in Routes.Where(r => r.Metadata.GetMetadata<PageActionDescriptor>() is not null))
                foreach (var evil in new[] { $"https://{Elsewhere}", $"//{Elsewhere}", $"/\\{Elsewhere}", $"/%09/{Elsewhere}" })
                {
                    using var answer = await who.Get($"{Sample(route)}?{string.Join('&', names.Select(name => $"{name}={evil}"))}");
                    if (answer.Headers.Location is { } to && new Uri(house.Address, to).Host != house.Address.Host) escapes.Add($"{NameOf(route)} → {to}");
                }
        return escapes;
    }

    private async Task<string?> Breach(Visitor visitor, Role? who, RouteEndpoint route, string method)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Sample(route), UriKind.Relative));
        if (method != "GET") request.Content = new FormUrlEncodedContent([]);
        using var answer = await visitor.Client.SendAsync(request);
        var name = $"{method} {NameOf(route)} as {who?.ToString() ?? "nobody"}";
        if ((int)answer.StatusCode is >= 500 and not 503) return $"{name} breaks: {(int)answer.StatusCode}";
        var isLetIn = !IsRefusal(answer, who);
        return isLetIn == MayCome(route, who) ? null : $"{name} is {(isLetIn ? "let in" : "refused")}: {(int)answer.StatusCode} {answer.Headers.Location}";
    }

    private bool MayCome(RouteEndpoint route, Role? who) =>
        Opens(route) && !Requires(route).Any()
        || who is { } role && (route.Metadata.GetMetadata<SignedInAttribute>() is not null || Requires(route).Any()) && Requires(route).All(r => _permissions.Allow(r.Permission, [role]));

    // Whoever is nobody is asked to sign in; whoever is somebody is told that it is not for them.
    private static bool IsRefusal(HttpResponseMessage answer, Role? who) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || who is null && answer.Headers.Location?.OriginalString is { } to && to.Contains("/connexion", StringComparison.Ordinal) && answer.RequestMessage!.RequestUri!.AbsolutePath is var from && !from.StartsWith("/connexion", StringComparison.Ordinal);

    private static bool Opens(RouteEndpoint route) => route.Metadata.GetMetadata<OpenAttribute>() is not null;

    private static IEnumerable<RequiresAttribute> Requires(RouteEndpoint route) => route.Metadata.GetOrderedMetadata<RequiresAttribute>();

    private static string[] MethodsOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 } said ? [.. said.HttpMethods.Where(m => m != "HEAD")] : s_ofPages;

    /// <summary>An address of the route that names nothing there is.</summary>
    public static string Sample(RouteEndpoint route)
    {
        var path = new StringBuilder();
        foreach (var segment in route.RoutePattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => Value(parameter),
                    _ => "",
                });
        }
        return path.Length == 0 ? "/" : path.ToString();
    }

    private static string Value(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
    {
        "guid" => Guid.CreateVersion7().ToString(),
        "int" or "long" => "404",
        ['l', 'e', 'n', 'g', 't', 'h', '(', .. var length, ')'] => new string('x', int.Parse(length.Split(',')[0], CultureInfo.InvariantCulture)),
        _ => "x",
    };
}
