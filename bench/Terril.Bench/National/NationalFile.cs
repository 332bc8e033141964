using System.Globalization;
using System.Text;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>A file as a producer would publish it, sorted by year, then commune, carrier and sector; a tenth is a series of it.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Sha256">What its bytes must be; empty when nobody compares them.</param>
/// <param name="Years">From 2011.</param>
/// <param name="Halved">Each cell in two rows that add up.</param>
internal sealed record NationalFile(string Name, string Sha256, int Years = Consumption.Years, bool Halved = false)
{
    /// <summary>What producers write where the value is secret.</summary>
    public const string Secret = "secret";

    private const string Header =
        "annee,code_commune,nom_commune,code_epci,code_departement,filiere,code_grand_secteur,nb_sites,conso_totale_mwh,nombre_de_mailles_secretisees\n";

    private const int RowAtMost = 200;
    private const int Buffer = 1 << 20;

    /// <summary>34,969 communes × 13 years × 2 carriers × 5 sectors.</summary>
    public static readonly NationalFile Whole = new("national.csv", "65997270aacdf9d2f806b567a9b7224c7a03b817bf3a24706775e497415cd4b0");

    /// <summary>Twice as long, same figures.</summary>
    public static readonly NationalFile InHalves = new("national-in-halves.csv", "a17ef5d35ee08dbb7b1e5a7bef093c2f7611b1fd992d146981bbfe75eda5f2de", Halved: true);

    /// <summary>Twice as long, twice the years.</summary>
    public static readonly NationalFile MoreYears = new("national-2011-2036.csv", "ca1220ea121c6ee5bcc14542ad769b08a6ad9bdc12555a9f867fb4b35f80f5aa", Years: 2 * Consumption.Years);

    public int RowsOf(Consumption consumption) => consumption.Communes.Count * Years * Consumption.Series * (Halved ? 2 : 1);

    /// <summary>Writes it, unless it is there; its bytes are compared with what they must be.</summary>
    /// <exception cref="InvalidOperationException">They are others: the official lists have changed, or this code.</exception>
    public void At(string path, Consumption consumption)
    {
        if (File.Exists(path) && SnapshotStore.HashOf(path) == Sha256) return;
        Write(path, consumption, Enumerable.Range(0, Consumption.Series), Years, Halved);
        var hash = SnapshotStore.HashOf(path);
        if (hash != Sha256) throw new InvalidOperationException($"{Name}: SHA-256 {hash}, expected {Sha256}.");
    }

    /// <summary>Writes some series only; a <paramref name="revision"/> adds as many kWh to the first cell.</summary>
    public static void Write(string path, Consumption consumption, IEnumerable<int> series, int years = Consumption.Years, bool halved = false, long revision = 0)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(Header));
        var rows = new Rows(consumption, [.. series], halved);
        var buffer = new byte[Buffer];
        var length = 0;
        for (var year = Consumption.FirstYear; year < Consumption.FirstYear + years; year++)
        {
            for (var commune = 0; commune < consumption.Communes.Count; commune++)
            {
                if (length > Buffer - (Consumption.Series * 2 * RowAtMost))
                {
                    file.Write(buffer, 0, length);
                    length = 0;
                }
                length += rows.Write(buffer.AsSpan(length), year, commune, revision);
                revision = 0;
            }
        }
        file.Write(buffer, 0, length);
    }

    /// <summary>The rows of a commune and a year, in UTF-8.</summary>
    private sealed class Rows(Consumption consumption, int[] series, bool halved)
    {
        private readonly byte[][] _communes = [.. consumption.Communes.Select(c => Encoding.UTF8.GetBytes($",{c.Code},{c.Name},{consumption.Above(c.Index, Level.Epci)},{consumption.Above(c.Index, Level.Department)},"))];
        private readonly byte[][] _series = [.. Enumerable.Range(0, Consumption.Series).Select(s => Encoding.UTF8.GetBytes(
            $"{Consumption.Carriers[s / Consumption.Sectors.Length].Text},{Consumption.Sectors[s % Consumption.Sectors.Length].Text},"))];

        public int Write(Span<byte> to, int year, int commune, long revision)
        {
            var length = 0;
            foreach (var one in series)
            {
                var kWh = consumption.At(commune, year, one);
                if (kWh != Consumption.Secret) kWh += revision;
                revision = 0;
                var half = kWh / 3;
                if (halved) length += Row(to[length..], year, commune, one, kWh == Consumption.Secret ? kWh : half);
                length += Row(to[length..], year, commune, one, halved && kWh != Consumption.Secret ? kWh - half : kWh);
            }
            return length;
        }

        private int Row(Span<byte> to, int year, int commune, int one, long kWh)
        {
            var length = 0;
            year.TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
            length += written;
            length += Copy(_communes[commune], to[length..]);
            length += Copy(_series[one], to[length..]);
            if (kWh == Consumption.Secret) return length + Copy("secret,secret,1\n"u8, to[length..]);
            (1 + (kWh / 12_000)).TryFormat(to[length..], out written, default, CultureInfo.InvariantCulture);
            length += written;
            to[length++] = (byte)',';
            (kWh / 1_000).TryFormat(to[length..], out written, default, CultureInfo.InvariantCulture);
            length += written;
            to[length++] = (byte)'.';
            (kWh % 1_000).TryFormat(to[length..], out written, "D3", CultureInfo.InvariantCulture);
            length += written;
            return length + Copy(",0\n"u8, to[length..]);
        }

        private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
        {
            from.CopyTo(to);
            return from.Length;
        }
    }
}
