using System.Security.Cryptography;
using System.Text;
using Terril.Shared.Wording;

namespace Terril.Site.Errors;

/// <summary>Something of ours that broke, under the reference that the reader was given. Nothing about the reader.</summary>
public sealed class Incident
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Eight symbols that one can read out on the telephone: <c>K7M4-2QXD</c>.</summary>
    public string Reference { get; private init; } = SpokenReference.New();

    public DateTimeOffset At { get; private init; }

    /// <summary>The pattern of the address, never the address: what was typed in it stays out.</summary>
    public string Route { get; private init; } = "";

    /// <summary>Kind of the fault and its message, in which what looks like a person’s address or number is masked.</summary>
    public string Message { get; private init; } = "";

    /// <summary>The same for two incidents that broke at the same place.</summary>
    public string StackHash { get; private init; } = "";

    public static Incident From(Exception fault, string route, DateTimeOffset now) => new()
    {
        At = now,
        Route = route,
        Message = Masked.Of(fault),
        StackHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fault.GetType().FullName + fault.StackTrace)))[..12],
    };
}
