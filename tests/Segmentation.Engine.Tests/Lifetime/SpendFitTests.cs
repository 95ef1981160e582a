using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

public sealed class SpendFitTests
{
    [Theory]
    // Fader and Hardie (2013) print 24.65, 18.91, 35.17 and 71.46, from parameters of two decimals.
    [InlineData(2, 22.35, 24.663713910761153)]
    [InlineData(1, 11.77, 18.916852057842046)]
    [InlineData(0, 0, 35.21897810218978)]
    [InlineData(7, 73.74, 71.46967089696709)]
    public void Expected_spend_is_as_published(int repeats, double mean, double expected) =>
        Assert.Equal(expected, new SpendModel(6.25, 3.74, 15.44).Expected(repeats, mean), 5e-3);

    [Fact]
    public void Spend_of_the_cdnow_sample_gives_the_published_parameters()
    {
        var data = Cdnow.Customers;

        var fit = SpendFit.Fit(data.Repeats, data.MeanSpend);

        Assert.Equal(6.249572830909202, fit.Model!.P, 1e-3);
        Assert.Equal(3.7442245332537225, fit.Model.Q, 1e-3);
        Assert.Equal(15.44351892546124, fit.Model.V, 1e-3);
        Assert.InRange(fit.LogLikelihood, -4055.917694801867 - 0.001, -4055.917694801867 + 0.001);
        Assert.True(fit.Converged);
        Assert.Empty(fit.Flags);
    }

    [Fact]
    public void The_unit_of_money_and_the_order_of_customers_do_not_matter()
    {
        var data = Cdnow.Customers;
        var fit = SpendFit.Fit(data.Repeats, data.MeanSpend).Model!;
        var cents = SpendFit.Fit(
            [.. data.Repeats.Reverse()], [.. data.MeanSpend.Select(mean => 100 * mean).Reverse()]).Model!;
        Assert.Equal(fit.P, cents.P, 1e-6);
        Assert.Equal(fit.Q, cents.Q, 1e-6);
        Assert.Equal(100 * fit.V, cents.V, 1e-4);
    }

    // A search without a bound on its steps runs from 1.1 to a p of ten million.
    [Fact]
    public void All_starts_lead_to_the_same_parameters()
    {
        var data = Cdnow.Customers;
        var statistics = SpendStatistics.Of(data.Repeats, data.MeanSpend);
        var objective = SpendFit.Objective(statistics);
        var fit = SpendFit.Fit(data.Repeats, data.MeanSpend).Model!;
        double[][] starts = [[0.0953, 0.0953, 0.0953], [1, 1, 0], [-1, 0.5, 1], [2, 2, -2], [0.5, 3, 2]];
        foreach (var start in starts)
        {
            var (best, _) = MultiStart.Search(objective, statistics.Customers, [start]);
            Assert.Equal(Math.Log(fit.P), best.At[0], 1e-6);
            Assert.Equal(Math.Log(fit.Q), best.At[1], 1e-6);
        }
    }

    [Fact]
    public void A_planted_model_is_found_within_its_standard_errors()
    {
        var random = new Random(3);
        var (repeats, means) = (new int[5000], new double[5000]);
        for (var row = 0; row < repeats.Length; row++)
        {
            repeats[row] = random.Next(1, 12);
            var scale = Planted.Gamma(3, random) / 20;
            for (var order = 0; order < repeats[row]; order++)
                means[row] += Planted.Gamma(5, random) / scale / repeats[row];
        }

        var fit = SpendFit.Fit(repeats, means);

        Assert.Equal(5, fit.Model!.P, 3.5 * fit.StandardErrors[0]!.Value);
        Assert.Equal(3, fit.Model.Q, 3.5 * fit.StandardErrors[1]!.Value);
        Assert.Equal(20, fit.Model.V, 3.5 * fit.StandardErrors[2]!.Value);
        Assert.All(fit.StandardErrors, error => Assert.InRange(error!.Value, 0.01, 4));
    }

    [Fact]
    public void Spend_that_tells_nothing_gives_a_flag()
    {
        Nothing(FitFlag.NoCustomers, [], []);
        Nothing(FitFlag.NoCustomers, [0, 3, 2, 1], [5, -10, double.NaN, 0]);
        Nothing(FitFlag.NoVariance, [1, 2, 3], [5, 5, 5]);
        // The means rise by a factor of a million from each customer to the next.
        double[] rising = [.. Enumerable.Range(-5, 11).Select(n => Math.Pow(1e6, n))];
        Nothing(FitFlag.InfiniteMean, [.. rising.Select(_ => 3)], rising);

        static void Nothing(string flag, int[] repeats, double[] means)
        {
            var fit = SpendFit.Fit(repeats, means);
            Assert.Null(fit.Model);
            Assert.Equal([flag], fit.Flags);
        }
    }

    [Fact]
    public void Any_spend_gives_finite_figures() =>
        Prop.ForAll<(PositiveInt Repeats, double Mean)[]>(customers =>
        {
            var fit = SpendFit.Fit(
                [.. customers.Select(customer => customer.Repeats.Get)],
                [.. customers.Select(customer => customer.Mean)]);
            return double.IsFinite(fit.LogLikelihood)
                && (fit.Model is null ? fit.Flags.Count > 0 : double.IsFinite(fit.Model.Expected(3, 10)))
                && (fit.Model is null || fit.Model.Expected(0, 0) is > 0 and < double.PositiveInfinity);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
}
