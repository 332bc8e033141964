using System.Net;

namespace Terril.Shared.Web;

/// <summary>Whose address it is: a household has one of the fourth version, or 2⁶⁴ of the sixth.</summary>
internal static class ClientNetwork
{
    public static IPAddress Of(IPAddress? client)
    {
        if (client is null) return IPAddress.Loopback;
        if (client.IsIPv4MappedToIPv6) return client.MapToIPv4();
        var bytes = client.GetAddressBytes();
        if (bytes.Length == 16 && !IPAddress.IsLoopback(client)) bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
