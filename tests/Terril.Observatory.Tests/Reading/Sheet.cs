using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>All that a reader says of a file: what the tests compare.</summary>
internal sealed record Sheet(string Name, string Format, string[] Columns, Row[] Rows)
{
    public static Sheet Of(string text, ReadingOptions? options = null) => Of(Encoding.UTF8.GetBytes(text), options);

    public static Sheet Of(byte[] bytes, ReadingOptions? options = null)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return At(path, "data/file", options);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads a file; a small one of CSV again by blocks of a line and of some, which must give the same.</summary>
    public static Sheet At(string path, string name, ReadingOptions? options = null)
    {
        using var reader = RowReader.Open(path, name, options ?? new ReadingOptions());
        var rows = new List<Row>();
        var fault = Record(() => Row.All(reader, rows));
        if (reader is CsvReader && new FileInfo(path).Length < 2_000)
            foreach (var most in (int[])[1, 30]) Blocks.MustGive(rows, fault, path, name, options, most);
        if (fault is not null) throw fault;
        return new Sheet(reader.Name, reader.Format.Fr, [.. reader.Columns], [.. rows]);
    }

    /// <summary>The finding that ends something.</summary>
    public static FaultyInputException? Record(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (FaultyInputException e)
        {
            return e;
        }
    }

    public static Finding Refused(string text, ReadingOptions? options = null) => Refused(Encoding.UTF8.GetBytes(text), options);

    public static Finding Refused(byte[] bytes, ReadingOptions? options = null) =>
        Assert.Single(Assert.Throws<FaultyInputException>(() => Of(bytes, options)).Findings);

    public IEnumerable<string[]> Cells => Rows.Select(row => row.Cells);
}

/// <summary>A row as it was read.</summary>
internal sealed record Row(int Line, string Raw, string[] Cells)
{
    /// <summary>Adds all the rows of a reader, from line <paramref name="before"/> on.</summary>
    public static void All(RowReader reader, List<Row> rows, int before = 0)
    {
        while (reader.Next())
        {
            var cells = Enumerable.Range(0, reader.Columns.Count).Select(column => reader[column].ToString());
            rows.Add(new Row(before + reader.Line, reader.Raw, [.. cells]));
        }
    }
}
