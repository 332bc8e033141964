using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Mvc;

namespace Terril.Shared.Desk;

/// <summary>Rows as a workbook of one sheet. Its cells are words or numbers, never formulas, and what would be one in another program is disarmed all the same.</summary>
public sealed class WorkbookResult(IEnumerable<string> headings, IAsyncEnumerable<IEnumerable<string>> rows, string name) : IActionResult
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int LongestCell = 32_767;
    private const int MostDigits = 15;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var stop = context.HttpContext.RequestAborted;
        // The parts of a workbook are written in no order: it is finished before it is sent.
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.xlsx");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await Write(file, headings, rows, stop);
        file.Position = 0;

        var response = context.HttpContext.Response;
        response.ContentType = MediaType;
        response.ContentLength = file.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.xlsx\"";
        response.Headers.CacheControl = "private, no-store";
        await file.CopyToAsync(response.Body, stop);
    }

    internal static async Task Write(Stream to, IEnumerable<string> headings, IAsyncEnumerable<IEnumerable<string>> rows, CancellationToken stop)
    {
        using var workbook = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var part = workbook.AddWorkbookPart();
        var sheet = part.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            Row(writer, headings, isHeading: true);
            await foreach (var row in rows.WithCancellation(stop)) Row(writer, row, isHeading: false);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        part.Workbook = new Workbook(new Sheets(new Sheet { Name = "1", SheetId = 1, Id = part.GetIdOfPart(sheet) }));
        part.Workbook.Save();
    }

    private static void Row(OpenXmlWriter writer, IEnumerable<string> cells, bool isHeading)
    {
        writer.WriteStartElement(new Row());
        foreach (var said in cells) writer.WriteElement(Of(said, isHeading));
        writer.WriteEndElement();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Of(string said, bool isHeading) => !isHeading && IsQuantity(said)
        ? new() { CellValue = new CellValue(said.Replace(',', '.')), DataType = CellValues.Number }
        : new() { DataType = CellValues.InlineString, InlineString = new(new DocumentFormat.OpenXml.Spreadsheet.Text(Readable(CsvResult.Disarmed(said))) { Space = SpaceProcessingModeValues.Preserve }) };

    // A code that begins with zero is a word, and so is what has more digits than a number keeps.
    private static bool IsQuantity(string said) => said.Length <= MostDigits && CsvResult.IsNumber(said) && said.TrimStart('-') is not ['0', >= '0' and <= '9', ..]
        && double.TryParse(said.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // What XML cannot hold is left out.
    private static string Readable(string said) =>
        string.Concat((said.Length > LongestCell ? said[..LongestCell] : said).EnumerateRunes().Where(r => r.Value > char.MaxValue || XmlConvert.IsXmlChar((char)r.Value)));
}
