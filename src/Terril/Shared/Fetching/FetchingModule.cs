using System.Net;

namespace Terril.Shared.Fetching;

/// <summary>Going out to fetch what somebody's address gives, without lending our place in the network.</summary>
public static class FetchingModule
{
    public static void AddFetching(this IServiceCollection services) =>
        services.AddSingleton(_ => new BoundedFetch(Dns.GetHostAddressesAsync, PublicAddresses.Holds));
}
