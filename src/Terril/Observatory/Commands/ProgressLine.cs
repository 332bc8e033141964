using Terril.Observatory.Releases;
using Terril.Shared.Wording;

namespace Terril.Observatory.Commands;

/// <summary>Where a build is, on one line: on a terminal it is written over itself and erased at the end; elsewhere, a plain line every half minute.</summary>
internal sealed class ProgressLine : IProgress<BuildStep>, IDisposable
{
    /// <summary>Between two looks of the line on a terminal.</summary>
    public static readonly TimeSpan Live = TimeSpan.FromMilliseconds(125);

    /// <summary>Between two lines elsewhere: what is over before says nothing.</summary>
    public static readonly TimeSpan Plain = TimeSpan.FromSeconds(30);

    private const double Megabyte = 1e6;

    private readonly TextWriter _to;
    private readonly Words _words;
    private readonly TimeProvider _clock;
    private readonly Func<int>? _width;
    private readonly long _began;
    private readonly Lock _writing = new();
    private readonly ITimer _timer;
    private BuildStep? _step;
    private long? _reads;
    private bool _isShown, _isOver;

    /// <param name="to">Where it is written.</param>
    /// <param name="language">In which language.</param>
    /// <param name="clock">What it lasts.</param>
    /// <param name="width">Columns of the terminal; null when it is none.</param>
    public ProgressLine(TextWriter to, string language, TimeProvider clock, Func<int>? width)
    {
        (_to, _words, _clock, _width, _began) = (to, new Words(language), clock, width, clock.GetTimestamp());
        var pace = width is null ? Plain : Live;
        _timer = clock.CreateTimer(_ => Write(), null, pace, pace);
    }

    /// <summary>On standard error, as it is.</summary>
    public static ProgressLine OfErrors(string language)
    {
        var isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new ProgressLine(Console.Error, language, TimeProvider.System, isTerminal ? Width : null);
    }

    /// <summary>Only notes it: those who read files do not wait for a terminal.</summary>
    public void Report(BuildStep value)
    {
        lock (_writing)
        {
            if (value.BytesRead > 0) _reads ??= _clock.GetTimestamp();
            _step = value;
        }
    }

    /// <summary>Erases it.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _isOver = true;
            if (_isShown) _to.Write("\r\e[K");
            _to.Flush();
        }
        _timer.Dispose();
    }

    private void Write()
    {
        lock (_writing)
        {
            if (_isOver || _step is not { } step) return;
            if (_width is null)
            {
                _to.WriteLine(Line(step, int.MaxValue));
                return;
            }
            _to.Write($"\r{Line(step, _width() - 1)}\e[K");
            _to.Flush();
            _isShown = true;
        }
    }

    // The numbers are kept whole; it is the name that is cut.
    private string Line(BuildStep step, int most)
    {
        var (what, rest) = (step.What.In(_words.Language), Rest(step));
        var room = Math.Max(most - rest.Length, 1);
        var line = (what.Length <= room ? what : what[..(room - 1)] + "…") + rest;
        return line.Length <= most ? line : line[..Math.Max(most, 0)];
    }

    private string Rest(BuildStep step)
    {
        if (step.BytesOf == 0) return _words[$" : {step.Done + 1} sur {step.Of}", $": {step.Done + 1} of {step.Of}"];
        if (step.Rows == 0) return "";
        var rows = _words[$" : {_words.Number(step.Rows)} lignes", $": {_words.Number(step.Rows)} rows"];
        var seconds = _clock.GetElapsedTime(_reads ?? _began).TotalSeconds;
        if (step.Bytes >= step.BytesOf || seconds < 0.1) return rows;
        var (read, all) = (Size(step.Bytes), Size(step.BytesOf));
        var left = Math.Ceiling((step.BytesOf - step.Bytes) / (step.BytesRead / seconds));
        return rows + _words[
            $", {_words.Number(step.Rows / seconds, 0)}/s, {read} Mo sur {all}, reste {_words.Number(left, 0)} s",
            $", {_words.Number(step.Rows / seconds, 0)}/s, {read} of {all} MB, {_words.Number(left, 0)} s left"];
    }

    private string Size(long bytes) => _words.Number(bytes / Megabyte, bytes < 10 * Megabyte ? 1 : 0);

    // A terminal that does not say has eighty columns.
    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
