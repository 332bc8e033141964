using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>How the observatory says its figures, levels and kinds, in the language of the page.</summary>
public static class Saying
{
    private const int Most = 3;

    /// <summary>How many decimals values are shown with: those the indicator asks for, else those published, and no false precision.</summary>
    public static int Decimals(this Indicator indicator, IEnumerable<double> values)
    {
        if (indicator.Decimals is { } said) return said;

        var (decimals, largest) = (0, 0d);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            decimals = Math.Max(decimals, Published(Math.Abs(value)));
            largest = Math.Max(largest, Math.Abs(value));
        }
        return Shown(decimals, largest);
    }

    public static int Decimals(this Indicator indicator, double value) =>
        indicator.Decimals ?? (double.IsFinite(value) ? Shown(Published(Math.Abs(value)), Math.Abs(value)) : 0);

    // Those a value needs, up to the most.
    private static int Published(double value)
    {
        var decimals = 0;
        while (decimals < Most && Math.Abs(value - Math.Round(value, decimals)) > 1e-9 * Math.Max(1, value)) decimals++;
        return decimals;
    }

    private static int Shown(int decimals, double largest) => decimals < Most ? decimals : largest switch { >= 1000 => 0, >= 10 => 1, >= 1 => 2, _ => Most };

    /// <summary>The fewest decimals that say a round value: a bound, a target.</summary>
    public static int Fewest(this Indicator indicator, double value)
    {
        var (decimals, most) = (0, indicator.Decimals ?? Most);
        while (decimals < most && !(Math.Abs(value - Math.Round(value, decimals)) < 1e-9 * Math.Max(1, Math.Abs(value)))) decimals++;
        return decimals;
    }

    /// <summary>A reason as a sentence of its own: a capital, a full stop.</summary>
    public static string Sentence(string reason) => reason.Length == 0 ? "" : Capital(reason) + (reason[^1] is '.' or '…' ? "" : ".");

    /// <summary>A figure without its unit: a number, "at least" a number, or the letter of what it is instead.</summary>
    public static string Bare(this Words words, Indicator indicator, Figure figure, int? decimals = null)
    {
        if (!figure.HasValue) return words.Letter(figure.Status);
        var number = words.Number(figure.Value, decimals ?? indicator.Decimals(figure.Value));
        return figure.Status == Status.Partial ? words.AtLeast(number) : number;
    }

    /// <summary>A figure with its unit.</summary>
    public static string Full(this Words words, Indicator indicator, Figure figure)
    {
        if (!figure.HasValue) return words.Letter(figure.Status);
        var value = words.Value(figure.Value, indicator.Unit, indicator.Decimals(figure.Value));
        return figure.Status == Status.Partial ? words.AtLeast(value) : value;
    }

    /// <summary>A lower bound: some of it is secret or missing.</summary>
    public static string AtLeast(this Words words, string number) => words[$"au moins {number}", $"at least {number}"].TrimEnd();

    /// <summary>The name of a level.</summary>
    public static string Level(this Words words, string level) => level switch
    {
        Territories.Level.Commune => words["commune", "commune"],
        Territories.Level.Epci => words["intercommunalité", "intermunicipality"],
        Territories.Level.Department => words["département", "department"],
        Territories.Level.Region => words["région", "region"],
        Territories.Level.Country => words["pays", "country"],
        "waste-authority" => words["collectivité de collecte", "waste authority"],
        _ => level,
    };

    /// <summary>The name of a level, several of it.</summary>
    public static string Levels(this Words words, string level) => level switch
    {
        Territories.Level.Epci => words["intercommunalités", "intermunicipalities"],
        Territories.Level.Country => words["pays", "countries"],
        "waste-authority" => words["collectivités de collecte", "waste authorities"],
        _ => $"{words.Level(level)}s",
    };

    /// <summary>What a territory is, in full: its legal form for an intermunicipality.</summary>
    public static string Kind(this Words words, Territory territory) => territory.Kind switch
    {
        "CC" => words["Communauté de communes", "Community of communes"],
        "CA" => words["Communauté d’agglomération", "Agglomeration community"],
        "CU" => words["Communauté urbaine", "Urban community"],
        "METRO" or "MET69" => words["Métropole", "Metropolis"],
        _ => Capital(words.Level(territory.Level)),
    };

    /// <summary>The codes of a breakdown in words: « Industrie, gaz ». Nothing for the total.</summary>
    public static string Breakdown(this Words words, Release release, string breakdown) =>
        string.Join(", ", breakdown.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => words[Label(release, part)]));

    public static string Capital(string words) => words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static Text Label(Release release, string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals ? release.Site.Label(part[..equals], part[(equals + 1)..]) : Text.Same(part);
}
