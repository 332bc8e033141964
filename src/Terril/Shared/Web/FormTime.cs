using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Terril.Shared.Web;

/// <summary>When a form was opened, sealed in it: what sends it back in less than three seconds has not read it.</summary>
public sealed class FormTime(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan s_toRead = TimeSpan.FromSeconds(3);

    private readonly IDataProtector _seal = protection.CreateProtector("Terril.FormTime");

    public string Now() => _seal.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>True for a form of ours, opened long enough ago to have been read.</summary>
    public bool HasBeenRead(string? seal)
    {
        try
        {
            return seal is not null && long.TryParse(_seal.Unprotect(seal), CultureInfo.InvariantCulture, out var ticks)
                && clock.GetUtcNow().UtcTicks - ticks >= s_toRead.Ticks;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
