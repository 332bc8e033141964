using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Terril.Observatory.Releases;

namespace Terril.Bench;

/// <summary>From a closed file to one figure. The release also reads its names, geography, recipes and editions; the database only its schema.</summary>
public class OpenRelease
{
    private string _id = "";
    private FigureKey _key;

    [GlobalSetup]
    public void Compare()
    {
        var release = Ground.Release;
        _id = release.Id;
        _key = release.Figures().First(f => f.HasValue).Key;
        _ = Ground.Sqlite;
        Answer.MustAgree([FromRelease()], [FromSqlite()]);
        Answer.To<OpenRelease>("open a release and read one figure");
    }

    [Benchmark(Baseline = true)]
    public double FromRelease()
    {
        using var release = new ReleaseStore(Ground.Store.Folder, Ground.Lists).Open(_id);
        return release.Find(_key)!.Value.Value;
    }

    [Benchmark(Description = "SQLite, the file alone")]
    public double FromSqlite()
    {
        using var connection = FiguresInSqlite.Connect(Ground.Sqlite.Path);
        using var one = new SqliteCommand("SELECT value FROM figures WHERE level = $a AND code = $b AND indicator = $c AND breakdown = $d AND period = $e", connection);
        one.Parameters.AddWithValue("$a", _key.Territory.Level);
        one.Parameters.AddWithValue("$b", _key.Territory.Code);
        one.Parameters.AddWithValue("$c", _key.Indicator);
        one.Parameters.AddWithValue("$d", _key.Breakdown);
        one.Parameters.AddWithValue("$e", _key.Period.ToString());
        return (double)one.ExecuteScalar()!;
    }
}
