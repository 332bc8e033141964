using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Visits.Public;

namespace Terril.Site;

/// <summary>Find a territory, the key figures of the whole, what is new.</summary>
public sealed class HomePage(KeyFigures figures, EpciMap maps, News news, AskVisits visits) : ReleasePage
{
    private const int MostNews = 5;

    /// <summary>The territory that the observatory is of.</summary>
    public Territory Whole { get; private set; } = null!;

    public IReadOnlyList<KeyCard> Keys { get; private set; } = [];

    public TileMap? Map { get; private set; }

    public IReadOnlyList<NewsItem> News { get; private set; } = [];

    /// <summary>From the figure to the visit; null on a day gone by.</summary>
    public LoopOfVisits? Loop { get; private set; }

    public async Task OnGet(CancellationToken stop)
    {
        Whole = Release.Whole();
        Keys = [.. Release.KeyIndicators().Select(i => figures.Of(Release, i, Whole))];
        Map = Release.Site.Indicator("population") is { } population ? maps.Of(Release, population) : null;
        News = news.Latest(Release, Whole, MostNews);
        if (Links.AsOf is null) Loop = LoopHere(await visits.All(stop));
    }

    private LoopOfVisits LoopHere(VisitsNear near) => new(near, T["Du chiffre à l’action", "From the figure to action"],
        Keys.FirstOrDefault(k => k.Unit.Length > 0) is { } key ? new($"{key.Bound} {key.Value} {key.Unit}".Trim(), $"{key.Name}, {Whole.Name}, {key.Period}", key.Address) : null,
        T["Aucune visite n’a encore été racontée.", "No visit was told of yet."], T["Aucune visite n’est annoncée.", "No visit is announced."]);
}
