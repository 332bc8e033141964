using System.Text;
using Terril.Observatory.Sources;

namespace Terril.Observatory.Tests.Sources;

/// <summary>Bytes as received, kept once.</summary>
public sealed class SnapshotStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-snapshots-").FullName;

    private SnapshotStore Store => new(_folder);

    [Fact]
    public void Bytes_are_kept_under_their_hash_once()
    {
        var one = Store.Take("abc"u8.ToArray());
        var two = Store.Take("abc"u8.ToArray());

        Assert.Equal(new Snapshot("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), one);
        Assert.Equal(one, two);
        Assert.Equal("abc", File.ReadAllText(Store.PathOf(one.Sha256)));
        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Many_at_once_keep_one_another_whole()
    {
        var texts = Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes(new string((char)('a' + (i % 4)), 100_000))).ToArray();
        Parallel.ForEach(texts, bytes => Store.Take(bytes));

        Assert.Equal(4, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
        foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories)) Store.Check(Path.GetFileName(file), "x");
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abd", "abc")]
    [InlineData("abcd", "abc")]
    public void A_file_taken_again_is_kept_as_it_is_now(string before, string now)
    {
        var (file, other) = (Path.Combine(_folder, "..", $"{Guid.NewGuid():N}"), Store.Take("xyz"u8.ToArray()).Sha256);
        try
        {
            File.WriteAllText(file, before);
            var first = Store.Take(file);
            File.WriteAllText(Store.PathOf(first.Sha256), new string('?', before.Length));
            File.WriteAllText(file, now);
            Assert.Equal(new Snapshot("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), Store.Take(file));
            Assert.Equal(Store.Take(file), Store.Take(file));
            Assert.Equal("abc", File.ReadAllText(Store.PathOf(Store.Take(file).Sha256)));
            Store.Check(other, "x");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_copy_that_changed_or_went_is_named()
    {
        var taken = Store.Take("abc"u8.ToArray());
        File.WriteAllText(Store.PathOf(taken.Sha256), "abd");
        Assert.Equal("data/a.csv", Assert.Throws<FaultyInputException>(() => Store.Check(taken.Sha256, "data/a.csv")).Findings[0].Place!.File);
        File.Delete(Store.PathOf(taken.Sha256));
        Assert.Equal("missing-snapshot", Assert.Throws<FaultyInputException>(() => Store.Check(taken.Sha256, "data/a.csv")).Findings[0].Rule);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
