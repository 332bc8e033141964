using System.Globalization;
using System.Text;
using Terril.Observatory.Territories;

namespace Terril.Tests.Observatory.Commands;

/// <summary>A made-up site of the whole country: some sources, a ratio of two, a mean that another weighs, a compressed file. To build it takes a while.</summary>
internal static class Country
{
    public static OfficialLists Lists { get; } = OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"));

    private static readonly Lazy<string[]> Communes = new(() => [.. Lists.At(2026).At(Level.Commune).Select(c => c.Code)]);

    /// <summary>Writes it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="sources">How many sources.</param>
    /// <param name="years">How many years each gives, for every commune.</param>
    /// <param name="first">The value of the first commune: another one makes another release.</param>
    public static void Write(string folder, int sources, int years, int first)
    {
        foreach (var room in new[] { "indicators", "sources", "data" }) Directory.CreateDirectory(Path.Combine(folder, room));
        void Put(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
        Put("site.yaml", "name: Essai\nscope: { level: country, codes: all }\ngeography: { vintage: 2026 }\n");
        Put("indicators/all.yaml", string.Concat(Enumerable.Range(0, sources).Select(i => $"- {{ id: q{i}, name: q, unit: t }}\n"))
            + "- { id: ratio, name: r, unit: u, kind: ratio, aggregate: ratio, ratio: { numerator: q0, denominator: q1 } }\n- { id: mean, name: m, unit: u, kind: index, aggregate: mean, weight: q1 }\n");
        for (var i = 0; i < sources; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, "data", $"{i}.csv"), Rows(years, first + i));
            Put($"sources/{i}.yaml", $$"""
                id: s{{i}}
                title: s
                publisher: Someone
                files: [{ path: data/{{i}}.csv }]
                read: { territory: { column: code, level: commune }, period: { column: year }, values: [{ column: value, indicator: q{{i}} }{{(i == 0 ? ", { column: other, indicator: mean }" : "")}}] }
                """);
        }
    }

    private static byte[] Rows(int years, int first)
    {
        var rows = new StringBuilder("code,year,value,other\n");
        for (var year = 0; year < years; year++)
            for (var c = 0; c < Communes.Value.Length; c++)
                rows.Append(CultureInfo.InvariantCulture, $"{Communes.Value[c]},{1990 + year},{first + (c * 31 + year * 17) % 9973}.5,{c % 97}\n");
        return Encoding.UTF8.GetBytes(rows.ToString());
    }
}
