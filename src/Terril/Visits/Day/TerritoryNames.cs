using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Visits.Day;

/// <summary>Names of territories that were kept as <c>level:code</c>; their code where the observatory does not know them.</summary>
public sealed class TerritoryNames(Releases releases)
{
    private readonly Lazy<Release?> _release = new(() => Current(releases));

    public string Of(string key) => TerritoryId.TryParse(key, out var id) && _release.Value?.Find(id) is { } found ? found.Name : key;

    private static Release? Current(Releases releases)
    {
        try
        {
            return releases.At(null);
        }
        catch (Exception fault) when (fault is FaultyInputException or IOException)
        {
            return null;
        }
    }
}
