using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Base;

public sealed class ShardSplitTests
{
    [Fact]
    public void Each_row_is_in_the_shard_of_its_customer_in_the_order_of_all()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var layout = RowLayout.Of(SomeRows.Stream(seed % 2 == 0 ? "" : "key: a,"));
            var rows = WithoutSomeCustomers(random, SomeRows.Of(layout, random, random.Next(60)));
            var shards = random.Next(1, 9);
            var split = new ShardSplit(rows, shards);
            for (var shard = 0; shard < shards; shard++)
            {
                int Of(int row) => StableHash.Shard(StableHash.Of(rows.Customers[row]), shards);
                var expected = rows.Take(rows.Where(row => Of(row) == shard));
                Assert.Equal(SomeRows.Contents(expected), SomeRows.Contents(split[shard]));
                Assert.Equal(expected.Order?.Values, split[shard].Order?.Values);
                Assert.Equal(Nulls(expected), Nulls(split[shard]));
            }
        }
    }

    [Fact]
    public void A_shard_is_written_with_its_own_texts_alone()
    {
        var random = new Random(1);
        var rows = SomeRows.Of(RowLayout.Of(SomeRows.Stream()), random, 500);
        var split = new ShardSplit(rows, 4);
        for (var shard = 0; shard < 4; shard++)
        {
            using var stream = new MemoryStream();
            TableFile.Write(stream, split[shard]);
            stream.Position = 0;
            var read = TableFile.ReadRows(stream);
            Assert.Equal(SomeRows.Contents(split[shard]), SomeRows.Contents(read));
            Assert.Equal(read.Count, read.Customers.Texts.Count);
        }
    }

    private static Rows WithoutSomeCustomers(Random random, Rows rows)
    {
        foreach (ref var code in rows.Customers.Codes.AsSpan())
            code = random.Next(8) == 0 ? TextColumn.Null : code;
        return rows;
    }

    private static int[] Nulls(Rows rows) => rows.Where(rows.Customers.IsNull);
}
