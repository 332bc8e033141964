using System.Globalization;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>What is typed of a stop.</summary>
public sealed class StopForm
{
    public string? NameFr { get; set; }

    public string? NameEn { get; set; }

    public string? Address { get; set; }

    /// <summary>Latitude and longitude.</summary>
    public string? Coordinates { get; set; }

    public string? Host { get; set; }

    public string? Speaker { get; set; }

    public string? SeenFr { get; set; }

    public string? SeenEn { get; set; }

    public string? AccessFr { get; set; }

    public string? AccessEn { get; set; }

    public string? Capacity { get; set; }

    public string? Minutes { get; set; }

    public string? TravelMinutes { get; set; }

    /// <summary>Of a session: the hour at which it begins, when it is not computed.</summary>
    public string? Hour { get; set; }

    public static StopForm Of(StopAbout about) => new()
    {
        NameFr = about.NameFr, NameEn = about.NameEn, Address = about.Address, Host = about.Host, Speaker = about.Speaker, SeenFr = about.SeenFr, SeenEn = about.SeenEn,
        AccessFr = about.AccessFr, AccessEn = about.AccessEn, Capacity = Say(about.Capacity), Minutes = Say(about.Minutes), TravelMinutes = Say(about.TravelMinutes),
        Coordinates = about is { Latitude: { } latitude, Longitude: { } longitude } ? string.Create(CultureInfo.InvariantCulture, $"{latitude} ; {longitude}") : "",
    };

    public StopAbout Read(FormFaults faults)
    {
        var (latitude, longitude) = Where(faults);
        return new()
        {
            NameFr = faults.Line(nameof(NameFr), NameFr, 120, isNeeded: true), NameEn = faults.Line(nameof(NameEn), NameEn, 120),
            Address = faults.Line(nameof(Address), Address, 300), Latitude = latitude, Longitude = longitude,
            Host = faults.Line(nameof(Host), Host, 200), Speaker = faults.Line(nameof(Speaker), Speaker, 200),
            SeenFr = faults.Words(nameof(SeenFr), SeenFr), SeenEn = faults.Words(nameof(SeenEn), SeenEn),
            AccessFr = faults.Words(nameof(AccessFr), AccessFr, 1_000), AccessEn = faults.Words(nameof(AccessEn), AccessEn, 1_000),
            Capacity = faults.Whole(nameof(Capacity), Capacity, 1, 10_000),
            Minutes = faults.Whole(nameof(Minutes), Minutes, 1, 1_440, isNeeded: true) ?? 0,
            TravelMinutes = faults.Whole(nameof(TravelMinutes), TravelMinutes, 0, 1_440) ?? 0,
        };
    }

    // « 50,6333 ; 3,0667 », « 50.6333, 3.0667 »: what is copied from a map.
    private (double?, double?) Where(FormFaults faults)
    {
        if (string.IsNullOrWhiteSpace(Coordinates)) return (null, null);
        var parts = Coordinates.Split(Coordinates.Contains(';', StringComparison.Ordinal) ? ';' : Coordinates.Contains(", ", StringComparison.Ordinal) ? ',' : ' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var north, var east] && Degrees(north, 90) is { } latitude && Degrees(east, 180) is { } longitude) return (latitude, longitude);
        faults.Add(nameof(Coordinates), "écrivez la latitude et la longitude, comme 50,6333 ; 3,0667", "write latitude and longitude, like 50.6333, 3.0667");
        return (null, null);
    }

    private static double? Degrees(string said, double most) =>
        double.TryParse(said.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && Math.Abs(read) <= most ? read : null;

    private static string Say(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
