using Microsoft.Data.Sqlite;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>A row of the peer: what a page needs of a figure.</summary>
public readonly record struct FigureRow(string Indicator, string Breakdown, string Period, double Value, Status Status, double Coverage);

/// <summary>The peer of a release: its figures in a SQLite file laid out for the questions asked (clustered by territory, covering index for maps).</summary>
internal sealed class FiguresInSqlite : IDisposable
{
    private const string Schema = """
        PRAGMA synchronous = OFF;
        CREATE TABLE figures (
            level TEXT NOT NULL, code TEXT NOT NULL, indicator TEXT NOT NULL, breakdown TEXT NOT NULL, period TEXT NOT NULL,
            value REAL, status INTEGER NOT NULL, coverage REAL,
            PRIMARY KEY (level, code, indicator, breakdown, period)) WITHOUT ROWID;
        CREATE INDEX maps ON figures (indicator, breakdown, level, period, code, value, status);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _sheet;
    private readonly SqliteCommand _map;

    private FiguresInSqlite(string path)
    {
        Path = path;
        _connection = Connect(path);
        _sheet = Prepare("SELECT indicator, breakdown, period, value, status, coverage FROM figures WHERE level = $a AND code = $b ORDER BY indicator, breakdown, period", 2);
        _map = Prepare("SELECT code, value, status FROM figures WHERE indicator = $a AND breakdown = $b AND level = $c AND period = $d ORDER BY code", 4);
    }

    public string Path { get; }

    public static FiguresInSqlite Write(string path, Release release)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using (var schema = new SqliteCommand(Schema, connection)) schema.ExecuteNonQuery();
            using var transaction = connection.BeginTransaction();
            using var insert = new SqliteCommand("INSERT INTO figures VALUES ($a, $b, $c, $d, $e, $f, $g, $h)", connection, transaction);
            Parameters(insert, 8);
            foreach (var (key, value, status, coverage, _) in release.Figures())
                Bind(insert, key.Territory.Level, key.Territory.Code, key.Indicator, key.Breakdown, key.Period.ToString(), OrNull(value), (int)status, OrNull(coverage)).ExecuteNonQuery();
            transaction.Commit();
        }
        return new FiguresInSqlite(path);
    }

    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var map = new SqliteCommand("PRAGMA mmap_size = 1073741824", connection);
        map.ExecuteNonQuery();
        return connection;
    }

    public List<FigureRow> Sheet(TerritoryId territory)
    {
        var rows = new List<FigureRow>();
        using var reader = Bind(_sheet, territory.Level, territory.Code).ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), Number(reader, 3), (Status)reader.GetInt32(4), Number(reader, 5)));
        return rows;
    }

    public (List<string> Codes, List<double> Values, List<Status> Statuses) Map(string indicator, string breakdown, string level, string period)
    {
        var (codes, values, statuses) = (new List<string>(), new List<double>(), new List<Status>());
        using var reader = Bind(_map, indicator, breakdown, level, period).ExecuteReader();
        while (reader.Read())
        {
            codes.Add(reader.GetString(0));
            values.Add(Number(reader, 1));
            statuses.Add((Status)reader.GetInt32(2));
        }
        return (codes, values, statuses);
    }

    public void Dispose()
    {
        _sheet.Dispose();
        _map.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string text, int parameters)
    {
        var command = new SqliteCommand(text, _connection);
        Parameters(command, parameters);
        command.Prepare();
        return command;
    }

    private static void Parameters(SqliteCommand command, int count)
    {
        for (var p = 0; p < count; p++) command.Parameters.Add(new SqliteParameter($"${(char)('a' + p)}", null));
    }

    private static SqliteCommand Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var p = 0; p < values.Length; p++) command.Parameters[p].Value = values[p];
        return command;
    }

    private static object OrNull(double value) => double.IsNaN(value) ? DBNull.Value : value;

    private static double Number(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);
}
