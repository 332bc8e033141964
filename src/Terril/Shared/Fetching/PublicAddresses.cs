using System.Net;
using System.Net.Sockets;

namespace Terril.Shared.Fetching;

/// <summary>Which addresses of the network are somebody's public site, and not a machine behind our walls.</summary>
public static class PublicAddresses
{
    /// <summary>False for this machine, private and shared networks, link-local, multicast, documentation, tests, and what carries an IPv4 address that is one of these.</summary>
    public static bool Holds(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(address.GetAddressBytes()) : IsPublic6(address);
    }

    // IANA's registry of special-purpose addresses, RFC 6890 and those that came after.
    private static bool IsPublic4(ReadOnlySpan<byte> b) => b is not (
        [0 or 10 or 127 or >= 224, ..]
        or [100, >= 64 and <= 127, ..]
        or [169, 254, ..]
        or [172, >= 16 and <= 31, ..]
        or [192, 0, 0 or 2, _] or [192, 88, 99, _] or [192, 168, ..]
        or [198, 18 or 19, ..] or [198, 51, 100, _]
        or [203, 0, 113, _]);

    // Only 2000::/3 is given out to sites; in it, tunnels (Teredo 2001::/32, 6to4 2002::/16), ORCHID and documentation lead elsewhere.
    // NAT64 (64:ff9b::/96, 64:ff9b:1::/48), unique local, link-local, site-local, multicast and ::/96 are outside of it.
    private static bool IsPublic6(IPAddress address)
    {
        var b = address.GetAddressBytes();
        return address.ScopeId == 0 && (b[0] & 0xE0) == 0x20 && b is not ([0x20, 0x01, <= 0x01, ..] or [0x20, 0x01, 0x0D, 0xB8, ..] or [0x20, 0x02, ..] or [0x3F, 0xFF, <= 0x0F, ..]);
    }
}
