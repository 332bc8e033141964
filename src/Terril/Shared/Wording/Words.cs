using System.Globalization;
using System.Runtime.CompilerServices;
using Terril.Observatory.Indicators;

namespace Terril.Shared.Wording;

/// <summary>
/// Says things in the language of the request. A sentence is written where it is said, in both languages side by side:
/// <c>@T["L’essentiel", "Essentials"]</c>. Numbers, dates, units and statuses are formatted here and nowhere else.
/// </summary>
public sealed class Words(string language)
{
    public const string French = "fr";
    public const string English = "en";

    // Beyond, a number no longer knows its units.
    private const double LargestWhole = 1e15;

    private static readonly string[] s_formats = ["N0", "N1", "N2", "N3"];
    private static readonly CultureInfo s_fr = Typed(CultureInfo.GetCultureInfo("fr-FR"), "\u202f", ",");
    private static readonly CultureInfo s_en = Typed(CultureInfo.GetCultureInfo("en-GB"), ",", ".");

    public string Language { get; } = language;

    public bool InFrench => Language != English;

    public string this[string fr, string en] => InFrench ? Typography.French(fr) : en;

    /// <summary>Of two sentences with something in them, only the one that is read is written, and what is in the other is not computed.</summary>
    public string this[[InterpolatedStringHandlerArgument("")] FrenchSentence fr, [InterpolatedStringHandlerArgument("")] EnglishSentence en] =>
        InFrench ? fr.Typed() : en.Text;

    public string this[Terril.Observatory.Text text] => this[text.Fr ?? "", text.En ?? ""];

    /// <summary>A plain number. Without decimals said, as many as it has, three at most.</summary>
    public string Number(double value, int? decimals = null)
    {
        // Most are whole, and those are quick to write.
        if ((decimals ?? 0) == 0 && Math.Abs(value) < LargestWhole && value == Math.Truncate(value)) return ((long)value).ToString(s_formats[0], Culture);
        var shown = value.ToString(decimals is not { } d ? "#,0.###" : d < s_formats.Length ? s_formats[d] : $"N{d}", Culture);
        return IsZero(shown) ? shown.TrimStart('\u2212') : shown;
    }

    /// <summary>A round number for an axis: millions are written as such.</summary>
    public string Short(double value, int decimals) => Math.Abs(value) >= 1e6 ? $"{(value / 1e6).ToString("#,0.###", Culture)}\u00a0M" : Number(value, decimals);

    /// <summary>A number as it was computed, to five decimals, for those who do the sum again.</summary>
    public string Precise(double value, string unit = "") => WithUnit(value.ToString("#,0.#####", Culture), unit);

    /// <summary>A difference: its sign is always written.</summary>
    public string Signed(double value, int? decimals = null)
    {
        var shown = Number(value, decimals);
        return value > 0 && !IsZero(shown) ? $"+{shown}" : shown;
    }

    /// <summary>A number with its unit.</summary>
    public string Value(double value, string unit, int? decimals = null) => WithUnit(Number(value, decimals), unit);

    /// <summary>A difference with its unit; a difference of percentages is in points.</summary>
    public string Difference(double value, string unit, int? decimals = null) =>
        unit == "%" ? $"{Signed(value, decimals)}\u00a0{(Math.Abs(value) < 2 ? this["point", "point"] : "points")}" : WithUnit(Signed(value, decimals), unit);

    /// <summary>A share of one as a percentage: 0.159 is 15,9 %.</summary>
    public string Share(double share, int decimals = 1) => WithUnit(Number(share * 100, decimals), "%");

    /// <summary>A relative change as a percentage: −0.024 is −2,4 %.</summary>
    public string Change(double change, int decimals = 1) => WithUnit(Signed(change * 100, decimals), "%");

    /// <summary>The unit as it is read after a number.</summary>
    public string Unit(string unit) => Units.In(unit, InFrench);

    /// <summary>A year, a month or a day.</summary>
    public string Period(Period period) => period.Grain switch
    {
        Grain.Year => period.ToString(),
        Grain.Month => $"{Culture.DateTimeFormat.GetMonthName(period.Month)} {period.Year}",
        _ => Date(new DateOnly(period.Year, period.Month, period.Day)),
    };

    /// <summary>From a period to another, with an en dash between years.</summary>
    public string Range(Period from, Period to) =>
        from == to ? Period(from) : from.Grain == Grain.Year ? $"{from}–{to}" : $"{Period(from)} – {Period(to)}";

    /// <summary>A day in words: 10 décembre 2026.</summary>
    public string Date(DateOnly day) => InFrench && day.Day == 1
        ? $"1er\u00a0{day.ToString("MMMM", Culture)}\u00a0{day.Year}"
        : day.ToString("d MMMM yyyy", Culture).Replace(' ', '\u00a0');

    /// <summary>A day in figures: 10/12/2026.</summary>
    public string ShortDate(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The word of a status, lower case.</summary>
    public string Status(Status status) => status switch
    {
        Terril.Observatory.Indicators.Status.Reference => this["référence", "reference"],
        Terril.Observatory.Indicators.Status.Provisional => this["provisoire (p)", "provisional (p)"],
        Terril.Observatory.Indicators.Status.Estimated => this["estimé (e)", "estimated (e)"],
        Terril.Observatory.Indicators.Status.Raw => this["brut", "raw"],
        Terril.Observatory.Indicators.Status.Partial => this["partiel", "partial"],
        Terril.Observatory.Indicators.Status.Secret => this["secret statistique (s)", "confidential (s)"],
        _ => this["non disponible (nd)", "not available (nd)"],
    };

    /// <summary>A count and its noun, singular under two in French, for one in English.</summary>
    public string Count(int count, string frOne, string frMany, string enOne, string enMany) =>
        $"{Number(count)} {(InFrench ? this[count < 2 ? frOne : frMany, ""] : count == 1 ? enOne : enMany)}";

    /// <summary>Several names in a sentence: a, b and c.</summary>
    public string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {this["et", "and"]} {names[^1]}",
    };

    private CultureInfo Culture => InFrench ? s_fr : s_en;

    private string WithUnit(string number, string unit) => Unit(unit) switch
    {
        "" => number,
        "%" => InFrench ? $"{number}\u202f%" : $"{number}%",
        var shown => $"{number}\u00a0{shown}",
    };

    private static bool IsZero(string shown) => shown.AsSpan().IndexOfAnyInRange('1', '9') < 0;

    private static CultureInfo Typed(CultureInfo model, string thousands, string point)
    {
        var culture = (CultureInfo)model.Clone();
        culture.NumberFormat.NumberGroupSeparator = thousands;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberNegativePattern = 1;
        culture.NumberFormat.NumberGroupSizes = [3];
        return CultureInfo.ReadOnly(culture);
    }
}
