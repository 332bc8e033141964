using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>The sum of ZIP, GZIP and cubes, however fast it is made.</summary>
public class Crc32Tests
{
    [Fact]
    public void The_standard_gives_the_sum_of_nine_digits() => Assert.Equal(0xCBF43926, Crc32.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void Any_length_cut_anywhere_sums_as_bit_by_bit()
    {
        var random = new Random(7);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var (cut, sum) = (random.Next(length + 1), new Crc32());
            sum.Add(bytes.AsSpan(0, cut));
            sum.Add(bytes.AsSpan(cut));
            Assert.Equal((BitByBit(bytes), BitByBit(bytes)), (Crc32.Of(bytes), sum.Value));
        }
    }

    private static uint BitByBit(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }
}
