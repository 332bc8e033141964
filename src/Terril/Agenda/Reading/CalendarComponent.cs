namespace Terril.Agenda.Reading;

/// <summary>What lies between BEGIN and END: lines, and what is nested in it.</summary>
/// <param name="Number">Line of its BEGIN.</param>
internal sealed record CalendarComponent(string Name, int Number)
{
    public List<CalendarLine> Lines { get; } = [];

    public List<CalendarComponent> Nested { get; } = [];

    public CalendarLine? Line(string name) => Lines.Find(l => l.Name == name);

    public IEnumerable<CalendarLine> All(string name) => Lines.Where(l => l.Name == name);

    public string Said(string name) => Line(name)?.Text.Trim() ?? "";
}

/// <summary>The calendars of a file, however badly they are closed.</summary>
internal sealed class ReadComponents(FeedFindings findings)
{
    private const int Deepest = 20;

    private readonly List<CalendarComponent> _calendars = [];
    private readonly Stack<CalendarComponent> _open = [];
    private int _beyond;

    public static IReadOnlyList<CalendarComponent> Run(IEnumerable<CalendarLine> lines, FeedFindings findings)
    {
        var reading = new ReadComponents(findings);
        foreach (var line in lines) reading.Take(line);
        reading.End();
        return reading._calendars;
    }

    private void Take(CalendarLine line)
    {
        var name = line.Value.Trim().ToUpperInvariant();
        if (line.Name == "BEGIN") Begin(name, line.Number);
        else if (line.Name == "END") Close(name, line.Number);
        else if (_beyond == 0 && _open.TryPeek(out var inside)) inside.Lines.Add(line);
    }

    private void Begin(string name, int number)
    {
        if (_beyond > 0 || _open.Count >= Deepest)
        {
            if (_beyond++ == 0) findings.LeftOut("too-deep", UnfoldLines.In(number), $"plus de {Deepest} blocs l’un dans l’autre : celui-ci n’est pas lu", $"more than {Deepest} blocks one in another: this one is not read");
            return;
        }
        // An event holds no event: the one before was not closed.
        if (name == "VCALENDAR") Unclosed(_open.Count, number);
        else if (name is "VEVENT" or "VTODO" or "VJOURNAL" or "VFREEBUSY" or "VTIMEZONE" && _open.Any(c => c.Name != "VCALENDAR")) Unclosed(Above("VCALENDAR") is >= 0 and var above ? above : _open.Count, number);

        var one = new CalendarComponent(name, number);
        if (_open.TryPeek(out var inside)) inside.Nested.Add(one);
        else if (name == "VCALENDAR") _calendars.Add(one);
        else Orphan(one);
        _open.Push(one);
    }

    // Out of any calendar: as if it were in one.
    private void Orphan(CalendarComponent one)
    {
        findings.NoteOnce("no-calendar", "", UnfoldLines.In(one.Number), $"bloc « {FeedFindings.Quoted(one.Name)} » hors de tout VCALENDAR : lu comme s’il y était", $"block “{FeedFindings.Quoted(one.Name)}” outside of any VCALENDAR: read as if it were inside");
        var around = new CalendarComponent("VCALENDAR", one.Number);
        around.Nested.Add(one);
        _calendars.Add(around);
    }

    private void Close(string name, int number)
    {
        if (_beyond > 0)
        {
            _beyond--;
            return;
        }
        var above = Above(name);
        if (above < 0)
        {
            findings.Note("end-of-nothing", UnfoldLines.In(number), $"END:{FeedFindings.Quoted(name)} ne ferme rien : ligne ignorée", $"END:{FeedFindings.Quoted(name)} closes nothing: line ignored");
            return;
        }
        Unclosed(above, number);
        _open.Pop();
    }

    // How many blocks are open inside of the nearest of that name; −1 when there is none.
    private int Above(string name)
    {
        var above = 0;
        foreach (var one in _open)
        {
            if (one.Name == name) return above;
            above++;
        }
        return -1;
    }

    private void Unclosed(int count, int number)
    {
        for (; count > 0; count--)
        {
            var one = _open.Pop();
            findings.Note("not-closed", UnfoldLines.In(one.Number), $"bloc {FeedFindings.Quoted(one.Name)} jamais fermé : tenu pour fini avant la ligne {number}", $"block {FeedFindings.Quoted(one.Name)} never closed: held to end before line {number}");
        }
    }

    // A file that was cut: what it was saying when it was is not known whole.
    private void End()
    {
        if (_open.Count == 0) return;
        var cut = _open.FirstOrDefault(c => c.Name == "VEVENT");
        findings.Cut("cut", UnfoldLines.In((cut ?? _open.Peek()).Number), "l’agenda s’arrête avant sa fin (END:VCALENDAR) : ce qui manque n’est pas lu ; vérifier l’envoi", "the calendar stops before its end (END:VCALENDAR): what is missing is not read; check how it was sent");
        if (cut is null) return;
        foreach (var calendar in _calendars) calendar.Nested.Remove(cut);
    }
}
