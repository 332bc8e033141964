using Terril.Observatory.Reading;

namespace Terril.Observatory.Building;

/// <summary>Reads a file by its recipe: blocks of a CSV file at the same time, yet what its rows say is given in their order.</summary>
/// <remarks>
/// A block is read on two guesses: that a row begins where it begins, and that the rows before it have shown nothing new of the file. When
/// its turn comes and a guess was wrong, or a cell of it does not read, it is read again as the continuation of what came before. What is
/// given, and the fault that ends it, are those of one reader that goes from the start of the file to its end.
/// </remarks>
/// <param name="rows">The rows, none of them read.</param>
/// <param name="interpreter">Makes what understands them; each thread has its own.</param>
/// <param name="take">Receives what rows say, the line before the first of those that the batch counts, and the reader of the rows.</param>
internal sealed class ReadInOrder(RowReader rows, Func<RowInterpreter> interpreter, Action<Batch, int, RowReader> take)
{
    private const int Some = 4096;

    // Enough to show most of what a file has to show.
    private const int FirstBlock = 1 << 16;

    private readonly LinkedList<Turn> _turns = [];
    private readonly Lock _taking = new();
    private readonly object _order = new();
    private volatile Known _known = new(default, default);
    private Exception? _failure;
    private int _line, _taken, _passed;

    /// <summary>How many threads read: as many as the machine has, when not said.</summary>
    public int Readers { get; init; } = Environment.ProcessorCount;

    /// <summary>Most bytes of a block, or those of one line: all that is at hand, when not said.</summary>
    public int LargestBlock { get; init; } = int.MaxValue;

    /// <summary>Whether the reader given with a batch must be able to <see cref="RowReader.Return"/> to each of its rows.</summary>
    public bool RowsAreWanted { get; init; }

    /// <summary>
    /// Whether a stretch of lines may say what is wanted; all do, when not said. One that may not is counted and left, unless it has a
    /// quote, or comes before the decimal sign of the file is known.
    /// </summary>
    public Func<ReadOnlySpan<byte>, bool>? MaySay { get; init; }

    /// <summary>Ends the reading.</summary>
    public CancellationToken Stop { get; init; }

    /// <exception cref="FaultyInputException">The first fault of the file; all that was said before it was given.</exception>
    public void Run()
    {
        var first = interpreter();
        if (rows is not CsvReader csv)
        {
            Follow(rows, first);
            return;
        }

        // The first block, alone, shows what is to be guessed of the others.
        (_line, _known) = (csv.NextLine, new Known(csv.Seen, first.Numbers.Seen));
        if (Take(csv, Math.Min(LargestBlock, FirstBlock)) is not { } turn) return;
        var (block, batch) = (csv.OfBlock(), new Batch());
        Serve(csv, block, first, batch, turn);
        if (_failure is null && Next(csv) is { } second) WorkTogether(csv, block, first, batch, second);
        if (_failure is not null) throw _failure;
    }

    private void WorkTogether(CsvReader csv, CsvReader block, RowInterpreter first, Batch batch, Turn second)
    {
        var others = new Task[Readers - 1];
        for (var i = 0; i < others.Length; i++) others[i] = Task.Run(() => Work(csv, csv.OfBlock(), interpreter(), new Batch(), null));
        Work(csv, block, first, batch, second);
        Task.WaitAll(others);
    }

    private void Work(CsvReader csv, CsvReader block, RowInterpreter mine, Batch batch, Turn? turn)
    {
        for (turn ??= Next(csv); turn is not null && _failure is null; turn = Next(csv)) Serve(csv, block, mine, batch, turn);
    }

    private void Serve(CsvReader csv, CsvReader block, RowInterpreter mine, Batch batch, Turn turn)
    {
        try
        {
            var guess = _known;
            using var text = turn.Block.Verify();
            var left = LinesLeft(text, guess);
            block.Turn(text, guess.Rows);
            var isRead = left == 0 && TryRead(block, mine, guess, batch) && !text.IsCut;
            lock (_order)
            {
                while (_passed != turn.Number && _failure is null) Monitor.Wait(_order);
                if (_failure is not null) return;
                if (!turn.IsTaken && left > 0) _line += left;
                else if (!turn.IsTaken && isRead && guess.Is(_known)) Give(batch, block, mine);
                else if (!turn.IsTaken) ReadAgain(csv, mine, turn);
                Pass();
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    // How many lines there are to leave unread; 0 when they are to be read.
    private int LinesLeft(Utf8Text text, Known guess)
    {
        if (MaySay is null || text.IsCut || !guess.Rows.Any || guess.Numbers.Decimal is null) return 0;
        Stop.ThrowIfCancellationRequested();
        return text.Text.Contains(CsvRow.Quote) || MaySay(text.Text) ? 0 : Lines.Breaks(text.Text);
    }

    private bool TryRead(CsvReader block, RowInterpreter mine, Known guess, Batch batch)
    {
        try
        {
            Stop.ThrowIfCancellationRequested();
            mine.Follow(block, isBlock: true);
            mine.Numbers.Seen = guess.Numbers;
            batch.Clear();
            mine.Read(batch, int.MaxValue);
            return true;
        }
        catch (FaultyInputException)
        {
            return false;
        }
    }

    private void Give(Batch batch, CsvReader block, RowInterpreter mine)
    {
        // Whoever takes may go back in the block: where it ends is known before.
        var (before, next) = (_line - 1, _line + block.NextLine - 1);
        take(batch, before, block);
        (_line, _known) = (next, new Known(block.Seen, mine.Numbers.Seen));
    }

    // Goes on from one block into the next, until a row and a block end together.
    private void ReadAgain(CsvReader csv, RowInterpreter mine, Turn turn)
    {
        var at = (Turn?)null;
        using var all = csv.Of(() => (at = at is null ? turn : After(csv, at))?.Block.Again(), _known.Rows, _line);
        mine.Numbers.Seen = _known.Numbers;
        Follow(all, mine);
        (_line, _known) = (all.NextLine, new Known(all.Seen, mine.Numbers.Seen));
    }

    private void Follow(RowReader reader, RowInterpreter mine)
    {
        var batch = new Batch();
        mine.Follow(reader);
        for (var more = true; more;)
        {
            Stop.ThrowIfCancellationRequested();
            batch.Clear();
            try
            {
                more = mine.Read(batch, RowsAreWanted ? 1 : Some);
            }
            finally
            {
                take(batch, 0, reader);
            }
        }
    }

    private Turn? Next(CsvReader csv) => Take(csv, LargestBlock);

    private Turn? Take(CsvReader csv, int most, bool isTaken = false)
    {
        lock (_taking)
        {
            return csv.TakeBlock(most) is { } block ? _turns.AddLast(new Turn(_taken++, block, isTaken)).Value : null;
        }
    }

    private Turn? After(CsvReader csv, Turn turn)
    {
        lock (_taking)
        {
            if (_turns.Find(turn)!.Next?.Value is not { } next) return Take(csv, LargestBlock, isTaken: true);
            next.IsTaken = true;
            return next;
        }
    }

    // Those that nobody reads, since the one before went on into them, pass with it.
    private void Pass()
    {
        lock (_taking)
        {
            do
            {
                _turns.RemoveFirst();
                _passed++;
            }
            while (_turns.First is { Value.IsNobodys: true });
        }
        Monitor.PulseAll(_order);
    }

    private void Fail(Exception e)
    {
        lock (_order)
        {
            _failure ??= e;
            Monitor.PulseAll(_order);
        }
    }

    // What the rows so far have shown of the file.
    private sealed class Known(RowsSeen rows, (char? Decimal, char? Grouping) numbers)
    {
        public RowsSeen Rows => rows;

        public (char? Decimal, char? Grouping) Numbers => numbers;

        public bool Is(Known other) => rows == other.Rows && numbers.Decimal == other.Numbers.Decimal && numbers.Grouping == other.Numbers.Grouping;
    }

    private sealed class Turn(int number, Utf8Text block, bool isNobodys)
    {
        public int Number => number;

        public Utf8Text Block => block;

        /// <summary>Whether it was read with the block before.</summary>
        public bool IsTaken { get; set; } = isNobodys;

        public bool IsNobodys { get; } = isNobodys;
    }
}
