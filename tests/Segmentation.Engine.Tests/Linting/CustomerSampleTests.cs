using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Linting;

public sealed class CustomerSampleTests
{
    private static readonly MeasurePlan Plan = Bind();

    [Fact]
    public void The_customers_with_the_smallest_hashes_are_drawn_whatever_the_shards() =>
        Prop.ForAll<PositiveInt, PositiveInt, PositiveInt>((customers, most, shards) =>
        {
            string[] ids = [.. Enumerable.Range(0, customers.Get).Select(i => $"C{i}")];
            string[] drawn =
                [.. ids.OrderBy(id => StableHash.Of(Encoding.UTF8.GetBytes(id))).Take(most.Get)];
            return Drawn(ids, most.Get, 1).SequenceEqual(drawn)
                && Drawn([.. ids.Reverse()], most.Get, shards.Get % 9 + 1).SequenceEqual(drawn);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shards_behind_the_last_that_is_needed_are_not_read()
    {
        var sample = CustomerSample.Of(
            Shards(["a", "b", "c"], 1).Concat(Enumerable.Range(0, 1).Select(Unread)), Plan, 2);
        Assert.Equal(2, sample.Count);
    }

    private static ScoredShard Unread(int shard) => throw new InvalidOperationException($"shard {shard} was read");

    /// <summary>The customers drawn: their measure is their own id.</summary>
    private static IEnumerable<string> Drawn(string[] ids, int most, int shards)
    {
        var sample = CustomerSample.Of(Shards(ids, shards), Plan, most);
        var column = (TextColumn)sample.Measures[0];
        Assert.Equal(sample.Count, column.Count);
        return Enumerable.Range(0, column.Count).Select(row => Encoding.UTF8.GetString(column[row]));
    }

    private static IEnumerable<ScoredShard> Shards(string[] ids, int shards) => Enumerable.Range(0, shards)
        .Select(shard => Texts(ids.Order(StringComparer.Ordinal)
            .Where(id => StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(id)), shards) == shard)))
        .Select(own => new ScoredShard(
            own, ["city"], [new TextColumn([.. Enumerable.Range(0, own.Count)], own)]));

    private static TextList Texts(IEnumerable<string> ids)
    {
        var list = new TextList();
        foreach (var id in ids)
            list.Add(id);
        return list;
    }

    private static MeasurePlan Bind()
    {
        var files = Definitions.With("sources.yaml", "customers: { file: c.csv, id: id, fields: { city: text } }\n");
        files["measures.yaml"] = "city: city\n"u8.ToArray();
        return MeasurePlan.Bind(Definitions.Read(files), new Problems())!;
    }
}
