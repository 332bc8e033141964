using System.IO.Compression;
using System.Net;
using System.Text;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Registrations;

public sealed class ExportTests
{
    [Theory, OnBothDatabases]
    public async Task Registrations_leave_as_CSV_and_as_a_workbook_without_formulas_nor_needs_and_the_trail_says_so(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(10);
        await house.Register(session, Party("un@terril.example", 2, ("Form.Name", "=cmd|' /C calc'!A0"), ("Form.Organisation", "+33 3 20 00 00 00")));
        await house.Register(session, Party("deux@terril.example", 1, ("Form.Name", "@SUM(A1)"), ("Form.Organisation", "-5")));
        await house.Needs(await house.Of(session, "un@terril.example"), "Fauteuil roulant");

        using var csv = await organiser.Fill(Of(session), "main form[action*='handler=export']");
        var text = await csv.Content.ReadAsStringAsync();
        Assert.Contains("'=cmd", text, StringComparison.Ordinal);
        Assert.Contains("'@SUM", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Besoins", text, StringComparison.Ordinal);

        var page = await organiser.Page(Of(session));
        var token = page.QuerySelector("main form[action*='handler=export'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await organiser.Client.PostAsync(new Uri($"{Of(session)}?handler=workbook", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]));
        Assert.Equal((HttpStatusCode.OK, $"inscriptions-{session.Slug}.xlsx"), (answer.StatusCode, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var rows = Rows(bytes);
        Assert.Equal(3, rows.Count);
        Assert.Equal(["Personne", "Structure", "Adresse"], rows[0].Take(3));
        Assert.Contains(rows, r => r[0] == "'@SUM(A1)" && r[1] == "-5");
        Assert.Contains(rows, r => r[0]!.StartsWith("'=cmd", StringComparison.Ordinal) && r[1] == "'+33 3 20 00 00 00");
        Assert.DoesNotContain(rows.SelectMany(r => r), cell => cell is "Besoins" or "Needs" || cell?.Contains("Fauteuil", StringComparison.Ordinal) is true);
        using var parts = new ZipArchive(new MemoryStream(bytes));
        foreach (var part in parts.Entries)
        {
            using var reader = new StreamReader(part.Open());
            Assert.DoesNotContain("<x:f>", (await reader.ReadToEndAsync()).Replace("<f>", "<x:f>", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        Assert.Equal(2, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "desk.export" && e.Subject == Of(session))));
    }

    private static List<List<string?>> Rows(byte[] workbook)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(workbook));
        var rows = new List<List<string?>>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)?.ToString())]);
        return rows;
    }
}
