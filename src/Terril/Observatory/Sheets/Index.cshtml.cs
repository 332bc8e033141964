using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;

namespace Terril.Observatory.Sheets;

/// <summary>Every territory that has a sheet, communes apart: those are found by their name or in their intermunicipality.</summary>
public sealed class IndexPage(EpciMap maps) : ReleasePage
{
    public TileMap? Map { get; private set; }

    /// <summary>Coarsest first.</summary>
    public IReadOnlyList<string> Levels { get; private set; } = [];

    public void OnGet()
    {
        Levels = [.. new[] { Level.Region, Level.Department, Level.Epci }.Where(level => Release.Shown(level).Count > 0)];
        Map = Release.Site.Indicator("population") is { } population ? maps.Of(Release, population) : null;
    }

    public IEnumerable<Territory> At(string level) => Release.Shown(level).OrderByDescending(t => t.Population ?? 0);
}
