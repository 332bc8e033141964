using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

public sealed class FileGateTests
{
    public static TheoryData<string, byte[]> Photos() => new()
    {
        { "a.jpg", Pictures.JpegWith(6) },
        { "b.jpeg", Pictures.JpegWith(6, little: false) },
        { "c.png", Pictures.PngWith(6) },
        { "d.webp", Pictures.WebPWith(6) },
    };

    [Theory, MemberData(nameof(Photos))]
    public async Task A_photo_loses_where_it_was_taken_and_keeps_its_way_up(string name, byte[] sent)
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        Assert.Contains(Pictures.Secret, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);

        var file = await house.Kept(sent, name);
        var kept = await File.ReadAllBytesAsync(house.BytesOf(file));

        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("3.0573", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Equal((48, 64), (file.Width, file.Height));
        Assert.Equal(kept.Length, file.Length);
        // The way up, written again: tag 0x0112, one short, 6.
        Assert.True(kept.AsSpan().IndexOf(new byte[] { 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6 }) > 0);
    }

    [Fact]
    public async Task An_upright_photo_is_kept_without_a_word_about_it()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);

        foreach (var (name, sent, bare) in new[] { ("a.jpg", Pictures.JpegWith(1), Pictures.Jpeg), ("a.png", Pictures.PngWith(1), Pictures.Png) })
            Assert.Equal(bare, await File.ReadAllBytesAsync(house.BytesOf(await house.Kept(sent, name))));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_kept_under_a_name_and_a_place_of_ours(Provider on)
    {
        await using var house = await FilesHouse.Open(on);

        var file = await house.Kept(Pictures.Png, "..\\../Été à <Lens> ; œuvre (1).php.PNG");
        await house.InDatabase(async db =>
        {
            (await db.StoredFiles.SingleAsync()).Describe(new("Un terril", "A slag heap"));
            return await db.SaveChangesAsync();
        });
        var row = await house.InDatabase(db => db.StoredFiles.AsNoTracking().SingleAsync());

        Assert.Equal("ete-a-lens-oeuvre-1-php.png", row.Name);
        Assert.DoesNotContain("lens", row.Place, StringComparison.Ordinal);
        Assert.Equal((FileKind.Png, 64, 48, "Un terril", "A slag heap"), (row.Kind, row.Width, row.Height, row.AlternativeFr, row.AlternativeEn));
        Assert.Equal(file.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(house.BytesOf(row)))));
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Folder, "incoming")));
    }

    [Theory]
    [InlineData("table.csv", "commune;tonnes\nLens;1,5\n")]
    [InlineData("notes.txt", "Été\n")]
    [InlineData("film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n")]
    [InlineData("carte.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}")]
    public async Task Texts_are_kept_as_they_are(string name, string text)
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Encoding.UTF8.GetBytes(text), name);
        Assert.Equal(text, await File.ReadAllTextAsync(house.BytesOf(file)));
    }

    [Fact]
    public async Task Documents_are_kept_as_they_are()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        foreach (var (name, sent) in new[] { ("a.pdf", Pictures.Pdf), ("a.docx", Pictures.Docx()), ("a.ods", Pictures.Ods()), ("a.zip", Pictures.Zip(("lisez-moi.txt", [65]))) })
            Assert.Equal(sent, await File.ReadAllBytesAsync(house.BytesOf(await house.Kept(sent, name))));
    }

    public static TheoryData<string, byte[], string> Refused() => new()
    {
        { "photo.jpg", Pictures.Png, "photo JPEG" },
        { "photo.png", Pictures.Jpeg, "image PNG" },
        { "photo.webp", Pictures.Png, "image WebP" },
        { "cut.png", Pictures.Png[..^20], "image PNG" },
        { "cut.jpg", Pictures.Jpeg[..^2], "photo JPEG" },
        { "huge.png", Pictures.MakePng(20_000, 20_000, rows: 1), "trop de pixels" },
        { "hides.png", Pictures.MakePng(64, 48, rows: 40_000), "image PNG" },
        { "lacks.png", Pictures.MakePng(64, 48, rows: 40), "image PNG" },
        { "page.pdf", "<html><script>alert(1)</script>"u8.ToArray(), "PDF" },
        { "cut.pdf", Pictures.Pdf[..^8], "PDF" },
        { "before.pdf", [.. "<script>"u8, .. Pictures.Pdf], "PDF" },
        { "letter.docx", Pictures.Zip(("a.txt", [65])), "bureautique" },
        { "letter.odt", Pictures.Ods(), "bureautique" },
        { "macros.docx", Pictures.Docx(("word/vbaProject.bin", [1])), "macros" },
        { "macros.ods", Pictures.Ods(("Basic/Standard/Module1.xml", [1])), "macros" },
        { "bomb.zip", Pictures.Zip(("zeros", new byte[64_000_000])), "trop de place" },
        { "bomb.docx", Pictures.Docx(("word/media/zeros", new byte[64_000_000])), "trop de place" },
        { "out.zip", Pictures.Zip(("../../etc/cron.d/x", [65])), "pas sûrs" },
        { "twice.zip", Pictures.Zip(("a", [65]), ("A", [66])), "pas sûrs" },
        { "before.zip", [.. "MZ"u8, .. Pictures.Zip(("a", [65]))], "archive ZIP" },
        { "latin.csv", [0xE9, 0x3B, 0x0A], "UTF-8" },
        { "binary.txt", [65, 0, 66], "UTF-8" },
        { "almost.json", "{\"a\":1"u8.ToArray(), "JSON" },
        { "almost.vtt", "WEB"u8.ToArray(), "WebVTT" },
        { "drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "genre" },
        { "page.html", "<p>"u8.ToArray(), "genre" },
        { "page.jpg", Markup("<html><script>alert(1)</script>"), "photo JPEG" },
        { "page.png", Markup("<!doctype html><script>alert(1)</script>"), "image PNG" },
        { "page.webp", Markup("<html><script>alert(1)</script>"), "image WebP" },
        { "page.json", Markup("<html><script>alert(1)</script>"), "JSON" },
        { "page.vtt", Markup("<html><script>alert(1)</script>"), "WebVTT" },
        { "page.txt", Markup("\uFEFF\n  <HTML><script>alert(1)</script>"), "page web" },
        { "page.csv", Markup(new string(' ', 70_000) + "<script>alert(1)</script>"), "page web" },
        { "drawing.png", Markup("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "image PNG" },
        { "drawing.pdf", Markup("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "PDF" },
        { "drawing.txt", Markup("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "page web" },
        { "nothing", "a"u8.ToArray(), "genre" },
        { "empty.txt", [], "vide" },
        { "long.txt", new byte[2_000_001], "2 Mo" },
    };

    private static byte[] Markup(string text) => Encoding.UTF8.GetBytes(text);

    [Theory, MemberData(nameof(Refused))]
    public async Task What_is_not_what_its_name_says_is_refused_with_what_to_do(string name, byte[] sent, string why)
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);

        var outcome = await house.Send(sent, name);

        Assert.False(outcome.IsKept);
        Assert.Contains(why, outcome.Refused.Value.Fr!, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Refused.Value.En!);
        Assert.Equal(0, await house.InDatabase(db => db.StoredFiles.CountAsync()));
        Assert.False(Directory.Exists(Path.Combine(house.Folder, "files")));
    }

    [Fact]
    public async Task A_room_accepts_the_kinds_it_names_and_no_other()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var outcome = await house.Send(Pictures.Jpeg, "photo.jpg", FilesHouse.ForEditors);
        Assert.Equal("Ce genre de fichier n’est pas accepté ici. Sont acceptés : .pdf, .png.", outcome.Refused?.Fr);
    }

    [Theory, OnBothDatabases]
    public async Task A_file_taken_away_is_gone_from_the_disk_once_that_is_saved(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var file = await house.Kept(Pictures.Png, "a.png");

        await house.InScope(async services =>
        {
            await services.GetRequiredService<FileGate>().Remove(file.Id, CancellationToken.None);
            await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
        });
        for (var waited = 0; File.Exists(house.BytesOf(file)) && waited < 100; waited++)
        {
            if (!await house.Services.GetRequiredService<RunJobs>().One(CancellationToken.None)) await Task.Delay(100);
        }

        Assert.False(File.Exists(house.BytesOf(file)));
        Assert.Equal(0, await house.InDatabase(db => db.StoredFiles.CountAsync()));
    }
}
