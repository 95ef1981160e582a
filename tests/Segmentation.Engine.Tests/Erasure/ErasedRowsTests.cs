using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Tests.Dumps;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Erasure;

public sealed class ErasedRowsTests
{
    private static readonly Tombstones Keyed = new([1, 2, 3], []);

    [Fact]
    public void Only_who_was_erased_is_known_and_only_under_the_key() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((gone, other) =>
        {
            var (id, text) = (Encoding.UTF8.GetBytes(gone.Get), Encoding.UTF8.GetBytes(other.Get));
            var hash = Keyed.OfCustomer(id);
            var stones = new Tombstones([1, 2, 3], [hash]);
            Assert.Equal(id.SequenceEqual(text), stones.HasCustomer(text));
            Assert.False(stones.HasKey("orders", id) || stones.HasValue(id));
            Assert.False(new Tombstones([1, 2, 4], [hash]).HasCustomer(id));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_of_erased_customers_count_as_filtered_however_bad_they_are()
    {
        var orders = Definitions.Stream("""
            streams: { orders: { file: "*", customer: id, time: day, key: number, fields: { amount: money } } }
            """);
        var erased = new ErasedRows(new Tombstones([1, 2, 3], [Keyed.OfCustomer("c2"u8)]), null);
        var reading = Reading.Of(
            "id,day,number,amount\nc1,2026-01-01,1,5\nc2,2026-01-01,2,5\nc2,x,3,y\nc2,2026-01-01,4,5,more\n"
            + "\"c\"2\",2026-01-01,5,5\n,2026-01-01,c2,5\nc3,2026-01-01,7,z\nc2,2026-01-01,8,\"5", orders,
            erased: erased);
        var ledger = reading.Ledger;
        Assert.True(ledger.Balances);
        Assert.Equal((8L, 1L, 5L, 2L), (ledger.Read, ledger.Accepted, ledger.Filtered, ledger.Rejected));
        Assert.Equal(["c1"], reading.Customers);
        Assert.Equal([6L, 8L], reading.Rejections.Select(rejection => rejection.Line));
        var rows = reading.Parsed.SelectMany(chunk => chunk.Erased).ToArray();
        Assert.Equal([3L, 4L, 5L, 7L, 9L], rows.Select(row => row.Line));
        Assert.Equal(
            new[] { "2", "3", "4", "c2" }.Select(key => Keyed.OfKey("orders", Encoding.UTF8.GetBytes(key))),
            reading.Parsed.SelectMany(chunk => chunk.ErasedKeys));
    }

    [Theory]
    [InlineData("x;Ann Archer;y", true)]
    [InlineData("said Ann Archer, and went", true)]
    [InlineData("Ann Archerson", false)]
    [InlineData("nobody", false)]
    public void A_row_of_nobody_mentions_a_value_as_a_whole_word(string row, bool isMentioned)
    {
        var stones = new Tombstones([1, 2, 3], [Keyed.OfCustomer("c2"u8)]);
        var erased = new ErasedRows(stones, null, [Encoding.UTF8.GetBytes("Ann Archer")]);
        Assert.Equal(isMentioned, erased.IsMentioned(Encoding.UTF8.GetBytes(row)));
    }
}
