using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Terril.Observatory.Reading;

namespace Terril.Bench;

/// <summary>Reads a producer's table and sums its values by year.</summary>
public class ReadTable
{
    private const int Rows = 200_000;
    private const int Communes = 34_969;
    private const int CommunesInDepartment = 369;
    private const int FirstYear = 2015;
    private const int Years = 1 + ((Rows - 1) / Communes);

    private static readonly string s_file = Ground.PathOf("table.csv");

    [GlobalSetup]
    public void Compare()
    {
        Write();
        Answer.MustAgree(WithRowReader(), WithSplit());
        Answer.MustAgree(WithRowReader(), WithSqlite());
        Answer.To<ReadTable>($"read and sum a CSV table: {Rows:N0} rows, {new FileInfo(s_file).Length / 1e6:F0} MB", Rows);
    }

    /// <summary>Encoding, delimiter and decimal sign found out, quotes honoured, each row and each number verified.</summary>
    [Benchmark(Baseline = true)]
    public double[] WithRowReader()
    {
        var sums = new double[Years];
        using var rows = RowReader.Open(s_file, "table.csv", new ReadingOptions());
        var (year, value, number) = (rows.ColumnOf("annee"), rows.ColumnOf("conso_mwh"), new Number());
        while (rows.Next())
        {
            if (number.Read(rows[value], out var read) != NumberFault.None) throw new InvalidDataException($"line {rows.Line}");
            sums[int.Parse(rows[year], CultureInfo.InvariantCulture) - FirstYear] += read;
        }
        return sums;
    }

    /// <summary>What every .NET developer writes; it takes the table at its word.</summary>
    [Benchmark(Description = "StreamReader, Split, double.Parse")]
    public double[] WithSplit()
    {
        var sums = new double[Years];
        foreach (var cells in Split()) sums[int.Parse(cells[2], CultureInfo.InvariantCulture) - FirstYear] += double.Parse(cells[5], CultureInfo.InvariantCulture);
        return sums;
    }

    /// <summary>SQLite reads no CSV by itself: the rows are split, inserted in one transaction in memory, and summed by it.</summary>
    [Benchmark(Description = "the same split, inserted into SQLite, summed by it")]
    public double[] WithSqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using (var schema = new SqliteCommand("CREATE TABLE t (code TEXT, name TEXT, year INTEGER, sector TEXT, energy TEXT, value REAL)", connection)) schema.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var insert = new SqliteCommand("INSERT INTO t VALUES ($0, $1, $2, $3, $4, $5)", connection, transaction);
        for (var p = 0; p < 6; p++) insert.Parameters.Add(new SqliteParameter($"${p}", p switch { 2 => SqliteType.Integer, 5 => SqliteType.Real, _ => SqliteType.Text }));
        foreach (var cells in Split())
        {
            for (var p = 0; p < 6; p++)
                insert.Parameters[p].Value = p switch { 2 => int.Parse(cells[p], CultureInfo.InvariantCulture), 5 => double.Parse(cells[p], CultureInfo.InvariantCulture), _ => cells[p] };
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
        using var sum = new SqliteCommand("SELECT sum(value) FROM t GROUP BY year ORDER BY year", connection);
        using var reader = sum.ExecuteReader();
        var sums = new List<double>();
        while (reader.Read()) sums.Add(reader.GetDouble(0));
        return [.. sums];
    }

    private static IEnumerable<string[]> Split()
    {
        using var reader = new StreamReader(s_file);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split(',');
    }

    // The shape of a national file of energy: communes × years, codes with leading zeros, values with a decimal. No chance in it.
    private static void Write()
    {
        using var file = new StreamWriter(s_file);
        file.WriteLine("code_commune,libelle_commune,annee,secteur,energie,conso_mwh");
        for (var row = 0; row < Rows; row++)
        {
            var commune = row % Communes;
            var code = $"{1 + (commune / CommunesInDepartment):D2}{1 + (commune % CommunesInDepartment):D3}";
            var value = row * 2_654_435_761L % 100_000_000 / 1000.0;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code},Commune-{code},{FirstYear + (row / Communes)},residentiel,electricite,{value:F3}"));
        }
    }
}
