using Terril.Shared.Ui;

namespace Terril.Tests.Shared.Ui;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(new[] { 605d, 620, 527 }, 500, 650)]
    [InlineData(new[] { 0d, 26, 5 }, 0, 30)]
    [InlineData(new[] { 3d, 60 }, 0, 60)]
    [InlineData(new[] { -18d, 0, -40 }, -40, 0)]
    [InlineData(new[] { 0d }, 0, 1)]
    [InlineData(new double[0], 0, 1)]
    [InlineData(new[] { double.NaN }, 0, 1)]
    public void The_axis_has_round_ends_and_starts_at_zero_unless_the_values_are_far_from_it(double[] values, double low, double high)
    {
        var scale = Scale.Of(values);

        Assert.True(scale.Low <= low && scale.High >= high, $"{scale.Low} – {scale.High}");
        Assert.Equal(low == 0 || values.Min() < 0, scale.StartsAtZero);
        Assert.InRange(scale.Steps.Count(), 2, 7);
    }

    [Fact]
    public void Every_value_is_inside_the_frame()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var values = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-4, 9))).ToList();
            var scale = Scale.Of(values);
            Assert.All(values, v => Assert.InRange(scale.Share(v), -1e-9, 1 + 1e-9));
        }
    }

    [Fact]
    public void A_value_on_the_foot_gets_one_more_step_under_it()
    {
        Assert.Equal(-50, Scale.Of([0d, -40]).Below(-40).Low);
        Assert.Equal(0, Scale.Of([0d, 40]).Below(0).Low);
    }
}
