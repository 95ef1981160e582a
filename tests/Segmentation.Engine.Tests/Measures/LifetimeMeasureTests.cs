using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>What measures ask lifetime models for: how it is written, and what models read of customers.</summary>
public sealed class LifetimeMeasureTests
{
    private const string Sources = """
        streams:
          orders: { file: "*", customer: id, time: day, fields: { amount: money, channel: text } }
          contacts: { file: "*", belongs_to: company, key: id, fields: { role: text } }
        """;

    [Theory]
    [InlineData("p_alive(orders)", "bg-nbd of orders")]
    [InlineData("P_Alive(orders, model: mbg-nbd WHERE channel = 'web')", "mbg-nbd of orders where channel = 'web'")]
    [InlineData("expected_orders(orders, horizon: 52w)", "bg-nbd of orders")]
    [InlineData("expected_spend(orders.amount)", "gamma-gamma of orders.amount")]
    [InlineData(
        "lifetime_value(orders.amount * 2, horizon: P1W2D, margin: 12.5%, discount: 0% per 1d)",
        "bg-nbd of orders, gamma-gamma of orders.amount * 2")]
    public void A_measure_tells_which_models_it_asks(string expression, string models)
    {
        var call = Assert.Single(Bound(expression, out _)!.Lifetimes);
        Assert.Equal(models, string.Join(", ", call.Keys));
    }

    [Fact]
    public void Terms_are_read_from_arguments_with_a_name()
    {
        Assert.Equal(
            new LifetimeTerms(9, 91, 0.05, 0.3),
            Bound("lifetime_value(orders.amount, margin: 30%, horizon: P1W2D, discount: 5% per 13w)", out _)!
                .Lifetimes.Single().Terms);
        Assert.Equal(
            new LifetimeTerms(364, 28, 0.01, 1),
            Bound("lifetime_value(orders.amount, horizon:52w)", out _)!.Lifetimes.Single().Terms);
    }

    [Theory]
    [InlineData(
        "p_no_order(orders)", 0,
        "p_no_order without horizon; expected how far it looks ahead, such as horizon: 365d")]
    [InlineData(
        "p_alive(orders, horison: 365d)", 16, "unknown argument 'horison' of p_alive; expected one of model")]
    [InlineData(
        "p_no_order(orders, horison: 365d, horizon: 1d)", 19,
        "unknown argument 'horison' of p_no_order; expected one of horizon, model. did you mean 'horizon'?")]
    [InlineData(
        "p_no_order(orders, horizon: 1d, horizon: 1d)", 32, "horizon twice; expected it once")]
    [InlineData(
        "p_no_order(orders, horizon: 1y)", 28,
        "'1y' as the horizon; expected days or weeks from 1 day to ten years, such as 365d, 52w or P365D")]
    [InlineData(
        "p_no_order(orders, horizon: 4000d)", 28,
        "'4000d' as the horizon; expected days or weeks from 1 day to ten years, such as 365d, 52w or P365D")]
    [InlineData(
        "lifetime_value(orders.amount, horizon: 1w, margin: 30)", 51,
        "'30' as the margin; expected a percentage above 0% and at most 100%, such as 30%")]
    [InlineData(
        "lifetime_value(orders.amount, horizon: 1w, discount: 1%)", 53,
        "'1%' as the discount; expected a percentage per days or weeks, such as 1% per 28d")]
    [InlineData("p_alive(orders, model: pareto)", 23, "'pareto' as the model; expected bg-nbd or mbg-nbd")]
    [InlineData(
        "p_alive(orders.amount)", 8, "p_alive of 'orders.amount'; expected a whole stream. such as p_alive(orders)")]
    [InlineData(
        "expected_spend(orders)", 15,
        "expected_spend of 'orders'; expected an amount of a stream. such as expected_spend(orders.amount)")]
    [InlineData(
        "expected_spend(orders.channel)", 15, "expected_spend of text; expected an amount, which is a number")]
    [InlineData(
        "p_alive(contacts)", 0,
        "p_alive over 'contacts', whose rows have no time; expected a stream with 'time'. "
        + "give contacts a 'time' in sources.yaml")]
    [InlineData("p_alive(order)", 8, "unknown stream 'order'; expected one of orders, contacts. did you mean 'orders'?")]
    [InlineData(
        "p_alive(orders IN LAST 3 DAYS)", 0,
        "SPLIT or IN LAST in p_alive; expected all purchases of a customer, or those of a WHERE. "
        + "a model learns from whole histories")]
    [InlineData(
        "count(orders, horizon: 3d)", 14,
        "argument 'horizon' of count; expected arguments without names. p_alive, expected_orders, p_no_order, "
        + "expected_spend, lifetime_value, p_renew, remaining_value take arguments with names")]
    [InlineData(
        "p_alive(model: bg-nbd, orders)", 23,
        "unexpected 'orders'; expected a name and ':' as behind 'model', or ')'")]
    public void What_is_wrong_is_told_with_its_place_and_what_was_expected(string expression, int offset, string told)
    {
        Bound(expression, out var problems);
        var problem = Assert.Single(problems.All);
        // The expression begins behind x: and a quote.
        Assert.Equal(new Location("measures.yaml", 1, 5 + offset), problem.At);
        var fix = problem.Fix.Length > 0 ? ". " + problem.Fix : "";
        Assert.Equal(told, $"{problem.Found}; expected {problem.Expected}{fix}");
    }

    [Fact]
    public void Without_models_there_is_nothing_to_tell_and_without_purchases_neither()
    {
        var plan = Bound("p_alive(orders)", out _)!;
        var shard = new Shard(new Dictionary<string, (RowLayout, Table)>());
        Assert.Equal(0, plan.Compute(shard, 0).Measures[0].Count);
        Assert.Equal(
            [null, 1.0], Arbitrary.Boxed(MeasuredDump.Of(
                Sources, "id,day,amount,channel\na,2026-01-01,5,web\nb,2026-01-01,5,store\n",
                "x: \"p_alive(orders WHERE channel = 'store')\"\n", Day("2026-06-30")).Measures[0]));
    }

    [Fact]
    public void A_day_is_one_purchase_whatever_its_rows_and_a_later_day_is_not_known_of()
    {
        var measured = MeasuredDump.Of(
            Sources, """
            id,day,amount,channel
            a,2026-01-01,100,
            a,2026-01-08,10,
            a,2026-01-08,20,
            a,2026-01-15,,
            a,2026-01-22,50,
            a,2026-02-01,99,
            """, "x: expected_spend(orders.amount)\n", Day("2026-01-31"));
        // Three repeats; of the two with an amount the mean is 40.
        Assert.Equal(
            new SpendModel(6.25, 3.744, 15.44).Expected(3, 40), ((NumberColumn)measured.Measures[0]).Values[0], 1e-12);
    }

    [Fact]
    public void Histories_are_those_of_a_plain_count()
    {
        Prop.ForAll<int[]>(all =>
        {
            var sorted = all.Select(number => Math.Abs(number % 900)).Order()
                .Select(number => (Day: number / 30, Amount: number % 7 - 2.0, Counts: number % 5 > 0)).ToArray();
            var told = PurchaseHistories.Of(
                new EventSpans(
                    [0, sorted.Length], [sorted.Length],
                    [.. sorted.Select(row => row.Counts ? (sbyte)1 : (sbyte)0)]),
                [.. sorted.Select(row => row.Day)], [.. sorted.Select(row => row.Amount)], asOf: 25)[0];
            var days = sorted.Where(row => row.Counts).GroupBy(row => row.Day)
                .Select(day => (Day: day.Key, Sum: day.Sum(row => row.Amount))).ToArray();
            if (days.Length == 0)
                return told.Repeats == Histories.NoPurchase;
            return told.Repeats == days.Length - 1 && told.Last == days[^1].Day - days[0].Day
                && told.Age == Math.Max(25, days[^1].Day) - days[0].Day
                && Same(told.AllSpend, days.Average(day => day.Sum))
                && (days.Length == 1
                    ? double.IsNaN(told.Spend)
                    : Same(told.Spend, days.Skip(1).Average(day => day.Sum)));
        }).QuickCheckThrowOnFailure();
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) < 1e-9;

    private static int Day(string day) =>
        DateOnly.Parse(day, null).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static MeasurePlan? Bound(string expression, out Problems problems)
    {
        problems = new Problems();
        return MeasurePlan.Bind(MeasuredDump.WorkspaceOf(Sources, $"x: \"{expression}\"\n"), problems);
    }
}
