namespace Terril.Observatory.Building;

/// <summary>Builds the units of a site, each after those it needs: those that rest on large files one after the other, the others beside them.</summary>
/// <remarks>Large files are read by all processors already, and what they say is held in memory: two at once would double it.</remarks>
internal sealed class InTurn(Ground ground)
{
    private readonly Dictionary<string, Lazy<BuiltUnit>> _built = new(StringComparer.Ordinal);

    /// <param name="build">Builds a unit; it may ask for the unit of an indicator that it needs.</param>
    /// <returns>In the order of the units.</returns>
    public List<BuiltUnit> Run(Func<Unit, Func<string, BuiltUnit>, BuiltUnit> build)
    {
        foreach (var unit in ground.Units)
        {
            var one = new Lazy<BuiltUnit>(() => build(unit, indicator => _built[indicator].Value));
            foreach (var indicator in unit.Indicators) _built[indicator.Id] = one;
        }
        // Both go in the order in which units need each other: neither can wait for the other forever.
        var beside = Task.Run(() => Each(unit => !ground.IsHeavy(unit)));
        try
        {
            Each(ground.IsHeavy);
        }
        finally
        {
            Task.WaitAny(beside);
        }
        beside.GetAwaiter().GetResult();
        return [.. ground.Units.Select(unit => _built[unit.Indicators[0].Id].Value)];
    }

    private void Each(Func<Unit, bool> chosen)
    {
        foreach (var unit in ground.Units.Where(chosen)) _ = _built[unit.Indicators[0].Id].Value;
    }
}
