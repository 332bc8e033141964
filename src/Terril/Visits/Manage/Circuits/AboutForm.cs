using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>What is typed of what a visit is about.</summary>
public sealed class AboutForm
{
    public string? TitleFr { get; set; }

    public string? TitleEn { get; set; }

    public string? SummaryFr { get; set; }

    public string? SummaryEn { get; set; }

    public string? LearnFr { get; set; }

    public string? LearnEn { get; set; }

    public string? DifficultiesFr { get; set; }

    public string? DifficultiesEn { get; set; }

    public string? ForWhomFr { get; set; }

    public string? ForWhomEn { get; set; }

    public string? Place { get; set; }

    /// <summary>One a line.</summary>
    public string? Indicators { get; set; }

    /// <summary>One a line.</summary>
    public string? Territories { get; set; }

    public string[] Themes { get; set; } = [];

    public string[] Languages { get; set; } = ["fr"];

    public static AboutForm Of(VisitAbout about, TypedSubjects names) => new()
    {
        TitleFr = about.TitleFr, TitleEn = about.TitleEn, SummaryFr = about.SummaryFr, SummaryEn = about.SummaryEn, LearnFr = about.LearnFr, LearnEn = about.LearnEn,
        DifficultiesFr = about.DifficultiesFr, DifficultiesEn = about.DifficultiesEn, ForWhomFr = about.ForWhomFr, ForWhomEn = about.ForWhomEn, Place = about.Place,
        Indicators = names.Say(about.Indicators), Territories = names.Say(about.Territories),
        Themes = [.. SpacedKeys.List(about.Themes)], Languages = [.. SpacedKeys.List(about.Languages)],
    };

    /// <param name="before">What was kept: a key that the release knows no more may stay.</param>
    public VisitAbout Read(VisitAbout before, TypedSubjects names, FormFaults faults)
    {
        var themes = names.Themes.Select(t => t.Value).Concat(SpacedKeys.List(before.Themes)).ToHashSet(StringComparer.Ordinal);
        if (Languages.Length == 0) faults.Add(nameof(Languages), "cochez au moins une langue", "tick at least one language");
        return new()
        {
            TitleFr = faults.Line(nameof(TitleFr), TitleFr, 120, isNeeded: true), TitleEn = faults.Line(nameof(TitleEn), TitleEn, 120),
            SummaryFr = faults.Line(nameof(SummaryFr), SummaryFr, 300), SummaryEn = faults.Line(nameof(SummaryEn), SummaryEn, 300),
            LearnFr = faults.Words(nameof(LearnFr), LearnFr), LearnEn = faults.Words(nameof(LearnEn), LearnEn),
            DifficultiesFr = faults.Words(nameof(DifficultiesFr), DifficultiesFr), DifficultiesEn = faults.Words(nameof(DifficultiesEn), DifficultiesEn),
            ForWhomFr = faults.Words(nameof(ForWhomFr), ForWhomFr, 600), ForWhomEn = faults.Words(nameof(ForWhomEn), ForWhomEn, 600),
            Place = faults.Line(nameof(Place), Place, 120),
            Themes = SpacedKeys.Of(Themes.Where(themes.Contains)),
            Indicators = names.ReadIndicators(nameof(Indicators), Indicators, before.Indicators, faults),
            Territories = names.ReadTerritories(nameof(Territories), Territories, before.Territories, faults),
            Languages = SpacedKeys.Of(Languages.Where(VisitLanguages.IsOne)),
        };
    }
}

/// <summary>The languages in which a visit may be led.</summary>
public static class VisitLanguages
{
    private static readonly string[] s_all = ["fr", "en", "lsf"];

    public static IReadOnlyList<string> All => s_all;

    public static bool IsOne(string language) => s_all.Contains(language, StringComparer.Ordinal);

    public static Terril.Observatory.Text Name(string language) => language switch
    {
        "en" => new("anglais", "English"),
        "lsf" => new("langue des signes française", "French sign language"),
        _ => new("français", "French"),
    };
}
