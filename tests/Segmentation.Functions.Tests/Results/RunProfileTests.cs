using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class RunProfileTests
{
    private static readonly Plans Plans = Plans.Bind(Some.Workspace(
        "measures.yaml", """
            orders: count(orders)
            monetary: sum(orders.amount)
            mean: avg(orders.amount)
            town: city
            is_large: sum(orders.amount) > 100
            last: last(orders.time)
            """,
        "schemes/rfm.yaml", """
            scheme: size
            version: 1
            kind: rules
            segments:
              - { id: big, when: monetary >= 100 }
              - { id: middle, when: monetary >= 10 }
              - { id: small }
            """));

    /// <summary>A customer: segment, orders, monetary, mean, town, is large.</summary>
    private sealed record Customer(
        int Segment, long? Orders, decimal? Monetary, double? Mean, string? Town, bool? IsLarge);

    [Fact]
    public void Numbers_differ_by_d_and_nulls_are_left_out_and_counted()
    {
        var differences = Of(
            [
                With(0, orders: 2), With(0, orders: 4), With(0, orders: 6), With(0), With(2, orders: 1),
                With(2, orders: 2), With(1, orders: 3), With(1), With(2),
            ]);
        Assert.Equal(
            new Differentiator("size", "big", "orders", 1.2649)
            {
                Mean = 4,
                OthersMean = 2,
                Unknown = 1,
                OthersUnknown = 2,
            },
            differences[0]);
        Assert.DoesNotContain(differences, difference => difference.Segment == "middle");
    }

    [Fact]
    public void Texts_differ_by_the_category_with_the_largest_h()
    {
        var differences = Of(
            [
                With(0, town: "Kiel"), With(0, town: "Kiel"), With(0, town: "Bonn"), With(0, town: "Bonn"),
                With(1, town: "Kiel"), With(1, town: "Ulm"), With(2, town: "Bonn"), With(2, town: "Bonn"), With(2),
            ]);
        Assert.Equal(
            new Differentiator("size", "big", "town", -1.0472)
            {
                Category = "Ulm",
                Share = 0,
                OthersShare = 0.25m,
                // Of three towns: (0 + 1) / (4 + 3) in the segment, (1 + 1) / (8 + 3) among all.
                Lift = 0.785714m,
                OthersUnknown = 1,
            },
            differences.First(difference => difference.Segment == "big"));
    }

    [Fact]
    public void Of_true_and_false_the_one_is_told_that_the_segment_has_more_of()
    {
        var differences = Of([With(0, large: true), With(0, large: true), With(2, large: false), With(2, large: true)]);
        Assert.Equal(
            [("big", "true", 1m, 0.5m), ("small", "false", 0.5m, 0m)],
            differences.Select(d => (d.Segment, d.Category!, d.Share!.Value, d.OthersShare!.Value)));
    }

    [Fact]
    public void Small_effects_and_sides_of_one_customer_are_not_told()
    {
        Assert.Empty(Of([With(0, orders: 10), With(0, orders: 20), With(2, orders: 11), With(2, orders: 20)]));
        Assert.Empty(Of([With(0, orders: 10), With(2, orders: 50), With(2, orders: 60), With(0)]));
    }

    [Fact]
    public void A_text_with_a_category_for_almost_every_customer_is_not_compared()
    {
        Customer[] customers =
        [
            .. Enumerable.Range(0, CategoryProfile.MostCategories).Select(i => With(2, town: $"t{i}")),
            With(0, town: "x"), With(0, town: "x"),
        ];
        Assert.Empty(Of(customers));
        Assert.Empty(Of(customers, 7));
        Assert.Equal("x", Of(customers[1..])[0].Category);
    }

    [Fact]
    public void The_largest_differences_come_first_and_ties_by_name()
    {
        var differences = Of([
            new(0, 5, 5, 5, null, null), new(0, 7, 7, 7, null, null),
            new(2, 1, 1, 1, null, null), new(2, 3, 3, 3, null, null),
        ]);
        Assert.Equal(
            ["mean", "monetary", "orders"],
            differences.Where(difference => difference.Segment == "big").Select(difference => difference.Measure));
    }

    [Fact]
    public void Shards_and_their_order_do_not_matter() => Prop.ForAll<(int, int?, string?)[]>(drawn =>
    {
        Customer[] customers =
        [
            .. drawn.Select(d => new Customer(
                Math.Abs(d.Item1 % 3), d.Item2, d.Item2 / 7m, d.Item2 / 3.0, d.Item3, d.Item2 > 0)),
        ];
        var one = JsonSerializer.Serialize(Of(customers), Json.Options);
        return one == JsonSerializer.Serialize(Of(customers, 7), Json.Options)
            && one == JsonSerializer.Serialize(Of([.. customers.Reverse()], 3), Json.Options);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Means_and_d_agree_with_a_plain_loop() => Prop.ForAll<int[], int[]>((more, less) =>
    {
        int[] ours = [.. more, 1, 5];
        int[] others = [.. less, 0, 3];
        var found = Of([.. ours.Select(n => With(0, orders: n)), .. others.Select(n => With(2, orders: n))])
            .SingleOrDefault(difference => difference is { Segment: "big", Measure: "orders" });
        var (mean, othersMean) = (ours.Average(), others.Average());
        var squares = ours.Sum(n => Math.Pow(n - mean, 2)) + others.Sum(n => Math.Pow(n - othersMean, 2));
        var d = (mean - othersMean) / Math.Sqrt(squares / (ours.Length + others.Length - 2));
        return found is null
            ? Math.Abs(d) < RunProfile.LeastEffect + 1e-4
            : Math.Abs(found.Effect - d) < 1e-4 && Math.Abs((double)found.Mean!.Value - mean) < 1e-5;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_segments_are_compared_without_all_others()
    {
        var profile = ProfileOf(
            [
                With(0, orders: 2, town: "Kiel"), With(0, orders: 4, town: "Kiel"), With(0, orders: 6, town: "Ulm"),
                With(0, town: "Ulm"), With(1, orders: 1), With(1, orders: 2, town: "Ulm"),
                With(1, orders: 3, town: "Bonn"), With(1, town: "Bonn"), With(1, town: "Ulm"), With(2, orders: 1_000),
            ], 3);
        Assert.Equal([4, 5, 1], profile.Sizes[0]);
        Assert.Equal(1.2649, profile.Effect(0, 0, 0, 1)!.Value, 4);
        Assert.Equal(Math.PI / 2, Math.Abs(profile.Effect(3, 0, 0, 1)!.Value), 12);
        Assert.Null(profile.Effect(0, 0, 0, 2));
        Assert.Null(profile.Effect(3, 0, 1, 2));
        // Dates are not compared.
        Assert.Null(profile.Effect(5, 0, 0, 1));
        Assert.InRange(profile.EtaSquared(0, 0)!.Value, 0.9999, 1);
        Assert.Null(profile.EtaSquared(3, 0));
    }

    private static Customer With(int segment, long? orders = null, string? town = null, bool? large = null) =>
        new(segment, orders, null, null, town, large);

    private static IReadOnlyList<Differentiator> Of(Customer[] customers, int shards = 1) =>
        ProfileOf(customers, shards).Differentiators();

    private static RunProfile ProfileOf(Customer[] customers, int shards)
    {
        var profile = new RunProfile(Plans);
        for (var number = 0; number < shards; number++)
        {
            var shard = customers.Where((_, i) => i % shards == number).ToArray();
            profile.Add(Shard(shard), [Array.ConvertAll(shard, customer => customer.Segment)]);
        }

        return profile;
    }

    private static ScoredShard Shard(Customer[] customers) => new(
        Some.Texts(customers.Select((_, i) => $"{i:D6}")), ["orders", "monetary", "mean", "town", "is_large", "last"],
        [
            new IntegerColumn(Array.ConvertAll(customers, c => c.Orders ?? IntegerColumn.Null)),
            new MoneyColumn(Array.ConvertAll(customers, c => c.Monetary ?? MoneyColumn.Null)),
            new NumberColumn(Array.ConvertAll(customers, c => c.Mean ?? NumberColumn.Null)),
            Some.Column(Array.ConvertAll(customers, c => c.Town)),
            new BooleanColumn(Array.ConvertAll(
                customers, c => c.IsLarge is { } large ? (sbyte)(large ? 1 : 0) : BooleanColumn.Null)),
            Column.Nulls(ColumnType.Date, customers.Length),
        ]);
}
