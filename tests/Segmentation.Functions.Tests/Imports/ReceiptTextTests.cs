using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class ReceiptTextTests
{
    [Fact]
    public void A_receipt_says_where_every_row_went()
    {
        var ledger = new Ledger { Read = 1234, Accepted = 1200, Rejected = 30, Blank = 4 };
        var receipt = new Receipt("ab12", ImportMode.Delta, 3, [new ReceiptFile("o.csv", "orders", 9, ledger)], ["x.txt"], 2, 0, 0, []);
        Assert.Equal(
            """
            import ab12, taken as delta, made version 3 of the base
            o.csv as orders: read 1,234 = 1,200 accepted + 30 rejected + 4 blank
            x.txt: no source reads it
            2 rows of earlier imports found their customer

            """,
            Encoding.UTF8.GetString(ReceiptText.Of(receipt)));
    }
}
