using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>What all units of a build stand on.</summary>
/// <param name="site">The site, the official lists among its sources.</param>
/// <param name="geography">That of its vintage, with what it adds.</param>
/// <param name="shown">Level → indexes of the territories shown, ascending.</param>
/// <param name="received">The files, oldest edition first.</param>
/// <param name="large">Bytes from which a file is large: read by all processors, what it says fills the memory.</param>
internal sealed class Ground(Site site, Geography geography, IReadOnlyDictionary<string, int[]> shown, IReadOnlyList<Received> received, long large)
{
    public Site Site => site;

    public IReadOnlyList<Source> Sources => site.Sources;

    public Geography Geography => geography;

    public IReadOnlyDictionary<string, int[]> Shown => shown;

    public ShownTerritories Territories { get; } = ShownTerritories.Of(geography, shown);

    public IReadOnlyList<Received> Received => received;

    public IReadOnlyList<Unit> Units { get; } = Unit.Of(site);

    /// <summary>Whether all territories are shown.</summary>
    public bool IsWhole => site.ScopeCodes.Count == 0;

    public Unit UnitOf(string indicator) => Units.First(u => u.Indicators.Any(i => i.Id == indicator));

    public bool IsLarge(Received file) => file.Bytes >= large;

    /// <summary>Whether a unit rests on a large file, itself or by what it is computed from.</summary>
    public bool IsHeavy(Unit unit) => FilesOf(unit).Any(IsLarge) || unit.Needs.Any(need => IsHeavy(UnitOf(need.Id)));

    public IEnumerable<Received> FilesOf(Unit unit) => received.Where(r => unit.Sources.Any(s => s.Id == r.Source.Id));
}

/// <summary>A unit on its way.</summary>
internal sealed class Work
{
    private readonly HashSet<string> _faulty = [];

    public Work(Ground ground, Unit unit)
    {
        (Ground, Unit) = (ground, unit);
        Check = new Check(ground.Site with { Sources = unit.Sources, Indicators = unit.Indicators }, ground.Geography, Values, Editions);
    }

    public Ground Ground { get; }

    public Unit Unit { get; }

    public Values Values { get; } = new();

    public List<Edition> Editions { get; } = [];

    public List<Superseded> Superseded { get; } = [];

    public List<Finding> Findings { get; } = [];

    public Check Check { get; }

    /// <summary>Whether a file of a source did not read.</summary>
    public bool IsFaulty(Source source) => _faulty.Contains(source.Id);

    /// <summary>Does something with a file: its faults are findings, and others go on.</summary>
    public void Try(Received file, Action act)
    {
        try
        {
            act();
        }
        catch (FaultyInputException e)
        {
            _faulty.Add(file.Source.Id);
            Findings.AddRange(e.Findings);
        }
    }
}
