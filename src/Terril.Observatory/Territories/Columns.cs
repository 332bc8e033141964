using System.Buffers;
using System.Text;

namespace Terril.Observatory.Territories;

/// <summary>Writes whole numbers as variable-length bytes, and columns of them as differences: codes and names in order cost one byte each.</summary>
internal sealed class ColumnWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Number(int value)
    {
        var rest = (uint)((value << 1) ^ (value >> 31));
        for (; rest >= 0x80; rest >>= 7) _bytes.Write([(byte)(rest | 0x80)]);
        _bytes.Write([(byte)rest]);
    }

    public void Column(ReadOnlySpan<int> values)
    {
        Number(values.Length);
        var last = 0;
        foreach (var value in values)
        {
            Number(value - last);
            last = value;
        }
    }

    public void Block(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}

/// <summary>Reads what <see cref="ColumnWriter"/> wrote.</summary>
internal ref struct ColumnReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _rest.Length;

    public int Number()
    {
        uint value = 0;
        for (int at = 0, shift = 0; ; at++, shift += 7)
        {
            var next = _rest[at];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                _rest = _rest[(at + 1)..];
                return (int)(value >> 1) ^ -(int)(value & 1);
            }
        }
    }

    public int[] Column()
    {
        var values = new int[Number()];
        var last = 0;
        for (var i = 0; i < values.Length; i++) values[i] = last += Number();
        return values;
    }

    public ReadOnlySpan<byte> Block()
    {
        var length = Number();
        var block = _rest[..length];
        _rest = _rest[length..];
        return block;
    }
}

/// <summary>Every code and name of every vintage, once: two vintages speak of one code when its number is the same.</summary>
internal sealed class StringPool
{
    private readonly byte[] _utf8;
    private readonly int[] _starts;
    private readonly string?[] _read;

    private StringPool(byte[] utf8, int[] starts) => (_utf8, _starts, _read) = (utf8, starts, new string?[starts.Length - 1]);

    public int Count => _read.Length;

    // Two threads may both decode a string: they get equal ones.
    public string this[int number] => _read[number] ??= Encoding.UTF8.GetString(_utf8, _starts[number], _starts[number + 1] - _starts[number]);

    public static StringPool Read(ref ColumnReader reader)
    {
        var starts = reader.Column();
        return new(reader.Block().ToArray(), starts);
    }

    /// <summary>Numbers strings in the order in which they come.</summary>
    public sealed class Writer
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly ArrayBufferWriter<byte> _utf8 = new();
        private readonly List<int> _starts = [0];

        public int Number(string text)
        {
            if (_numbers.TryGetValue(text, out var number)) return number;
            Encoding.UTF8.GetBytes(text, _utf8);
            _starts.Add(_utf8.WrittenCount);
            return _numbers[text] = _numbers.Count;
        }

        public int[] Numbers(IEnumerable<string> texts) => [.. texts.Select(Number)];

        public void Write(ColumnWriter writer)
        {
            writer.Column([.. _starts]);
            writer.Block(_utf8.WrittenSpan);
        }
    }
}
