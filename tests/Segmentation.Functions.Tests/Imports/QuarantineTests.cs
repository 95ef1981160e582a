using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class QuarantineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(99, 99, 0, false)]
    [InlineData(100, 50, 0, false)]
    [InlineData(100, 51, 0, true)]
    [InlineData(101, 50, 0, false)]
    [InlineData(101, 51, 0, true)]
    [InlineData(100, 0, 0, false)]
    [InlineData(199, 99, 100, false)]
    [InlineData(200, 51, 100, true)]
    public void More_than_half_of_at_least_a_hundred_rows_fail_an_import(
        long read, long rejected, long leftOut, bool fails)
    {
        _folder.Data.Write("chunk.rejects", "orders.csv,2,day,date,x,hint\n"u8.ToArray());
        var ledger = new Ledger
        {
            Read = read,
            Rejected = rejected,
            Blank = leftOut / 2,
            Filtered = leftOut / 2,
            Accepted = read - rejected - leftOut,
        };
        var file = new FileLedger(0, "orders.csv", "orders", ledger, ["chunk.rejects"]);
        void Check() => Quarantine.Check(file, _folder.Data, "rejects.csv");
        if (!fails)
        {
            Check();
            Assert.False(_folder.Data.Has("rejects.csv"));
            return;
        }

        var fault = Assert.Throws<ImportException>(Check);
        Assert.StartsWith(
            $"orders.csv as orders: {rejected} of {read - leftOut} rows rejected; expected at most half",
            fault.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Data.PathOf("rejects.csv"), fault.Message, StringComparison.Ordinal);
        Assert.Equal(
            "file,line,column,code,value,hint\norders.csv,2,day,date,x,hint\n",
            Encoding.UTF8.GetString(_folder.Data.Read("rejects.csv")));
    }
}
