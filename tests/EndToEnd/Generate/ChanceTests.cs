using Segmentation.Cli.Generate;

namespace EndToEnd.Generate;

public sealed class ChanceTests
{
    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.001)]
    [InlineData(0.9999999)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(2.718281828459045)]
    [InlineData(123456.789)]
    public void The_logarithm_is_that_of_the_platform_but_for_the_last_digits(double x) =>
        Assert.Equal(Math.Log(x), SteadyMath.Log(x), Math.Max(1e-15, Math.Abs(Math.Log(x)) * 1e-15));

    [Theory]
    [InlineData(-50.3)]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    [InlineData(0.34657)]
    [InlineData(4.1)]
    [InlineData(50.7)]
    public void The_exponential_is_that_of_the_platform_but_for_the_last_digits(double x) =>
        Assert.Equal(1, SteadyMath.Exp(x) / Math.Exp(x), 2e-14);

    [Theory]
    [InlineData(0.8)]
    [InlineData(3.0)]
    public void A_gamma_number_has_its_shape_as_mean_and_variance(double shape)
    {
        var chance = new Chance(1, 1);
        var numbers = Enumerable.Range(0, 50_000).Select(_ => chance.Gamma(shape)).ToArray();
        var mean = numbers.Average();
        Assert.Equal(shape, mean, shape * 0.03);
        Assert.Equal(shape, numbers.Average(number => (number - mean) * (number - mean)), shape * 0.06);
    }

    [Fact]
    public void A_normal_number_has_mean_0_and_variance_1()
    {
        var chance = new Chance(1, 1);
        var numbers = Enumerable.Range(0, 50_000).Select(_ => chance.Normal()).ToArray();
        Assert.Equal(0, numbers.Average(), 0.02);
        Assert.Equal(1, numbers.Average(number => number * number), 0.03);
    }

    [Fact]
    public void An_alias_table_draws_in_proportion_to_its_weights()
    {
        var chance = new Chance(1, 1);
        var table = new AliasTable([1, 2, 3, 0.5, 13.5]);
        var counts = new int[5];
        for (var i = 0; i < 100_000; i++)
            counts[table.Draw(chance)]++;
        int[] expected = [5_000, 10_000, 15_000, 2_500, 67_500];
        Assert.All(counts.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 600, pair.Second + 600));
    }
}
