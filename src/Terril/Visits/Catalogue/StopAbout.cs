using Terril.Observatory;

namespace Terril.Visits.Catalogue;

/// <summary>What a stop is: where, with whom, for how long, what is seen, and who can come. A circuit and its sessions have each their own.</summary>
public sealed class StopAbout
{
    /// <summary>What is seen there, as a title.</summary>
    public string NameFr { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string Address { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>The organisation that receives.</summary>
    public string Host { get; set; } = "";

    public string Speaker { get; set; } = "";

    public string SeenFr { get; set; } = "";

    public string SeenEn { get; set; } = "";

    public string AccessFr { get; set; } = "";

    public string AccessEn { get; set; } = "";

    /// <summary>How many can be there, when it is fewer than the visit takes: those who register then choose.</summary>
    public int? Capacity { get; set; }

    public int Minutes { get; set; }

    /// <summary>From this stop to the next.</summary>
    public int TravelMinutes { get; set; }

    public Text Name => VisitAbout.Both(NameFr, NameEn);

    public Text ToSee => VisitAbout.Both(SeenFr, SeenEn);

    public Text Access => VisitAbout.Both(AccessFr, AccessEn);

    public StopAbout Copy() => (StopAbout)MemberwiseClone();
}
