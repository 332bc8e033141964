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

    public static Sheet At(string path, string name, ReadingOptions? options = null)
    {
        using var reader = RowReader.Open(path, name, options ?? new ReadingOptions());
        var rows = new List<Row>();
        while (reader.Next())
        {
            var cells = Enumerable.Range(0, reader.Columns.Count).Select(column => reader[column].ToString());
            rows.Add(new Row(reader.Line, reader.Raw, [.. cells]));
        }
        return new Sheet(reader.Name, reader.Format.Fr, [.. reader.Columns], [.. rows]);
    }

    public static Finding Refused(string text, ReadingOptions? options = null) => Refused(Encoding.UTF8.GetBytes(text), options);

    public static Finding Refused(byte[] bytes, ReadingOptions? options = null) =>
        Assert.Single(Assert.Throws<FaultyInputException>(() => Of(bytes, options)).Findings);

    public IEnumerable<string[]> Cells => Rows.Select(row => row.Cells);
}

/// <summary>A row as it was read.</summary>
internal sealed record Row(int Line, string Raw, string[] Cells);
