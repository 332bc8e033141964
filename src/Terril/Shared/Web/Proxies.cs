using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Terril.Observatory;

namespace Terril.Shared.Web;

/// <summary>Behind a proxy, who asks and by which scheme are what the proxy says; only those named, and this machine, are believed.</summary>
public static class Proxies
{
    public static void AddProxies(this IServiceCollection services, Settings settings) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in settings.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else
                throw new FaultyInputException("proxies", null,
                    $"TERRIL__PROXIES nomme « {proxy} » : écrivez des adresses ou des réseaux séparés par des virgules, comme 10.0.0.4 ou 10.0.0.0/24.",
                    $"TERRIL__PROXIES names “{proxy}”: write addresses or networks with commas between them, like 10.0.0.4 or 10.0.0.0/24.");
        }
    });
}
