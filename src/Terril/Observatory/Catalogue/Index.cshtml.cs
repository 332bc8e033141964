using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Recipes;

namespace Terril.Observatory.Catalogue;

/// <summary>Every indicator, by theme.</summary>
public sealed class IndexPage : ReleasePage
{
    public IReadOnlyList<(Theme Theme, IReadOnlyList<Indicator> Indicators)> Themes { get; private set; } = [];

    public void OnGet()
    {
        var named = Release.Site.Themes.Select(t => (t, Indicators: Release.Of(t.Id))).Where(t => t.Indicators.Count > 0).ToList();
        var others = Release.Site.Indicators.Except(named.SelectMany(t => t.Indicators)).ToList();
        if (others.Count > 0) named.Add((new Theme("autres", new Text("Autres", "Others")), others));
        Themes = named;
    }
}
