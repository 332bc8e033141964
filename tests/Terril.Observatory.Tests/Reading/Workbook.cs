using System.IO.Compression;
using System.Text;

namespace Terril.Observatory.Tests.Reading;

/// <summary>Writes small workbooks: sheets are given as the XML of their rows.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    // Styles 1 to 4: date, date and time, time, percent.
    private const string Styles = """<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="9"/></cellXfs>""";

    public static byte[] Of(params (string Name, string Rows)[] sheets)
    {
        var listed = sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{i + 1}" r:id="s{i}"/>""");
        var related = sheets.Select((_, i) => $"""<Relationship Id="s{i}" Type="{Office}/worksheet" Target="sheet{i}.xml"/>""");
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""),
            ("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="w" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(listed)}</sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships">{string.Concat(related)}<Relationship Id="y" Type="{Office}/styles" Target="styles.xml"/></Relationships>"""),
            ("xl/styles.xml", $"""<styleSheet xmlns="{Main}">{Styles}</styleSheet>"""),
        };
        parts.AddRange(sheets.Select((sheet, i) => ($"xl/sheet{i}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{sheet.Rows}</sheetData></worksheet>""")));
        return Zip.Of([.. parts]);
    }

    /// <summary>A row of texts, the first in column A; none where null.</summary>
    public static string Row(int number, params string?[] texts) => RowOf(number, string.Concat(texts.Select((text, i) =>
        text is null ? "" : $"""<c r="{(char)('A' + i)}{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>""")));

    /// <summary>A row of cells given as XML.</summary>
    public static string RowOf(int number, string cells) => $"""<row r="{number}">{cells}</row>""";
}

/// <summary>Writes small archives.</summary>
internal static class Zip
{
    public static byte[] Of(params (string Name, string Text)[] entries) =>
        Of([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    public static byte[] Of((string Name, byte[] Bytes)[] entries, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }
        return memory.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionMode.Compress)) gzip.Write(bytes);
        return memory.ToArray();
    }
}
