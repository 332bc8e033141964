namespace Terril.Agenda.Reading;

/// <summary>The zones of one calendar: those that this machine knows by their name, of IANA or of Windows, else those that it describes.</summary>
internal sealed class FeedZones(CalendarComponent calendar, FeedFindings findings, FeedEffort effort)
{
    private const int LongestName = 100;
    private const int MostDescribed = 20;
    private const int MostNames = 100;

    private readonly Dictionary<string, FeedZone?> _zones = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<ILookup<string, CalendarComponent>> _descriptions =
        new(() => calendar.Nested.Where(c => c.Name == "VTIMEZONE").ToLookup(c => c.Said("TZID"), StringComparer.OrdinalIgnoreCase));

    private FeedZone? _floating;
    private int _described;

    /// <summary>Of hours that say no zone: that of the calendar, else Paris.</summary>
    public FeedZone Floating => _floating ??= calendar.Line("X-WR-TIMEZONE") is { } line && line.Text.Trim().Length > 0 ? Named(line.Text.Trim(), line) : FeedZone.Paris;

    public FeedZone Named(string name, CalendarLine line)
    {
        // Each new name is a file looked for.
        if (!_zones.TryGetValue(name, out var zone) && _zones.Count < MostNames) _zones[name] = zone = Known(name) ?? Described(name);
        if (zone is not null) return zone;
        var quoted = FeedFindings.Quoted(name);
        findings.NoteOnce("unknown-zone", name, UnfoldLines.In(line.Number), $"fuseau « {quoted} » inconnu et non décrit : heures lues comme celles de Paris ; les vérifier", $"zone “{quoted}” unknown and not described: hours read as those of Paris; check them");
        return FeedZone.Paris;
    }

    private static FeedZone? Known(string name)
    {
        if (name.Length > LongestName) return null;
        if (name.ToUpperInvariant() is "UTC" or "GMT" or "Z" or "ETC/UTC" or "ETC/GMT") return FeedZone.Utc;
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana)) return OfThisMachine(iana);
        // Some write whose list it is before the name: /mozilla.org/20050126_1/Europe/Paris.
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, parts.Length).Where(skip => skip == 0 || name[0] == '/').Take(5).Select(skip => OfThisMachine(string.Join('/', parts.Skip(skip)))).FirstOrDefault(z => z is not null);
    }

    // The name becomes that of a file of the machine: nothing but a name of a zone may pass.
    private static KnownZone? OfThisMachine(string name) =>
        name.Length > 2 && char.IsAsciiLetterUpper(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && !name.Contains("//", StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? new(zone) : null;

    private DescribedZone? Described(string name)
    {
        var described = _descriptions.Value[name].FirstOrDefault();
        return described is null || ++_described > MostDescribed ? null : DescribeZone.Run(described, findings, effort);
    }
}
