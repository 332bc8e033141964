using System.Globalization;
using System.Text.RegularExpressions;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Shared.Forms;

/// <summary>Reads what was typed in a field, or says what to write instead.</summary>
internal static partial class TypedFields
{
    private static readonly string[] s_days = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"];

    /// <summary>One line.</summary>
    public static string Line(this FormFaults faults, string field, string? typed, int most = 200, bool isNeeded = false)
    {
        var line = typed?.Trim() ?? "";
        if (isNeeded && line.Length == 0) faults.Add(field, "ce champ est nécessaire : écrivez-le", "this field is needed: write it");
        else if (line.Length > most) faults.Add(field, $"écrivez-le en {most} caractères au plus : il y en a {line.Length}", $"write it in {most} characters at most: there are {line.Length}");
        else if (line.Any(char.IsControl)) faults.Add(field, "écrivez-le sur une ligne", "write it on one line");
        return line;
    }

    /// <summary>Several lines.</summary>
    public static string Words(this FormFaults faults, string field, string? typed, int most = 4_000, bool isNeeded = false)
    {
        var words = typed?.Trim().ReplaceLineEndings("\n") ?? "";
        if (isNeeded && words.Length == 0) faults.Add(field, "ce champ est nécessaire : écrivez-le", "this field is needed: write it");
        else if (words.Length > most) faults.Add(field, $"écrivez-le en {most} caractères au plus : il y en a {words.Length}", $"write it in {most} characters at most: there are {words.Length}");
        else if (words.Any(c => char.IsControl(c) && c != '\n')) faults.Add(field, "retirez-en les caractères de commande", "remove control characters from it");
        return words;
    }

    /// <summary>A whole number between two; null when nothing is typed.</summary>
    public static int? Whole(this FormFaults faults, string field, string? typed, int least, int most, bool isNeeded = false)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            if (isNeeded) faults.Add(field, $"écrivez un nombre de {least} à {most}", $"write a number from {least} to {most}");
            return null;
        }
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= least && read <= most) return read;
        faults.Add(field, $"écrivez un nombre entier, de {least} à {most}", $"write a whole number, from {least} to {most}");
        return null;
    }

    /// <summary>An amount in euros, as cents; nothing typed is nothing to pay.</summary>
    public static int Cents(this FormFaults faults, string field, string? typed)
    {
        var said = typed?.Replace("€", "", StringComparison.Ordinal).Replace(',', '.').Trim() ?? "";
        if (said.Length == 0) return 0;
        if (decimal.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) && euros is >= 0 and <= 10_000 && decimal.Round(euros, 2) == euros) return (int)(euros * 100);
        faults.Add(field, "écrivez un montant en euros, comme 12,50", "write an amount in euros, like 12.50");
        return 0;
    }

    /// <summary>An address that mail can be sent to; empty when none is typed and none is needed.</summary>
    public static string Address(this FormFaults faults, string field, string? typed, bool isNeeded)
    {
        var address = typed?.Trim() ?? "";
        if (address.Length == 0 && !isNeeded) return "";
        if (!PersonAddress.IsOne(address)) faults.Add(field, "écrivez une adresse complète, comme nom@exemple.fr", "write a complete address, like name@example.org");
        return address;
    }

    /// <summary>An address that a browser opens; empty when none is typed.</summary>
    public static string Web(this FormFaults faults, string field, string? typed)
    {
        var address = typed?.Trim() ?? "";
        if (address.Length > 0 && !IsWeb(address)) faults.Add(field, "écrivez une adresse qui commence par https://", "write an address that begins with https://");
        return address;
    }

    /// <summary>Whether it is an address that a browser opens.</summary>
    public static bool IsWeb(string address) => address.Length <= 500 && Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is ("https" or "http") && !address.Any(char.IsWhiteSpace);

    public static DateOnly? Day(this FormFaults faults, string field, string? typed, bool isNeeded)
    {
        if (string.IsNullOrWhiteSpace(typed) && !isNeeded) return null;
        if (DateOnly.TryParseExact(typed?.Trim(), s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100) return day;
        faults.Add(field, "écrivez une date, comme 10/12/2026", "write a date, like 10/12/2026");
        return null;
    }

    /// <summary>An hour of that day in Paris. One that the change of clocks skips is no hour.</summary>
    public static DateTimeOffset? At(this FormFaults faults, string field, DateOnly? day, string? typed, bool isNeeded)
    {
        if (string.IsNullOrWhiteSpace(typed) && !isNeeded) return null;
        if (!(Clock().Match(typed ?? "") is { Success: true } read && int.Parse(read.Groups["h"].ValueSpan, CultureInfo.InvariantCulture) is < 24 and var hour && Minutes(read) is < 60 and var minute))
        {
            faults.Add(field, "écrivez une heure, comme 9 h 30", "write a time, like 09:30");
            return null;
        }
        if (day is not { } known) return null;
        var at = Paris.At(known, new(hour, minute));
        if (Paris.Time(at).TimeOfDay == new TimeSpan(hour, minute, 0)) return at;
        faults.Add(field, "cette heure n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez-en une autre", "that hour does not exist on that day: clocks go forward. Choose another");
        return null;
    }

    public static string DayOf(DateTimeOffset? at) => at is { } instant ? Paris.Day(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    public static string HourOf(DateTimeOffset? at) => at is { } instant ? Paris.Time(instant).ToString("HH:mm", CultureInfo.InvariantCulture) : "";

    private static int Minutes(Match read) => read.Groups["m"].Length == 0 ? 0 : int.Parse(read.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<h>\d{1,2})\s*(?:[:hH]\s*(?<m>\d{2})?)(:00)?\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Clock();
}
