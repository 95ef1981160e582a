using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

public sealed class GateTests
{
    [Fact]
    public void The_cdnow_sample_is_enough()
    {
        var data = Cdnow.Customers;
        var gate = Sufficiency.Of(data.Repeats, data.Last, data.Age, data.MeanSpend);
        Assert.Equal((2357, 946, 272), (gate.Customers, gate.Repeaters, gate.HistoryDays));
        Assert.Equal(0.11388791939125531, gate.Correlation!.Value, 1e-9);
        Assert.True(gate.IsEnough);
        Assert.False(gate.IsCorrelated);
    }

    [Fact]
    public void Each_rule_can_fail_on_its_own()
    {
        Assert.False((Enough() with { Customers = 99 }).IsEnough);
        Assert.False((Enough() with { Repeaters = 29 }).IsEnough);
        Assert.False((Enough() with { HistoryDays = 59 }).IsEnough);
        Assert.True(Enough().IsEnough);
        Assert.True((Enough() with { Correlation = -0.3 }).IsCorrelated);
        Assert.False(Sufficiency.Of([], [], [], []).IsEnough);

        static Sufficiency Enough() => new(100, 30, 60, 30, 0.29);
    }

    [Theory]
    [InlineData(105, 100, Grade.A)]
    [InlineData(104, 100, Grade.B)]
    [InlineData(100, 100, Grade.B)]
    [InlineData(99, 100, Grade.C)]
    [InlineData(0, 0, Grade.B)]
    public void The_grade_follows_what_is_found(int found, int naive, Grade grade) =>
        Assert.Equal(grade, new HoldOut(1000, found / 200.0, naive / 200.0).Grade);

    [Fact]
    public void A_model_is_not_judged_by_days_before_which_there_was_too_little_to_learn_from()
    {
        var data = Cdnow.Customers;
        var key = new ModelKey("bg-nbd", "orders", null, null);
        var learner = new ModelLearner(key, 1, new DateOnly(1997, 9, 30), Purchasers(data.Repeats.Length));
        var learned = learner.Orders(PurchaseModelKind.BgNbd, () => Purchasers(99), new DateOnly(1997, 6, 30));
        Assert.Equal((LearnedModel.Fitted, null), (learned.Status, learned.HoldOut));
        Assert.Contains(
            "not tried on the days after 1997-06-30: as of then 99 customers have ordered; a model needs 100",
            learned.Warnings);

        Purchasers Purchasers(int count) => Engine.Lifetime.Purchasers.Of(
        [
            (new Histories(
                data.Repeats[..count], data.Last[..count], data.Age[..count], data.MeanSpend[..count],
                data.MeanSpend[..count]), data.HoldOutSpend[..count]),
        ]);
    }

    [Fact]
    public void The_true_top_is_found_or_not()
    {
        double[] actual = [9, 0, 1, 2, 3, 8, 0, 0, 0, 0];
        var trial = HoldOut.Of([5, 0, 0, 0, 1, 4, 0, 0, 0, 0], [5, 4, 3, 2, 1, 0, 0, 0, 0, 0], actual)!;
        Assert.Equal((1.0, 0.5, Grade.A), (trial.Found, trial.FoundNaive, trial.Grade));
    }

    [Fact]
    public void Equal_forecasts_share_the_places()
    {
        var trial = HoldOut.Of([1, 1, 1, 1, 1], [0, 0, 0, 0, 1], [0, 0, 0, 0, 7])!;
        Assert.Equal((0.2, 1.0, Grade.C), (trial.Found, trial.FoundNaive, trial.Grade));
        Assert.Null(HoldOut.Of([1, 2], [1, 2], [0, -3]));
        Assert.Null(HoldOut.Of([], [], []));
    }

    [Fact]
    public void The_naive_model_goes_on_as_before()
    {
        var model = new NaiveModel(0.5);
        var month = NaiveModel.Month;
        // Two orders in two months: one a month.
        Assert.Equal(3, model.ExpectedOrders(1, 10, (int)(2 * month) + 1, 6 * month), 0.05);
        Assert.Equal(0.25, model.Alive(1, 0, (int)(2 * month) + 1), 0.01);
        Assert.Equal(Math.Exp(-3), model.NoOrder(1, 10, (int)(2 * month) + 1, 6 * month), 0.01);
        Assert.Equal(30, model.Value(10, 1, 10, 61, new((int)(6 * month), Discount: 0)), 0.6);
    }

    [Fact]
    public void Retention_is_kept_months_of_all_months()
    {
        // Ten months kept and one lost, and ten kept by one who is still there.
        Assert.Equal(20 / 21.0, NaiveModel.Of([304, 304], [400, 310]).Retention, 1e-3);
        Assert.Equal(1, NaiveModel.Of([], []).Retention);
        Assert.Equal(0, NaiveModel.Of([0], [100]).Retention);
    }
}
