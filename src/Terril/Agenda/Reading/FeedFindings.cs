using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>Gathers what was not read as written, and what was: the two sides of one reading.</summary>
internal sealed class FeedFindings(FeedFormat format, FeedWindow window)
{
    private const int Most = 200;
    private const int LongestQuotation = 60;

    private readonly List<Finding> _findings = [];
    private readonly List<FeedEvent> _events = [];
    private readonly HashSet<(string Uid, string? RecurrenceId)> _taken = [];
    private readonly HashSet<(string, string)> _undated = [];
    private readonly HashSet<string> _uids = new(StringComparer.Ordinal);
    private readonly HashSet<(string Rule, string About)> _once = [];
    private int _more;
    private int _seen;
    private int _outside;
    private bool _isWhole = true;

    public FeedWindow Window => window;

    public string Name { get; set; } = "";

    /// <summary>Enough was read; or looked at, for a feed in which little is an event.</summary>
    public bool IsFull => _events.Count >= window.MostEvents || _seen >= 10 * window.MostEvents;

    public void Note(string rule, Place place, string fr, string en) => Add(Severity.Note, rule, place, fr, en);

    /// <summary>The same thing of many lines is said at the first.</summary>
    public void NoteOnce(string rule, string about, Place place, string fr, string en)
    {
        if (_once.Add((rule, about))) Note(rule, place, fr, en);
    }

    public void LeftOut(string rule, Place place, string fr, string en) => Add(Severity.Warning, rule, place, fr, en);

    public void Cut(string rule, Place place, string fr, string en)
    {
        _isWhole = false;
        LeftOut(rule, place, fr, en);
    }

    public void Stop(string rule, Place place, string fr, string en)
    {
        _isWhole = false;
        // Said even when the report is full: it is why nothing is there.
        _findings.Insert(0, new(Severity.Stop, rule, place, new(fr, en)));
    }

    public void Knows(string uid)
    {
        _seen++;
        _uids.Add(uid);
    }

    public void Add(FeedEvent one, Place place)
    {
        if (one.Slots.Count == 0)
        {
            _outside++;
            _undated.Add((one.Uid, one.RecurrenceId ?? ""));
            return;
        }
        if (!_taken.Add((one.Uid, one.RecurrenceId)))
        {
            LeftOut("duplicate-uid", place, $"« {Quoted(one.Title)} » porte l’identifiant d’un événement déjà lu : il n’est pas lu", $"“{Quoted(one.Title)}” bears the identifier of an event already read: it is not read");
            return;
        }
        _events.Add(one);
        // A character may take two places, a space that is last none.
        if (one.Title.Length >= FeedText.LongestTitle - 2 || one.Description.Length >= FeedText.LongestText - 2)
            Note("text-cut", place, $"« {Quoted(one.Title)} » : titre de plus de {FeedText.LongestTitle} caractères, ou texte de plus de {FeedText.LongestText} ; la suite n’est pas gardée", $"“{Quoted(one.Title)}”: title of more than {FeedText.LongestTitle} characters, or text of more than {FeedText.LongestText}; the rest is not kept");
    }

    public FeedRead Read() => new(format, _events, _findings) { Name = Name, MoreFindings = _more, OutsideWindow = _outside, Undated = _undated, Uids = _uids, IsWhole = _isWhole };

    /// <summary>What somebody wrote, short enough for a sentence.</summary>
    public static string Quoted(string said)
    {
        var line = FeedText.Line(said.Length > 4 * LongestQuotation ? said[..(4 * LongestQuotation)] : said);
        return line.Length <= LongestQuotation ? line : FeedText.Cut(line, LongestQuotation - 1) + "…";
    }

    private void Add(Severity severity, string rule, Place place, string fr, string en)
    {
        if (_findings.Count < Most) _findings.Add(new(severity, rule, place, new(fr, en)));
        else _more++;
    }
}
