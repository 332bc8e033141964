using System.Diagnostics;
using System.Globalization;
using System.Text;
using Terril.Agenda.Reading;
using Terril.Observatory;

namespace Terril.Tests.Agenda.Reading;

/// <summary>
/// Feeds altered at random: whatever comes, something is answered, soon, and it holds together. <c>TERRIL_FUZZ_SECONDS=60</c> makes it
/// go on for so long, from another beginning each time.
/// </summary>
public sealed class FeedsFuzzTests(ITestOutputHelper output)
{
    private const int Mutants = 1500;

    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(10);
    // Of a machine that does ten things at once; alone, none takes two.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private static readonly string[] s_hostile =
    [
        "RRULE:FREQ=DAILY;COUNT=999999999", "RRULE:FREQ=DAILY;INTERVAL=0", "RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:FREQ=MONTHLY;INTERVAL=9999;BYDAY=5MO;BYSETPOS=-366",
        "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z", "DTSTART:99991231T235959Z", "DTSTART:00000101T000000", "DTSTART:00010101", "DTSTART:22001231T235959", "DTEND:22001231", "DTSTART;TZID=Pacific/Apia:20111230T120000",
        "DURATION:P999999999999W", "DURATION:-PT1H", "SEQUENCE:99999999999999999999", "GEO:1e308;-1e308", "RECURRENCE-ID:19000101T000000Z", "EXDATE:,,,,", "RDATE;VALUE=PERIOD:/", "TZOFFSETTO:+9999",
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VTIMEZONE", "X-WR-TIMEZONE:../../../etc/passwd", "UID:", "METHOD:CANCEL", "\"", "\\", "\r\n ", "\0", "\uFEFF", "\"\\ud800\"", "{\"a\":", "[[[[[[[[",
        "99999999999999999999999999", "-1e400", "0000-00-00T99:99:99+99:99", "<![CDATA[", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "<a><a><a>", "</item>", "<script>", "&#x10FFFF;", "&#xD800;",
    ];

    [Fact]
    public void Whatever_comes_is_answered()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("TERRIL_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) && seconds > 0;
        var (random, watch, count, read) = (new Random(asked ? Environment.TickCount : 5545), Stopwatch.StartNew(), 0, 0);
        var models = Models();
        for (; asked ? watch.Elapsed.TotalSeconds < seconds : count < Mutants && watch.Elapsed < s_most; count++)
        {
            var mutant = Alter(models[count % models.Count], random, models);
            var began = watch.Elapsed;
            var answer = Answer(mutant);
            Assert.True(watch.Elapsed - began < s_longest, $"{(watch.Elapsed - began).TotalSeconds} s: {Convert.ToBase64String(mutant)}");
            Holds(answer);
            if (answer.Events.Count > 0) read++;
        }
        output.WriteLine($"{count} feeds in {watch.Elapsed.TotalSeconds:0} s, {read} of which gave events");
        Assert.True(read > count / 10, $"{read} of {count} gave events: they are altered too much to tell anything");
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", 100_000)]
    [InlineData("BEGIN:VCALENDAR\n", "BEGIN:X\n", 100_000)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART", ";A=\"b\"", 500_000)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:", "<a", 40_000)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261021\nEXDATE:20261021", "\n ,20261021", 150_000)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261021\n", "RDATE:20261021T090000Z,20270101T090000Z\n", 100_000)]
    [InlineData("BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nUID:a\nDTSTART:20261021\nEND:VEVENT\n", 45_000)]
    [InlineData("BEGIN:VCALENDAR\n", "\r\n ", 1_000_000)]
    [InlineData("[", "[", 4_000_000)]
    [InlineData("{\"events\":[", "{},", 1_000_000)]
    [InlineData("<rss><channel>", "<item><x:a", 400_000)]
    [InlineData("<rss><channel>", "<item/>", 600_000)]
    public void Much_of_the_same_is_answered_soon(string beginning, string again, int times)
    {
        var watch = Stopwatch.StartNew();
        Holds(Answer(Encoding.UTF8.GetBytes(beginning + string.Concat(Enumerable.Repeat(again, times)))));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void Many_zones_that_nobody_knows_are_answered_soon()
    {
        var watch = Stopwatch.StartNew();
        Holds(Answer(Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"BEGIN:VEVENT\nDTSTART;TZID=Zone{i}/A:20261021T090000\nEND:VEVENT\n")))));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    private static FeedRead Answer(byte[] mutant)
    {
        try
        {
            return ReadFeed.Run(mutant, "text/calendar", Feeds.Window);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}: {Convert.ToBase64String(mutant[..Math.Min(mutant.Length, 6000)])}", fault);
        }
    }

    private static void Holds(FeedRead read)
    {
        Assert.All(read.Events, e =>
        {
            Assert.NotEmpty(e.Uid);
            Assert.NotEmpty(e.Slots);
            Assert.All(e.Slots, s => Assert.True(s.EndsAt >= s.StartsAt && s.StartsAt < Feeds.Window.To && s.StartsAt.Offset == TimeSpan.Zero));
            Assert.DoesNotContain(e.Title + e.Description + e.Uid + e.Place?.Name, c => char.IsControl(c) && c is not ('\n' or '\t'));
            Assert.True(e.Page is null || e.Page.StartsWith("http", StringComparison.Ordinal));
            Assert.Contains(e.Uid, read.Uids);
        });
        Assert.Equal(read.Events.Count, read.Events.DistinctBy(e => (e.Uid, e.RecurrenceId)).Count());
        Assert.All(read.Findings, f => Assert.False(string.IsNullOrWhiteSpace(f.Message.Fr) || string.IsNullOrWhiteSpace(f.Message.En) || f.Message.Fr.Length > 500));
        Assert.True(read.IsReadable || !read.IsWhole || read.Findings.Any(f => f.Severity == Severity.Stop));
    }

    private static List<byte[]> Models() =>
    [
        .. new[] { Samples.Google, Samples.Outlook, Samples.Thunderbird, Samples.Nextcloud, Samples.OpenAgenda, News }.Select(Encoding.UTF8.GetBytes),
        Encoding.UTF8.GetBytes(Samples.Outlook.Replace("Romance Standard Time", "Zone exemple", StringComparison.Ordinal)),
        Encoding.Latin1.GetBytes(Samples.Google),
    ];

    private const string News = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Exemple</title><language>fr</language>
        <item><guid>a</guid><title>Marché</title><link>https://terril.example/a</link><description>&lt;p&gt;Venez&lt;/p&gt;</description><ev:startdate>2026-10-21T09:00:00+02:00</ev:startdate><ev:location>Lens</ev:location></item>
        <item><guid>b</guid><title>Bilan</title><pubDate>Tue, 01 Sep 2026 08:00:00 +0200</pubDate></item>
        </channel></rss>
        """;

    private static byte[] Alter(byte[] model, Random random, List<byte[]> models)
    {
        var file = model.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && file.Count > 1; changes--)
        {
            var (at, length) = (random.Next(file.Count), random.Next(1, 60));
            switch (random.Next(9))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: file.RemoveRange(at, Math.Min(length, file.Count - at)); break;
                case 3: file.InsertRange(at, file.GetRange(at, Math.Min(length * 4, file.Count - at))); break;
                case 4: (file[at], file[^1]) = (file[^1], file[at]); break;
                case 5: file.InsertRange(at, Encoding.UTF8.GetBytes(s_hostile[random.Next(s_hostile.Length)])); break;
                case 6: file.InsertRange(LineAfter(file, at), Encoding.UTF8.GetBytes(s_hostile[random.Next(s_hostile.Length)] + "\r\n")); break;
                case 7 when random.Next(8) == 0: file.RemoveRange(at, file.Count - at); break;
                case 7: Digits(file, at, random); break;
                default: file.InsertRange(LineAfter(file, at), Some(models[random.Next(models.Count)], random)); break;
            }
        }
        return [.. file];
    }

    private static int LineAfter(List<byte> file, int at) => file.FindIndex(at, b => b == '\n') + 1 is > 0 and var line ? line : file.Count;

    private static void Digits(List<byte> file, int at, Random random)
    {
        for (var i = at; i < file.Count && i < at + 30; i++)
            if (file[i] is >= (byte)'0' and <= (byte)'9') file[i] = (byte)('0' + random.Next(10));
    }

    private static byte[] Some(byte[] other, Random random)
    {
        var from = random.Next(other.Length);
        return other[from..Math.Min(other.Length, from + random.Next(1, 400))];
    }
}
