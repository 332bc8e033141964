using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Terril.Shared.Desk;

/// <summary>Rows as a file for a spreadsheet, streamed: UTF-8 with its mark, semicolons. No cell of it is run as a formula.</summary>
public sealed partial class CsvResult(IEnumerable<string> headings, IAsyncEnumerable<IEnumerable<string>> rows, string name) : IActionResult
{
    // What a spreadsheet would take for the beginning of a formula.
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(";\"\r\n\t");

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        response.Headers.CacheControl = "private, no-store";
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(Written(headings));
        await foreach (var row in rows.WithCancellation(context.HttpContext.RequestAborted)) await text.WriteAsync(Written(row));
    }

    /// <summary>A cell as it is written: an apostrophe before what a spreadsheet would run, numbers apart.</summary>
    public static string Cell(string said)
    {
        var safe = Disarmed(said);
        return safe.AsSpan().ContainsAny(s_quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>What a spreadsheet does not take for a formula: an apostrophe before what it would.</summary>
    internal static string Disarmed(string said) => said.Length > 0 && s_formula.Contains(said[0]) && !IsNumber(said) ? $"'{said}" : said;

    internal static bool IsNumber(string said) => Number().IsMatch(said);

    private static string Written(IEnumerable<string> cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    [GeneratedRegex(@"^-?[0-9]+([.,][0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Number();
}
