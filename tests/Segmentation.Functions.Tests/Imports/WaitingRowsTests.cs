using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class WaitingRowsTests
{
    private static readonly SourceDefinition Stream = Some.Workspace().Streams.First();
    private static readonly RowLayout Layout = RowLayout.Of(Stream);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_find_the_customers_of_their_keys(bool ownTime)
    {
        var joins = new JoinMap();
        joins.Add("s1"u8, "ann"u8, 100, 7);
        joins.Add("s2"u8, "bob"u8, 200, IntegerColumn.Null);
        joins.AddFiltered("s3"u8);
        var (found, waiting) = WaitingRows.Join(
            Some.Rows(Stream, "s2", "s9", "s3", "s1", "s2"), Layout, ownTime, joins);
        Assert.Equal(["bob", "ann", "bob"], Some.Strings(found.Customers));
        Assert.Equal(["s9"], Some.Strings(waiting.Customers));
        Assert.Equal(ownTime ? [0, 3, 4] : [200, 100, 200], ((DateColumn)found.Columns[Layout.Day]).Values);
        Assert.Equal(
            ownTime
                ? [IntegerColumn.Null, IntegerColumn.Null, IntegerColumn.Null]
                : [IntegerColumn.Null, 7, IntegerColumn.Null],
            ((IntegerColumn)found.Columns[Layout.Instant]).Values);
        Assert.Equal(["k0", "k3", "k4"], Some.Strings((TextColumn)found.Columns[Layout.Key]));
    }

    [Fact]
    public void Together_they_keep_their_order()
    {
        var rows = WaitingRows.Together(
            Layout, [Some.Rows(Stream, "a", "b"), Some.Rows(Stream), Some.Rows(Stream, "c")]);
        Assert.Equal(["a", "b", "c"], Some.Strings(rows.Customers));
        Assert.Equal([0L, 1, 0], rows.Order!.Values);
        Assert.Equal(["k0", "k1", "k0"], Some.Strings((TextColumn)rows.Columns[Layout.Key]));
        Assert.Equal(0, WaitingRows.Together(Layout, []).Count);
    }

    [Fact]
    public void Rows_of_a_stream_without_key_have_no_order()
    {
        var stream = Stream with { Key = null };
        Assert.Null(WaitingRows.Together(RowLayout.Of(stream), [Some.Rows(stream, "a")]).Order);
    }
}
