using Segmentation.Engine.Columns;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class PartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(100)]
    public void Rows_come_back_from_the_shard_of_their_customer(int shards)
    {
        var orders = Some.Workspace().Streams.First();
        var customers = Enumerable.Range(0, 60).Select(i => $"c{i % 23}").ToArray();
        var part = Part.Write(_folder.Data, "part", 3, Some.Rows(orders, customers), shards);
        Assert.Equal((3, "part", shards + 1), (part.File, part.Name, part.Sections.Length));
        Assert.Equal(part.Sections.Order(), part.Sections);
        var found = new List<(string, long, int)>();
        for (var shard = 0; shard < shards; shard++)
        {
            if (part.Read(_folder.Data, shard, 0) is not { } rows)
                continue;
            Assert.NotEqual(0, rows.Count);
            for (var row = 0; row < rows.Count; row++)
            {
                Assert.Equal(shard, StableHash.Shard(StableHash.Of(rows.Customers[row]), shards));
                found.Add(
                    (Some.Strings(rows.Customers)[row], rows.Order!.Values[row],
                        ((DateColumn)rows.Columns[0]).Values[row]));
            }
        }

        Assert.Equal(customers.Select((customer, i) => (customer, (long)i, i)), found.OrderBy(row => row.Item2));
    }

    [Fact]
    public void A_part_without_rows_has_none_in_any_shard()
    {
        var part = Part.Write(_folder.Data, "part", Part.Waited, Some.Rows(Some.Workspace().Streams.First()), 4);
        Assert.All(Enumerable.Range(0, 4), shard => Assert.Null(part.Read(_folder.Data, shard, 0)));
    }

    [Fact]
    public void New_rows_come_after_all_imports_before_and_rows_that_waited_stay_where_they_were()
    {
        var rows = Some.Rows(Some.Workspace().Streams.First(), "a", "b");
        var (arrived, waited) = (
            Part.Write(_folder.Data, "new", 0, rows, 1), Part.Write(_folder.Data, "old", Part.Waited, rows, 1));
        Assert.Equal([1000L, 1001], arrived.Read(_folder.Data, 0, 1000)!.Order!.Values);
        Assert.Equal([0L, 1], waited.Read(_folder.Data, 0, 1000)!.Order!.Values);
    }

    [Fact]
    public void A_part_that_became_shorter_is_a_fault()
    {
        var part = Part.Write(_folder.Data, "part", 0, Some.Rows(Some.Workspace().Streams.First(), "a", "b"), 1);
        _folder.Data.Write("part", _folder.Data.Read("part").AsMemory(0, 20));
        Assert.Throws<EndOfStreamException>(() => part.Read(_folder.Data, 0, 0));
    }
}
