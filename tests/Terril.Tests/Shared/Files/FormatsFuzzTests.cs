using System.Diagnostics;
using Terril.Shared.Files;

namespace Terril.Tests.Shared.Files;

/// <summary>Files altered at random: each is refused, or kept as something that is kept again byte for byte.</summary>
public sealed class FormatsFuzzTests
{
    private const int Mutants = 3000;

    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(10);

    public static TheoryData<FileKind, byte[]> Models() => new()
    {
        { FileKind.Jpeg, Pictures.JpegWith(6) },
        { FileKind.Png, Pictures.PngWith(6) },
        { FileKind.WebP, Pictures.WebPWith(6) },
        { FileKind.Pdf, Pictures.Pdf },
        { FileKind.Zip, Pictures.Zip(("a/b.txt", [65, 66]), ("c.txt", new byte[300])) },
        { FileKind.Docx, Pictures.Docx() },
        { FileKind.Ods, Pictures.Ods() },
        { FileKind.PlainText, "Été à Lens\n"u8.ToArray() },
        { FileKind.Captions, "WEBVTT\n\n00:00.000 --> 00:01.000\nÉté\n"u8.ToArray() },
        { FileKind.Json, "{\"type\":\"Feature\",\"n\":[1,2.5,\"é\"]}"u8.ToArray() },
    };

    [Theory, MemberData(nameof(Models))]
    public void An_altered_file_is_refused_or_kept_whole(FileKind kind, byte[] model)
    {
        var (random, watch, kept) = (new Random((int)kind), Stopwatch.StartNew(), 0);
        var read = FileFacts.Of(kind).Read;
        Assert.NotNull(Kept(read, model));
        for (var i = 0; i < Mutants && watch.Elapsed < s_most; i++)
        {
            var mutant = Alter(model, random);
            if (Kept(read, mutant) is not { } once) continue;
            kept++;
            Assert.Equal(once, Kept(read, once));
        }
        Assert.True(kept > 0, "every mutant was refused: they are altered too much to tell anything");
    }

    // Anything but a refusal is a fault of ours.
    private static byte[]? Kept(ReadFile read, byte[] sent)
    {
        try
        {
            using var to = new MemoryStream();
            read(new MemoryStream(sent), to);
            return to.ToArray();
        }
        catch (FileRefusedException)
        {
            return null;
        }
    }

    private static byte[] Alter(byte[] model, Random random)
    {
        var file = model.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && file.Count > 0; changes--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: file.RemoveRange(at, Math.Min(random.Next(1, 40), file.Count - at)); break;
                case 3: file.InsertRange(at, Enumerable.Range(0, random.Next(1, 40)).Select(_ => (byte)random.Next(256))); break;
                default: file.RemoveRange(at, file.Count - at); break;
            }
        }
        return [.. file];
    }
}
