using Terril.Shared.Cache;

namespace Terril.Tests.Shared.Cache;

public sealed class ShelfTests
{
    private static readonly Publishing Now = new(new object(), DateTimeOffset.UnixEpoch);

    [Fact]
    public void The_page_that_nobody_asked_for_lately_leaves_first()
    {
        var shelf = new Shelf(30_000);
        for (var i = 0; i < 40; i++)
        {
            shelf.Put(Now, Key(i), Page(1000 + i));
            shelf.Find(Now, Key(0));
        }

        Assert.NotNull(shelf.Find(Now, Key(0)));
        Assert.NotNull(shelf.Find(Now, Key(39)));
        Assert.Null(shelf.Find(Now, Key(1)));
        Assert.InRange(shelf.Weight, 1, 30_000);
    }

    [Fact]
    public void What_is_published_next_empties_it()
    {
        var (shelf, next) = (new Shelf(100_000), Now with { Content = new object() });
        shelf.Put(Now, Key(1), Page(1000));

        Assert.Null(shelf.Find(next, Key(1)));
        shelf.Put(next, Key(2), Page(2000));
        Assert.Null(shelf.Find(Now, Key(1)));
        Assert.Equal(Page(2000).Weight, shelf.Weight);
    }

    [Fact]
    public void A_page_too_large_for_its_share_is_not_kept()
    {
        var shelf = new Shelf(20_000);
        shelf.Put(Now, Key(1), Page(5_000));

        Assert.Equal(0, shelf.Weight);
    }

    private static PageKey Key(int i) => new("http", "host", $"/{i}", ContentCoding.Identity);

    private static KeptPage Page(int length) => new(new byte[length], ContentCoding.Identity, "text/html", DateTimeOffset.UnixEpoch);
}
