using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

public sealed class PurchaseModelTests
{
    private static readonly PurchaseModel Published = new(PurchaseModelKind.BgNbd, 0.243, 4.414, 0.793, 2.426);
    private static readonly PurchaseModel Recomputed = new(PurchaseModelKind.BgNbd, 0.2426, 4.4136, 0.7929, 2.4259);
    private static readonly PurchaseModel Exact = new(
        PurchaseModelKind.BgNbd, 0.24259451850873084, 4.413601944963455, 0.7929218495702216, 2.4259059134368792);

    [Theory]
    // Fader, Hardie and Lee (2005) print 1.226 for the first, of 2 repeats, the last after 30.43 weeks, at 38.86.
    [InlineData(2, 213, 272, 39, 0.726614, 1.225923)]
    [InlineData(0, 0, 272, 39, 1, 0.194787)]
    [InlineData(1, 12, 272, 39, 0.212234, 0.203259)]
    public void Known_customers_have_the_published_chances(
        int repeats, int last, int age, int weeks, double alive, double orders)
    {
        // The published times are rounded to hundredths of a week.
        Assert.Equal(alive, Recomputed.Alive(repeats, last, age), 3e-4);
        Assert.Equal(orders, Recomputed.ExpectedOrders(repeats, last, age, 7 * weeks), 3e-4);
    }

    [Fact]
    public void Very_frequent_customers_have_finite_chances()
    {
        Assert.Equal(0.9689, Published.Alive(26, 216, 217), 1e-4);
        Assert.Equal(25.76, Published.ExpectedOrders(26, 216, 217, 364), 5e-3);
        foreach (var kind in Enum.GetValues<PurchaseModelKind>())
        {
            var model = Published with { Kind = kind };
            Assert.InRange(model.ExpectedOrders(1_000_000, 1_000_000, 1_000_000, 3650), 0, 1e6);
            Assert.InRange(model.ExpectedOrders(100_000, 10, 1_000_000, 3650), 0, 1e-6);
        }
    }

    [Fact]
    public void New_customers_order_as_often_as_published()
    {
        var model = new PurchaseModel(
            PurchaseModelKind.BgNbd, 0.2425929037729262, 4.413531475614991, 0.7928858424410247, 2.425752136746016);
        double[] days = [1, 7, 21, 223, 224, 546];
        double[] computed =
        [
            0.007813739416763499, 0.05318474085007046, 0.1506319296457357, 1.040495281842442, 1.0437372309340571,
            1.8579718380613885,
        ];
        for (var i = 0; i < days.Length; i++)
            Assert.Equal(computed[i], model.ExpectedOrdersOfNew(days[i]), 1e-10);
    }

    [Fact]
    public void All_customers_of_the_cdnow_sample_have_the_values_that_others_computed()
    {
        var data = Cdnow.Customers;
        var spend = new SpendModel(6.249572830909202, 3.7442245332537225, 15.44351892546124);
        var terms = new LifetimeTerms(364);
        for (var row = 0; row < data.Age.Length; row++)
        {
            var (x, last, age) = (data.Repeats[row], data.Last[row], data.Age[row]);
            var expectedSpend = spend.Expected(x, data.MeanSpend[row]);
            Near(data.Alive[row], Exact.Alive(x, last, age));
            Near(data.Expected39[row], Exact.ExpectedOrders(x, last, age, 39 * 7));
            Near(data.Expected52[row], Exact.ExpectedOrders(x, last, age, 52 * 7));
            Near(data.ExpectedSpend[row], expectedSpend);
            Near(data.Value[row], LifetimeValue.Of(Exact, expectedSpend, x, last, age, terms));
        }

        static void Near(double expected, double found) => Assert.Equal(expected, found, 1e-6 * expected + 1e-9);
    }

    [Fact]
    public void Forecasts_of_many_customers_are_those_of_each()
    {
        var data = Cdnow.Customers;
        var orders = LifetimeForecast.Orders(Exact, 273);
        var value = LifetimeForecast.Value(Exact, new(364, Margin: 0.3));
        for (var row = 0; row < data.Age.Length; row++)
        {
            var (x, last, age) = (data.Repeats[row], data.Last[row], data.Age[row]);
            Assert.Equal(Exact.ExpectedOrders(x, last, age, 273), orders.Of(x, last, age));
            Assert.Equal(
                LifetimeValue.Of(Exact, 7, x, last, age, new(364, Margin: 0.3)), 7 * value.Of(x, last, age), 1e-9);
        }
    }

    // The rates and chances of a customer are summed over a grid, with the likelihood of what the customer did.
    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, 0, 0, 100)]
    [InlineData(PurchaseModelKind.BgNbd, 3, 60, 100)]
    [InlineData(PurchaseModelKind.MbgNbd, 0, 0, 100)]
    [InlineData(PurchaseModelKind.MbgNbd, 3, 60, 100)]
    [InlineData(PurchaseModelKind.MbgNbd, 1, 5, 100)]
    public void Chances_are_the_integrals_that_they_stand_for(PurchaseModelKind kind, int x, int last, int age)
    {
        const double Ahead = 26;
        var model = new PurchaseModel(kind, 0.8, 5, 0.7, 1.9);
        var (alive, left, orders, none) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < 800; i++)
        {
            var rate = Math.Exp(-30 + i * 0.05);
            for (var j = 0; j < 700; j++)
            {
                var p = 1 / (1 + Math.Exp(35 - j * 0.1));
                var prior = Math.Pow(rate, model.R) * Math.Exp(-model.Alpha * rate)
                    * Math.Pow(p, model.A) * Math.Pow(1 - p, model.B);
                var stayed = kind == PurchaseModelKind.BgNbd ? x : x + 1;
                var ordered = prior * Math.Pow(rate, x);
                var there = ordered * Math.Exp(-rate * age / 7) * Math.Pow(1 - p, stayed);
                alive += there;
                left += stayed == 0 ? 0 : ordered * Math.Exp(-rate * last / 7) * Math.Pow(1 - p, stayed - 1) * p;
                orders += there * (p < 1e-9 ? rate * Ahead : (1 - Math.Exp(-rate * p * Ahead)) / p);
                none += there * Math.Exp(-rate * Ahead);
            }
        }

        var all = alive + left;
        Assert.Equal(alive / all, model.Alive(x, last, age), 1e-7);
        Assert.Equal(orders / all, model.ExpectedOrders(x, last, age, Ahead * 7), 1e-6);
        Assert.Equal((left + none) / all, model.NoOrder(x, last, age, Ahead * 7), 1e-7);
    }

    [Fact]
    public void Only_the_modified_model_lets_customers_of_one_order_age()
    {
        var modified = Published with { Kind = PurchaseModelKind.MbgNbd };
        Assert.Equal(1, Published.Alive(0, 0, 1000));
        Assert.True(modified.Alive(0, 0, 10) > modified.Alive(0, 0, 100));
    }

    [Fact]
    public void Orders_ahead_are_the_published_form_where_that_can_be_computed()
    {
        foreach (var (shape, ahead, a, b) in Shapes().Where(shape => Math.Abs(shape.A - 1) > 0.05))
        {
            var z = ahead / (1 + ahead);
            var published = (a + b - 1) / (a - 1)
                * (1 - Math.Pow(1 - z, shape) * Hypergeometric(shape, b, a + b - 1, z));
            Assert.Equal(published, OrdersAhead.Of(shape, ahead, a, b), 1e-9 * published);
        }
    }

    [Fact]
    public void Orders_ahead_are_the_same_as_a_sum_and_as_an_integral()
    {
        foreach (var (shape, ahead, a, b) in Shapes())
        {
            var sum = OrdersAhead.Sum(shape, ahead / (1 + ahead), a, b);
            Assert.Equal(sum, OrdersAhead.Integral(shape, ahead, a, b), 1e-10 * sum);
        }
    }

    [Fact]
    public void Orders_ahead_go_on_where_the_published_form_divides_by_0()
    {
        var at = OrdersAhead.Of(2.5, 3, 1, 2);
        Assert.Equal(at, OrdersAhead.Of(2.5, 3, 1 + 1e-9, 2), 1e-8);
        Assert.Equal(at, OrdersAhead.Of(2.5, 3, 1 - 1e-9, 2), 1e-8);
    }

    [Fact]
    public void Chances_stay_in_their_ranges() =>
        Prop.ForAll(Ranges.Models.ToArbitrary(), Ranges.Customers.ToArbitrary(), (model, customer) =>
        {
            var (x, last, age) = customer;
            var orders = model.ExpectedOrders(x, last, age, 365);
            var mean = (model.R + x) / (model.Alpha + age / 7.0) * 365 / 7;
            return model.Alive(x, last, age) is >= 0 and <= 1
                && model.NoOrder(x, last, age, 365) is >= -1e-15 and <= 1
                && orders >= 0 && orders <= mean * (1 + 1e-9)
                && orders <= model.ExpectedOrders(x, last, age, 366) * (1 + 1e-9)
                && model.ExpectedOrders(x, last, age, 0) == 0
                && 1 - model.NoOrder(x, last, age, 365) <= orders * (1 + 1e-9) + 1e-12;
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<(double Shape, double Ahead, double A, double B)> Shapes() =>
        from shape in new[] { 0.1, 1, 26.25 }
        from ahead in new[] { 0.05, 1, 8 }
        from a in new[] { 0.3, 1, 4 }
        from b in new[] { 0.8, 28 }
        select (shape, ahead, a, b);

    private static double Hypergeometric(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; n < 5000; n++)
        {
            term *= (a + n) * (b + n) / (c + n) / (n + 1) * z;
            sum += term;
        }

        return sum;
    }
}
