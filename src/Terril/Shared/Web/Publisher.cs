using System.Globalization;

namespace Terril.Shared.Web;

/// <summary>Who publishes this site. Each is a key of section <c>Terril:Publisher</c>, or a variable such as <c>TERRIL__PUBLISHER__NAME</c>; none is invented.</summary>
public sealed record Publisher
{
    /// <summary>The body that publishes, with its legal form.</summary>
    public string? Name { get; init; }

    /// <summary>Its seat.</summary>
    public string? Address { get; init; }

    public string? Phone { get; init; }

    /// <summary>The box that answers the public.</summary>
    public string? Mail { get; init; }

    /// <summary>The director of the publication.</summary>
    public string? Director { get; init; }

    /// <summary>Who keeps the machine: name, address and telephone.</summary>
    public string? Host { get; init; }

    /// <summary>Where a flaw is told: <c>mailto:…</c> or <c>https://…</c>.</summary>
    public string? Security { get; init; }

    /// <summary>Until when that is true, a year at most: <c>2027-06-30</c>.</summary>
    public DateOnly? SecurityUntil { get; init; }

    public static Publisher From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Terril:Publisher");
        string? Said(string key) => section[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        return new()
        {
            Name = Said("Name"),
            Address = Said("Address"),
            Phone = Said("Phone"),
            Mail = Said("Mail"),
            Director = Said("Director"),
            Host = Said("Host"),
            Security = Said("Security"),
            SecurityUntil = DateOnly.TryParseExact(Said("SecurityUntil"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        };
    }
}
