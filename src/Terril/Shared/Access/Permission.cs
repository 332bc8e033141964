using Terril.Observatory;

namespace Terril.Shared.Access;

/// <summary>A right, named once by the room that gives it: <c>mail.read</c>.</summary>
/// <param name="Means">What it allows, for those who give roles.</param>
/// <param name="For">The roles that have it.</param>
public sealed record Permission(string Name, Text Means, params IReadOnlyList<Role> For);

/// <summary>The permissions of all rooms.</summary>
public sealed class Permissions
{
    private readonly Dictionary<string, Permission> _byName = new(StringComparer.Ordinal);

    public Permissions(IEnumerable<Permission> all)
    {
        foreach (var permission in all)
            if (!_byName.TryAdd(permission.Name, permission)) throw new InvalidOperationException($"Permission {permission.Name} is declared twice.");
    }

    public IReadOnlyCollection<Permission> All => _byName.Values;

    /// <summary>A name that no room has declared is nobody’s.</summary>
    public bool Allow(string name, IEnumerable<Role> roles) => _byName.TryGetValue(name, out var permission) && roles.Any(permission.For.Contains);
}
