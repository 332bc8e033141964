using Terril.Observatory.Commands;
using Terril.Observatory.Releases;

namespace Terril.Tests.Observatory.Commands;

public sealed class ProgressLineTests
{
    private static readonly Terril.Observatory.Text What = new("lecture de data/x.csv", "reading data/x.csv");

    [Theory]
    [InlineData("fr", "lecture de data/x.csv\u00a0: 1\u202f500\u202f000 lignes, 750\u202f000/s, 104 Mo sur 312, reste 4 s")]
    [InlineData("en", "reading data/x.csv: 1,500,000 rows, 750,000/s, 104 of 312 MB, 4 s left")]
    public void A_terminal_reads_what_how_fast_and_what_is_left(string language, string expected)
    {
        var (clock, to) = (new Ticks(), new StringWriter());
        using (var line = new ProgressLine(to, language, clock, () => 120))
        {
            line.Report(new BuildStep(What, 0, 1, 100, 1000, 312_000_000, 1000));
            clock.Advance(2);
            line.Report(new BuildStep(What, 0, 1, 1_500_000, 104_000_000, 312_000_000, 104_000_000));
            clock.Tick();
        }
        Assert.Equal($"\r{expected}\e[K\r\e[K", to.ToString());
    }

    [Fact]
    public void What_was_known_before_does_not_make_it_look_faster()
    {
        Assert.EndsWith(": 1,000,000 rows, 500,000/s, 300 of 312 MB, 3 s left", Shown(new BuildStep(What, 9, 10, 1_000_000, 300_000_000, 312_000_000, 10_000_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_too_long_loses_the_end_of_the_name_and_no_number()
    {
        var step = new BuildStep(new($"lecture de data/{new string('x', 300)}.csv", $"reading data/{new string('x', 300)}.csv"), 0, 1, 1_000_000, 5_000_000, 312_000_000, 5_000_000);
        var line = Shown(step, width: 80);

        Assert.Equal(79, line.Length);
        Assert.EndsWith("x…: 1,000,000 rows, 500,000/s, 5.0 of 312 MB, 123 s left", line, StringComparison.Ordinal);
        Assert.Equal(9, Shown(step, width: 10).Length);
    }

    [Fact]
    public void Files_on_their_way_are_counted_and_all_that_is_read_has_no_speed()
    {
        Assert.Equal("reading data/x.csv: 3 of 12", Shown(new BuildStep(What, 2, 12, 0, 0, 0, 0)));
        Assert.Equal("reading data/x.csv: 4,500,000 rows", Shown(new BuildStep(What, 12, 12, 4_500_000, 312, 312, 312)));
        Assert.Equal("reading data/x.csv", Shown(new BuildStep(What, 12, 12, 0, 312, 312, 0)));
    }

    [Fact]
    public void It_is_drawn_at_its_own_pace_and_never_after_its_end()
    {
        var (clock, to) = (new Ticks(), new StringWriter());
        var line = new ProgressLine(to, "en", clock, () => 80);
        for (var row = 1; row <= 1000; row++) line.Report(new BuildStep(What, 0, 1, row, row, 1000, row));
        Assert.Equal("", to.ToString());
        Assert.InRange(clock.Pace, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(250));

        clock.Tick();
        line.Dispose();
        var end = to.ToString();
        clock.Tick();
        Assert.Equal((2, end), (end.Split("\e[K").Length - 1, to.ToString()));
    }

    [Fact]
    public void Elsewhere_than_on_a_terminal_it_is_a_plain_line_once_it_lasts()
    {
        var (clock, to) = (new Ticks(), new StringWriter { NewLine = "\n" });
        using (var line = new ProgressLine(to, "en", clock, null))
        {
            line.Report(new BuildStep(What, 0, 1, 1, 1, 312_000_000, 1));
            Assert.Equal((TimeSpan.FromSeconds(30), ""), (clock.Pace, to.ToString()));
            clock.Advance(30);
            line.Report(new BuildStep(What, 0, 1, 3_000_000, 78_000_000, 312_000_000, 78_000_000));
            clock.Tick();
        }
        Assert.Equal("reading data/x.csv: 3,000,000 rows, 100,000/s, 78 of 312 MB, 90 s left\n", to.ToString());
    }

    // Two seconds after the first row.
    private static string Shown(BuildStep step, int width = 120)
    {
        var (clock, to) = (new Ticks(), new StringWriter());
        using var line = new ProgressLine(to, "en", clock, () => width);
        line.Report(step);
        clock.Advance(2);
        clock.Tick();
        return to.ToString()[1..^3];
    }

    /// <summary>A clock that a test moves, and the timer it was asked for.</summary>
    private sealed class Ticks : TimeProvider, ITimer
    {
        private long _now;
        private Action? _tick;

        public TimeSpan Pace { get; private set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        public void Advance(int seconds) => _now += 1000 * seconds;

        public void Tick() => _tick!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_tick, Pace) = (() => callback(state), period);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
