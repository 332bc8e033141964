using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;

namespace Terril.Site;

/// <summary>Find a territory, the key figures of the whole, what is new.</summary>
public sealed class HomePage(KeyFigures figures, EpciMap maps, News news) : ReleasePage
{
    private const int MostNews = 5;

    /// <summary>The territory that the observatory is of.</summary>
    public Territory Whole { get; private set; } = null!;

    public IReadOnlyList<KeyCard> Keys { get; private set; } = [];

    public TileMap? Map { get; private set; }

    public IReadOnlyList<NewsItem> News { get; private set; } = [];

    public void OnGet()
    {
        Whole = Release.Whole();
        Keys = [.. Release.KeyIndicators().Select(i => figures.Of(Release, i, Whole))];
        Map = Release.Site.Indicator("population") is { } population ? maps.Of(Release, population) : null;
        News = news.Latest(Release, Whole, MostNews);
    }
}
