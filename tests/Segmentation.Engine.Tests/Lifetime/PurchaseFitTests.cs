using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

public sealed class PurchaseFitTests
{
    [Fact]
    public void Orders_of_the_cdnow_sample_give_the_published_parameters()
    {
        var fit = FitCdnow();

        var model = Assert.IsType<PurchaseModel>(fit.Model);
        Assert.Equal(0.24259451850873084, model.R, 1e-4);
        Assert.Equal(4.413601944963455, model.Alpha, 1e-3);
        Assert.Equal(0.7929218495702216, model.A, 1e-4);
        Assert.Equal(2.4259059134368792, model.B, 1e-3);
        Assert.InRange(fit.LogLikelihood, -9582.429206673929 - 0.001, -9582.429206673929 + 0.001);
        Assert.True(fit.Converged);
        Assert.Empty(fit.Flags);
    }

    [Fact]
    public void Values_of_the_cdnow_sample_at_the_fitted_parameters_are_those_of_others()
    {
        var data = Cdnow.Customers;
        var model = FitCdnow().Model!;
        var spend = SpendFit.Fit(data.Repeats, data.MeanSpend).Model!;
        for (var row = 0; row < data.Age.Length; row++)
        {
            var (x, last, age) = (data.Repeats[row], data.Last[row], data.Age[row]);
            var expectedSpend = spend.Expected(x, data.MeanSpend[row]);
            var value = LifetimeValue.Of(model, expectedSpend, x, last, age, new(364));
            Assert.Equal(data.Alive[row], model.Alive(x, last, age), 1e-3 * data.Alive[row]);
            Assert.Equal(
                data.Expected39[row], model.ExpectedOrders(x, last, age, 39 * 7), 1e-3 * data.Expected39[row]);
            Assert.Equal(data.ExpectedSpend[row], expectedSpend, 1e-3 * data.ExpectedSpend[row]);
            Assert.Equal(data.Value[row], value, 1e-3 * data.Value[row]);
        }
    }

    [Fact]
    public void The_order_of_customers_leaves_no_trace()
    {
        var data = Cdnow.Customers;
        int[] shuffled = [.. Enumerable.Range(0, data.Age.Length)];
        new Random(5).Shuffle(shuffled);
        var again = PurchaseFit.Fit(
            PurchaseModelKind.BgNbd, [.. shuffled.Select(row => data.Repeats[row])],
            [.. shuffled.Select(row => data.Last[row])], [.. shuffled.Select(row => data.Age[row])]);
        var fit = FitCdnow();
        Assert.Equal(fit.Model, again.Model);
        Assert.Equal(fit.StandardErrors, again.StandardErrors);
    }

    [Fact]
    public void The_unit_of_time_changes_its_parameter_alone()
    {
        var data = Cdnow.Customers;
        var (weeks, days) = (FitCdnow().Model!, PurchaseFit.Fit(
            PurchaseModelKind.BgNbd, data.Repeats, [.. data.Last.Select(last => 7 * last)],
            [.. data.Age.Select(age => 7 * age)]).Model!);
        Assert.Equal(weeks.R, days.R, 1e-6);
        Assert.Equal(7 * weeks.Alpha, days.Alpha, 1e-5);
        Assert.Equal(weeks.A, days.A, 1e-6);
        Assert.Equal(weeks.B, days.B, 1e-6);
    }

    [Fact]
    public void All_starts_lead_to_the_same_parameters()
    {
        var data = Cdnow.Customers;
        var statistics = PurchaseStatistics.Of(data.Repeats, data.Last, data.Age);
        var objective = PurchaseFit.Objective(PurchaseModelKind.BgNbd, statistics, 1);
        var mean = (Objective)((at, slope) =>
        {
            var value = objective(at, slope) / statistics.Customers;
            for (var i = 0; i < slope.Length; i++)
                slope[i] /= statistics.Customers;
            return value;
        });
        var model = FitCdnow().Model!;
        double[] best = [Math.Log(model.R), Math.Log(model.Alpha), Math.Log(model.A), Math.Log(model.B)];
        var random = new Random(11);
        for (var start = 0; start < 12; start++)
        {
            double[] from = [.. best.Select(log => log + 6 * random.NextDouble() - 3)];
            var found = Descent.Search(mean, from);
            Assert.True(found.Converged);
            Assert.All(found.At.Zip(best), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        }
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd)]
    [InlineData(PurchaseModelKind.MbgNbd)]
    public void The_slope_is_that_of_the_likelihood(PurchaseModelKind kind)
    {
        var data = PurchaseStatistics.Of([0, 1, 5, 30, 2], [0, 3, 70, 100, 9], [20, 300, 90, 101, 9]);
        var objective = PurchaseFit.Objective(kind, data, 2);
        double[] at = [0.3, -0.2, 0.4, 1.1];
        var slope = new double[4];
        objective(at, slope);
        for (var i = 0; i < at.Length; i++)
        {
            double[] up = [.. at], down = [.. at];
            (up[i], down[i]) = (at[i] + 1e-5, at[i] - 1e-5);
            var rise = objective(up, new double[4]) - objective(down, new double[4]);
            Assert.Equal(rise / 2e-5, slope[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(PurchaseModelKind.BgNbd)]
    [InlineData(PurchaseModelKind.MbgNbd)]
    public void A_planted_model_is_found_within_its_standard_errors(PurchaseModelKind kind)
    {
        var planted = new PurchaseModel(kind, 0.9, 6, 0.8, 2.5);
        var (repeats, last, age) = Planted.Customers(planted, 20_000, new Random(7));

        var fit = PurchaseFit.Fit(kind, repeats, last, age);

        var model = fit.Model!;
        Assert.True(fit.Converged);
        Near(planted.R, model.R, fit.StandardErrors[0]);
        Near(planted.Alpha, model.Alpha, fit.StandardErrors[1]);
        Near(planted.A, model.A, fit.StandardErrors[2]);
        Near(planted.B, model.B, fit.StandardErrors[3]);

        static void Near(double expected, double found, double? error)
        {
            Assert.InRange(error!.Value, 0.001 * expected, 0.2 * expected);
            Assert.Equal(expected, found, 3.5 * error.Value);
        }
    }

    [Fact]
    public void Who_cannot_be_told_anything_about_gives_a_flag_and_no_model()
    {
        Nothing(FitFlag.NoCustomers, [], [], []);
        Nothing(FitFlag.NoRepeaters, [0], [0], [100]);
        Nothing(FitFlag.NoRepeaters, [0, 0, 0], [0, 0, 0], [100, 200, 300]);
        Nothing(FitFlag.NoHistory, [0, 0], [0, 0], [0, 0]);
        Nothing(FitFlag.NoCustomers, [-1, 3], [0, 200], [100, 100]);

        static void Nothing(string flag, int[] repeats, int[] last, int[] age)
        {
            var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, repeats, last, age);
            Assert.Null(fit.Model);
            Assert.Equal([flag], fit.Flags);
        }
    }

    [Fact]
    public void Parameters_that_would_run_away_are_held_back()
    {
        // All customers are alike, so that they differ in nothing and nobody leaves.
        int[] repeats = [.. Enumerable.Repeat(10, 200)];
        int[] days = [.. Enumerable.Repeat(100, 200)];
        var fit = PurchaseFit.Fit(PurchaseModelKind.BgNbd, repeats, days, days);
        Assert.Contains(FitFlag.Ridge, fit.Flags);
        Assert.Equal(7.0, fit.Model!.ExpectedOrders(10, 100, 100, 70), 0.1);
    }

    [Fact]
    public void Any_customers_give_finite_figures() =>
        Prop.ForAll(Ranges.Customers.ListOf().ToArbitrary(), customers =>
        {
            int[] repeats = [.. customers.Select(customer => customer.Repeats)];
            int[] last = [.. customers.Select(customer => customer.Last)];
            int[] age = [.. customers.Select(customer => customer.Age)];
            return Enum.GetValues<PurchaseModelKind>().All(kind =>
            {
                var fit = PurchaseFit.Fit(kind, repeats, last, age);
                return double.IsFinite(fit.LogLikelihood)
                    && fit.StandardErrors.All(error => error is null || double.IsFinite(error.Value))
                    && (fit.Model is null ? fit.Flags.Count > 0 : customers.All(IsFinite));

                bool IsFinite((int Repeats, int Last, int Age) customer) => double.IsFinite(
                    fit.Model.ExpectedOrders(customer.Repeats, customer.Last, customer.Age, 365));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Fit<PurchaseModel> FitCdnow()
    {
        var data = Cdnow.Customers;
        return PurchaseFit.Fit(PurchaseModelKind.BgNbd, data.Repeats, data.Last, data.Age);
    }
}
