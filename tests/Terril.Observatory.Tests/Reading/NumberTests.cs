using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("02", 2)]
    [InlineData("59350", 59350)]
    [InlineData("-20.5", -20.5)]
    [InlineData("\u221212", -12)]
    [InlineData("+3", 3)]
    [InlineData("98575,13", 98575.13)]
    [InlineData("3240.5000000000005", 3240.5000000000005)]
    [InlineData("1e3", 1000)]
    [InlineData("1E-05", 0.00001)]
    [InlineData("1,5E+2", 150)]
    [InlineData("2e\u22122", 0.02)]
    [InlineData(".5", 0.5)]
    [InlineData("-,5", -0.5)]
    [InlineData("  7 ", 7)]
    [InlineData("\u00A07\u202F", 7)]
    [InlineData("1 234,5", 1234.5)]
    [InlineData("1\u00A0234,5", 1234.5)]
    [InlineData("1\u202F234\u202F567,5", 1234567.5)]
    [InlineData("12\u2009345", 12345)]
    [InlineData("1\u00A0234 567", 1234567)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("-1,234,567", -1234567)]
    [InlineData("1.234.567,891", 1234567.891)]
    [InlineData("1,234", 1.234)]
    [InlineData("1.234", 1.234)]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625", 0.1)]
    public void A_number_is_read_as_producers_write_it(string cell, double expected)
    {
        Assert.Equal(NumberFault.None, new Number().Read(cell, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData("nd")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("0x1F")]
    [InlineData("12,5 %")]
    [InlineData("12 t")]
    [InlineData("1 23")]
    [InlineData("12 34")]
    [InlineData("1234 567")]
    [InlineData("1  234")]
    [InlineData("0 123")]
    [InlineData("1 234.567,8")]
    [InlineData("1.23.456")]
    [InlineData("1.234.56")]
    [InlineData("1.2,3.4")]
    [InlineData("1,5,2.5")]
    [InlineData("5.")]
    [InlineData("1,2 345")]
    [InlineData("- 5")]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("(5)")]
    [InlineData("e5")]
    [InlineData("5e")]
    [InlineData("5e1,5")]
    [InlineData("5e1e1")]
    [InlineData("١٢")]
    [InlineData("2021-01-01")]
    [InlineData("1/2")]
    public void What_is_no_number_is_said(string cell)
    {
        var number = new Number();

        Assert.Equal(NumberFault.NotANumber, number.Read(cell, out var value));
        Assert.Equal(0, value);
        Assert.Null(number.DecimalSign);
    }

    [Fact]
    public void A_cell_without_end_is_no_number() =>
        Assert.Equal(NumberFault.NotANumber, new Number().Read(new string('1', 100_000), out _));

    [Theory]
    [InlineData("1,5", "1.5")]
    [InlineData("1.5", "1,5")]
    [InlineData("1,5", "1.234")]
    [InlineData("1.234", "1.234,5")]
    [InlineData("1.5", "1.234.567")]
    [InlineData("1.234.567", "1.5")]
    [InlineData("1.234,5", "0.123")]
    public void The_first_decimal_sign_seen_settles_it(string first, string second)
    {
        var number = new Number();
        Assert.Equal(NumberFault.None, number.Read(first, out _));

        Assert.Equal(NumberFault.OtherDecimalSign, number.Read(second, out var value));
        Assert.Equal(0, value);
    }

    [Theory]
    [InlineData("1.234,5", "1.234", 1234)]
    [InlineData("1.234.567", "-1.234", -1234)]
    [InlineData("1,234.5", "1,234", 1234)]
    [InlineData("1.234,5", "0,123", 0.123)]
    public void A_file_that_grouped_with_a_sign_goes_on_doing_so(string first, string second, double expected)
    {
        var number = new Number();
        number.Read(first, out _);

        Assert.Equal(NumberFault.None, number.Read(second, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(',', "1.234", 1234)]
    [InlineData(',', "1,234", 1.234)]
    [InlineData('.', "1,234", 1234)]
    [InlineData('.', "-1,234", -1234)]
    [InlineData('.', "1.234", 1.234)]
    public void A_sign_that_was_said_makes_the_other_one_group(char said, string cell, double expected)
    {
        Assert.Equal(NumberFault.None, new Number(said).Read(cell, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(',', "1.5")]
    [InlineData(',', "0.123")]
    [InlineData(',', "-0.123")]
    [InlineData('.', "98575,13")]
    [InlineData('.', "1.234,5")]
    [InlineData('.', "1.234.567")]
    public void A_sign_that_was_said_is_not_given_up(char said, string cell) =>
        Assert.Equal(NumberFault.OtherDecimalSign, new Number(said).Read(cell, out _));

    [Fact]
    public void Only_a_comma_or_a_point_can_be_decimal() => Assert.Throws<ArgumentOutOfRangeException>(() => new Number(';'));

    [Fact]
    public void Every_finite_number_survives_being_written_with_a_comma_or_a_point() => Check.QuickThrowOnFailure(Prop.ForAll<double>(expected => !double.IsFinite(expected) || new[] { ',', '.' }.All(sign =>
            new Number(sign).Read(expected.ToString("R", CultureInfo.InvariantCulture).Replace('.', sign), out var value) == NumberFault.None && value == expected)));

    [Fact]
    public void A_cell_read_sixteen_bytes_at_once_is_as_when_read_digit_by_digit()
    {
        var cells = from length in Gen.Choose(0, 18) from cell in Gen.Elements("0123456789012345678901234567890123456789.,-; é".ToCharArray()).ArrayOf(length) select new string(cell);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(cells.ToArbitrary(), cell => new char?[] { null, '.', ',' }.All(sign =>
        {
            var (number, bytes) = (new Number(sign), Encoding.UTF8.GetBytes("0123456789.,-1234" + cell));
            var length = bytes.Length - 17;
            var slowly = number.ReadPlain(bytes.AsSpan(17), out var expected);
            var quickly = Number.TryPlain(ref Unsafe.Add(ref bytes[0], bytes.Length), length, number.PlainSign, out var value);
            return slowly == quickly && (!slowly || BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected));
        })));
    }
}
