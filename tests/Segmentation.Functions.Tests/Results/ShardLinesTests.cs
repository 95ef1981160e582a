using System.Globalization;
using System.Text;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class ShardLinesTests : IDisposable
{
    private const int Customers = 40_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_read_in_the_one_order_however_many_and_long_they_are()
    {
        var random = new Random(7);
        var expected = Enumerable.Range(0, Customers)
            .Select(i => $"{i.ToString("D6", CultureInfo.InvariantCulture)}{new string('x', i == 77 ? 9000 : i % 20)}")
            .ToArray();
        int[] order = [.. expected.Select(_ => random.Next(3))];
        var shards = Enumerable.Range(0, 3)
            .Select(shard => expected.Where((_, i) => order[i] == shard).ToArray()).ToArray();
        using (var lines = new ShardLines(_folder.Data, "runs/1/some", shards.Length))
        {
            for (var shard = 0; shard < shards.Length; shard++)
            {
                var (own, written) = (shards[shard], new CsvLines(isForSpreadsheets: false));
                lines.Write(shard, own.Length, written, customer =>
                {
                    written.Text(own[customer]);
                    written.End(default);
                });
            }

            var read = new List<string>();
            lines.Read(order, line => read.Add(Encoding.UTF8.GetString(line)));
            Assert.Equal(expected, read);
        }

        Assert.False(_folder.Data.HasFolder("runs/1/some"));
    }

    [Fact]
    public void A_shard_without_customers_has_no_line()
    {
        using var lines = new ShardLines(_folder.Data, "runs/1/some", 1);
        lines.Write(0, 0, new CsvLines(isForSpreadsheets: false), _ => Assert.Fail("there is no customer"));
        lines.Read([], _ => Assert.Fail("there is no line"));
    }
}
