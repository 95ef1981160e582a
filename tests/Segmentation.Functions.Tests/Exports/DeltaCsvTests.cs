using System.Text;
using Segmentation.Functions.Exports;

namespace Segmentation.Functions.Tests.Exports;

public sealed class DeltaCsvTests
{
    private const string Header = "customer_id,name\r\n";

    [Fact]
    public void Rows_are_told_that_came_changed_or_went() => Assert.Equal(
        "customer_id,name,change\r\nb,2,changed\r\nc,,removed\r\nd,4,added\r\n",
        Delta(Header + "a,1\r\nb,1\r\nc,3\r\n", Header + "a,1\r\nb,2\r\nd,4\r\n"));

    [Fact]
    public void Under_other_columns_every_row_changed() => Assert.Equal(
        "customer_id,name,x,change\r\na,1,,changed\r\nb,,,removed\r\n",
        Delta(Header + "a,1\r\nb,2\r\n", "customer_id,name,x\r\na,1,\r\n"));

    [Fact]
    public void Ids_are_compared_as_the_base_has_them_and_line_ends_in_quotes_end_no_row() => Assert.Equal(
        "customer_id,name,change\r\n'-b,,removed\r\n\"'=a,\"\"\",\"x\r\ny\n\",changed\r\n",
        Delta(
            Header + "'-b,2\r\n\"'=a,\"\"\",1\r\n\"z\nz\",3\r\n",
            Header + "\"'=a,\"\"\",\"x\r\ny\n\"\r\n\"z\nz\",3\r\n"));

    private static string Delta(string before, string now)
    {
        var bytes = new List<byte>();
        DeltaCsv.Write(File(before), File(now), some => bytes.AddRange(some));
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));
}
