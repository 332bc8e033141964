using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Visits.Catalogue;

/// <summary>
/// What a visit is about, in both languages where the site needs them: a circuit has it, and each of its sessions a copy of its own.
/// English may be empty: the French is then shown. Lists of names are kept as <see cref="SpacedKeys"/>.
/// </summary>
public sealed class VisitAbout
{
    public string TitleFr { get; set; } = "";

    public string TitleEn { get; set; } = "";

    /// <summary>What one will see, in one sentence.</summary>
    public string SummaryFr { get; set; } = "";

    public string SummaryEn { get; set; } = "";

    /// <summary>What one learns there.</summary>
    public string LearnFr { get; set; } = "";

    public string LearnEn { get; set; } = "";

    /// <summary>What was hard for those who receive, and what they gave up.</summary>
    public string DifficultiesFr { get; set; } = "";

    public string DifficultiesEn { get; set; } = "";

    /// <summary>Who it is for.</summary>
    public string ForWhomFr { get; set; } = "";

    public string ForWhomEn { get; set; } = "";

    /// <summary>Where, in a few words: « Lille et Sequedin ».</summary>
    public string Place { get; set; } = "";

    /// <summary>Keys of themes.</summary>
    public string Themes { get; set; } = "";

    /// <summary>Ids of the indicators that it speaks to.</summary>
    public string Indicators { get; set; } = "";

    /// <summary>Territories that it speaks to, <c>level:code</c>.</summary>
    public string Territories { get; set; } = "";

    /// <summary>Languages in which it is led: <c>fr</c>, <c>en</c>, <c>lsf</c>.</summary>
    public string Languages { get; set; } = "";

    public Text Title => Both(TitleFr, TitleEn);

    public Text Summary => Both(SummaryFr, SummaryEn);

    public Text Learn => Both(LearnFr, LearnEn);

    public Text Difficulties => Both(DifficultiesFr, DifficultiesEn);

    public Text ForWhom => Both(ForWhomFr, ForWhomEn);

    /// <summary>The same, for something that may then change by itself.</summary>
    public VisitAbout Copy() => (VisitAbout)MemberwiseClone();

    internal static Text Both(string fr, string en) => new(fr, en.Length > 0 ? en : fr);
}
