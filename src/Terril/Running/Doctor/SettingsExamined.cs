using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Web;

namespace Terril.Running.Doctor;

/// <summary>A variable that nothing reads is one that was mistyped.</summary>
internal static class SettingsExamined
{
    private const string Prefix = "TERRIL__";

    private static readonly Text s_of = new("Réglages", "Settings");

    // Those that are computed from others are no variables; who publishes is read apart.
    private static readonly HashSet<string> s_known = [.. typeof(Settings).GetProperties().Where(p => p.CanWrite).Select(p => p.Name.ToUpperInvariant()), nameof(Publisher).ToUpperInvariant()];

    public static IEnumerable<Diagnosis> Run(IReadOnlyDictionary<string, string> variables)
    {
        var ours = variables.Keys.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var unknown = ours.FindAll(name => !s_known.Contains(name[Prefix.Length..].Split("__")[0].ToUpperInvariant()));
        foreach (var name in unknown) yield return new(Verdict.Warning, s_of, new($"{name} n’est lu par rien", $"nothing reads {name}"),
            new($"les réglages sont : {Known}", $"the settings are: {Known}"));
        if (unknown.Count == 0) yield return Diagnosis.Good(s_of, ours.Count == 0 ? "tous par défaut" : string.Join(", ", ours), ours.Count == 0 ? "all by default" : string.Join(", ", ours));
    }

    private static string Known => string.Join(", ", s_known.Order(StringComparer.Ordinal).Select(name => Prefix + name));
}
