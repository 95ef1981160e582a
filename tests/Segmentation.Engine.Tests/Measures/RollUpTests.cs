using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

public sealed class RollUpTests
{
    private const string Sources = """
        customers: { file: c.csv, id: id, parent: above, fields: { arr: money, city: text } }
        streams: { orders: { file: o.csv, customer: id, time: day } }
        """;

    [Fact]
    public void A_customer_has_the_sum_of_its_own_value_and_of_all_below_it_at_any_depth()
    {
        var hierarchy = Under(("top", null), ("left", "top"), ("right", "top"), ("leaf", "left"), ("alone", null));
        Assert.Equal([15L, 10L, 4L, 8L, 16L], Sums(hierarchy, new IntegerColumn([1, 2, 4, 8, 16])));
        Assert.Equal(0, hierarchy.InCircles);
    }

    [Fact]
    public void Null_counts_as_nothing_and_is_the_sum_only_of_nulls()
    {
        var hierarchy = Under(("a", null), ("b", "a"), ("c", null), ("d", "c"), ("e", "d"));
        const decimal none = MoneyColumn.Null;
        Assert.Equal([5m, 5m, null, null, null], Sums(hierarchy, new MoneyColumn([none, 5m, none, none, none])));
        Assert.Equal(
            [1.5, null, 2.0, 2.0, null],
            Sums(hierarchy, new NumberColumn([1.5, double.NaN, double.NaN, 2, double.NaN])));
    }

    [Fact]
    public void An_unknown_parent_and_the_customer_itself_are_no_parents()
    {
        var hierarchy = Under(("a", "nobody"), ("b", "b"), ("c", "b"));
        Assert.Equal([1L, 6L, 4L], Sums(hierarchy, new IntegerColumn([1, 2, 4])));
        Assert.Equal(0, hierarchy.InCircles);
    }

    [Fact]
    public void Members_of_a_circle_keep_their_own_value_and_that_of_those_below_them_outside_it()
    {
        var hierarchy = Under(("a", "b"), ("b", "c"), ("c", "a"), ("below", "b"), ("lower", "below"), ("out", null));
        Assert.Equal([1L, 26L, 4L, 24L, 16L, 32L], Sums(hierarchy, new IntegerColumn([1, 2, 4, 8, 16, 32])));
        Assert.Equal(3, hierarchy.InCircles);
    }

    [Fact]
    public void Sums_that_do_not_fit_are_null_and_counted_and_hide_nothing_above_them()
    {
        var rollUp = new RollUp(Under(("top", null), ("middle", "top"), ("leaf", "middle")));
        Assert.Equal(
            [long.MaxValue - 1, null, 1L],
            Arbitrary.Boxed(rollUp.Sum(new IntegerColumn([-2, long.MaxValue, 1]))));
        Assert.Equal(
            [7e28m, null, 1e28m], Arbitrary.Boxed(rollUp.Sum(new MoneyColumn([-1e28m, 7e28m, 1e28m]))));
        Assert.Equal([null, null, 1e308], Arbitrary.Boxed(rollUp.Sum(new NumberColumn([1, 1e308, 1e308]))));
        Assert.Equal(4, rollUp.Overflows);
    }

    [Fact]
    public void Amounts_keep_every_decimal()
    {
        var amounts = new MoneyColumn([0.0000000001m, 79228162514264337593m, 0.000000000000000001m]);
        var sums = new RollUp(Under(("a", null), ("b", "a"), ("c", "a"))).Sum(amounts);
        Assert.Null(Arbitrary.Boxed(sums)[0]);
        amounts.Values[1] = 7922816251m;
        sums = new RollUp(Under(("a", null), ("b", "a"), ("c", "a"))).Sum(amounts);
        Assert.Equal(7922816251.000000000100000001m, Arbitrary.Boxed(sums)[0]);
    }

    [Fact]
    public void Any_forest_has_the_sums_of_a_plain_recursion_whatever_the_shards() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var forest = Forest(random, random.Next(1, 60));
            foreach (var type in new[] { ColumnType.Integer, ColumnType.Money, ColumnType.Number })
            {
                var own = forest.Keys.ToDictionary(id => id, _ => Value(type, random));
                var expected = forest.Keys.ToDictionary(id => id, id => Recursive(forest, own, id));
                foreach (var shards in new[] { 1, 3, 16 })
                {
                    var (ids, sums) = Sharded(forest, own, type, shards);
                    Assert.Equal(ids.Select(id => expected[id]), sums);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(
        "group: { value: city, rollup: sum }",
        "measures.yaml:1:31: a rollup of 'group', which is text; expected a number to sum")]
    [InlineData(
        "group: { value: arr, rollup: sum }\ntwice: 2 * group",
        "measures.yaml:2:8: measure 'twice' uses 'group', which is rolled up; "
        + "expected measures of each customer alone; what is rolled up is for schemes and results")]
    public void A_wrong_rollup_is_told_with_its_place(string measures, string problem) =>
        Assert.Equal(problem, Problem(Sources, measures));

    [Fact]
    public void A_rollup_needs_customers_with_a_parent()
    {
        const string problem =
            "measures.yaml:1:36: a rollup of 'n', and no customer has a parent; expected parent: in sources.yaml, "
            + "under customers; name the column with the id of the customer above";
        Assert.Equal(problem, Problem(Definitions.Sources, "n: { value: count(orders), rollup: sum }"));
        Assert.Equal(problem, Problem(
            Sources.Replace("parent: above, ", "", StringComparison.Ordinal),
            "n: { value: count(orders), rollup: sum }"));
    }

    private static string Problem(string sources, string measures)
    {
        var files = Definitions.With("sources.yaml", sources);
        files["measures.yaml"] = Encoding.UTF8.GetBytes(measures);
        var problems = new Problems();
        Assert.Null(MeasurePlan.Bind(Definitions.Read(files), problems));
        return Assert.Single(problems.All).ToString();
    }

    private static Hierarchy Under(params (string Id, string? Parent)[] customers)
    {
        var (ids, parents, texts) = (new TextList(), new List<int>(), new TextList());
        foreach (var (id, parent) in customers)
        {
            ids.Add(id);
            parents.Add(parent is null ? TextColumn.Null : texts.Add(parent));
        }

        return new Hierarchy([ids], [(ids, new TextColumn([.. parents], texts))]);
    }

    private static object?[] Sums(Hierarchy hierarchy, Column own) =>
        Arbitrary.Boxed(new RollUp(hierarchy).Sum(own));

    /// <summary>Customers under parents, of which some are unknown, lead back, or are the customer itself.</summary>
    private static SortedDictionary<string, string?> Forest(Random random, int count)
    {
        var forest = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var parent = random.Next(10) == 0 ? random.Next(count + 2) : random.Next(-1, i);
            forest[$"c{i}"] = parent < 0 ? null : $"c{parent}";
        }

        return forest;
    }

    private static object? Value(ColumnType type, Random random) => random.Next(5) == 0 ? null : type switch
    {
        ColumnType.Integer => (long)random.Next(-1000, 1000),
        ColumnType.Money => random.Next(-1000, 1000) / 8m,
        _ => random.NextDouble() * Math.Pow(10, random.Next(-8, 8)),
    };

    private static object? Recursive(
        SortedDictionary<string, string?> forest, Dictionary<string, object?> own, string id)
    {
        var sum = own[id];
        foreach (var (child, parent) in forest)
        {
            if (parent == id && child != id && !LeadsBack(forest, child))
                sum = Plus(sum, Recursive(forest, own, child));
        }

        return sum;
    }

    private static object? Plus(object? a, object? b) => (a, b) switch
    {
        (long x, long y) => x + y,
        (decimal x, decimal y) => x + y,
        (double x, double y) => x + y,
        _ => a ?? b,
    };

    private static bool LeadsBack(SortedDictionary<string, string?> forest, string id)
    {
        var above = forest[id];
        for (var steps = 0; steps < forest.Count && above is not null && above != id; steps++)
            above = forest.GetValueOrDefault(above);
        return above == id;
    }

    private static (string[] Ids, object?[] Sums) Sharded(
        SortedDictionary<string, string?> forest, Dictionary<string, object?> own, ColumnType type, int shards)
    {
        var lists = Enumerable.Range(0, shards).Select(_ => new TextList()).ToArray();
        foreach (var id in forest.Keys)
            lists[StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(id)), shards)].Add(id);
        var ids = lists.SelectMany(list => Enumerable.Range(0, list.Count).Select(list.Text)).ToArray();
        var hierarchy = new Hierarchy(lists, lists.Select(list => (list, Parents(forest, list))));
        var values = Column.Nulls(type, ids.Length);
        for (var row = 0; row < ids.Length; row++)
        {
            switch (own[ids[row]])
            {
                case long value: ((IntegerColumn)values).Values[row] = value; break;
                case decimal value: ((MoneyColumn)values).Values[row] = value; break;
                case double value: ((NumberColumn)values).Values[row] = value; break;
            }
        }

        return (ids, Sums(hierarchy, values));
    }

    private static TextColumn Parents(SortedDictionary<string, string?> forest, TextList ids)
    {
        var texts = new TextList();
        return new TextColumn(
            [.. Enumerable.Range(0, ids.Count)
                .Select(row => forest[ids.Text(row)] is { } parent ? texts.Add(parent) : TextColumn.Null)], texts);
    }
}
