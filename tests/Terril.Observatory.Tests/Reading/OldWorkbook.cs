using System.Text;

namespace Terril.Observatory.Tests.Reading;

/// <summary>Writes a workbook of before 2007 with one small sheet: BIFF8 records in a compound file.</summary>
internal static class OldWorkbook
{
    private const int Sector = 512;
    private const int StreamLength = 8 * Sector;
    private const uint End = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    public static byte[] Of(string sheet, params (int Row, int Column, object Value)[] cells)
    {
        var records = Records(sheet, cells);
        return [.. Header(), .. Allocation(), .. Directory(), .. records, .. new byte[StreamLength - records.Length]];
    }

    private static byte[] Header() => Bytes(Sector, 0xFF, writer =>
    {
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        writer.Write(new byte[16]);
        foreach (ushort word in new[] { 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0 }) writer.Write(word);
        foreach (var word in new uint[] { 0, 1, 1, 0, 4096, End, 0, End, 0, 0 }) writer.Write(word);
    });

    // Sector 0 is this one, 1 the directory, 2 to 9 the stream.
    private static byte[] Allocation() => Bytes(Sector, 0xFF, writer =>
    {
        foreach (var next in new uint[] { 0xFFFFFFFD, End, 3, 4, 5, 6, 7, 8, 9, End }) writer.Write(next);
    });

    private static byte[] Directory() =>
        [.. Entry("Root Entry", type: 5, child: 1, End, length: 0), .. Entry("Workbook", type: 2, Free, first: 2, StreamLength), .. new byte[256]];

    private static byte[] Entry(string name, byte type, uint child, uint first, int length) => Bytes(128, 0, writer =>
    {
        writer.Write(Encoding.Unicode.GetBytes(name.PadRight(32, '\0')));
        writer.Write((ushort)(2 * name.Length + 2));
        writer.Write([type, 1]);
        foreach (var link in new[] { Free, Free, child }) writer.Write(link);
        writer.Write(new byte[36]);
        writer.Write(first);
        writer.Write(length);
    });

    private static byte[] Records(string sheet, (int Row, int Column, object Value)[] cells)
    {
        byte[] name = [(byte)sheet.Length, 1, .. Encoding.Unicode.GetBytes(sheet)];
        var bounds = 3 * 4 + 16 + 6 + name.Length;
        var globals = (byte[])[.. Start(5), .. Record(0x85, [.. BitConverter.GetBytes(bounds), 0, 0, .. name]), .. Record(0x0A, [])];
        return [.. globals, .. Start(0x10), .. cells.SelectMany(cell => Cell(cell.Row, cell.Column, cell.Value)), .. Record(0x0A, [])];
    }

    private static byte[] Start(byte kind) => Record(0x809, [0, 6, kind, 0, .. new byte[12]]);

    private static byte[] Cell(int row, int column, object value)
    {
        byte[] place = [(byte)row, 0, (byte)column, 0, 0, 0];
        return value is string text
            ? Record(0x204, [.. place, (byte)text.Length, 0, 1, .. Encoding.Unicode.GetBytes(text)])
            : Record(0x203, [.. place, .. BitConverter.GetBytes((double)value)]);
    }

    private static byte[] Record(ushort kind, byte[] content) => [.. BitConverter.GetBytes(kind), .. BitConverter.GetBytes((ushort)content.Length), .. content];

    private static byte[] Bytes(int length, byte fill, Action<BinaryWriter> write)
    {
        var bytes = Enumerable.Repeat(fill, length).ToArray();
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        write(writer);
        return bytes;
    }
}
