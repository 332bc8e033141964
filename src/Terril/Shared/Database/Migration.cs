using System.Security.Cryptography;
using System.Text;

namespace Terril.Shared.Database;

/// <summary>A numbered SQL script, embedded from <c>Migrations/0001-….sql</c>; the same text runs on both databases.</summary>
public sealed record Migration(int Version, string Name, string Sql)
{
    private const string Folder = "Migrations/";

    /// <summary>Hash of the text, whatever the line ends a checkout gave it.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The scripts of this version of the product, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Read().OrderBy(m => m.Version)];

    private static IEnumerable<Migration> Read()
    {
        var assembly = typeof(Migration).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
            yield return new(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name, text.ReadToEnd());
        }
    }
}
