using System.Text;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class TransitionFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"data":{"sequence":118}}""", 118)]
    [InlineData("""{"subject":"\"sequence\":3","data":{"run":2,"sequence":9000000000,"asOf":""}}""", 9_000_000_000)]
    [InlineData("""{"data":{"customer":"sequence","cause":"\"sequence\":3"}}""", 0)]
    [InlineData("{}", 0)]
    public void The_number_of_a_line_is_the_one_of_its_data(string line, long sequence) =>
        Assert.Equal(sequence, TransitionFile.Sequence(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Lines_of_all_shards_come_in_the_order_of_their_numbers()
    {
        Write(0, 2, 3, 9);
        Write(1);
        Write(2, 1, 8, 10, 11);
        Write(3, 4, 5, 6, 7);
        var lines = TransitionFile.InOrder(_folder.Data, 7, 4).ToArray();
        Assert.Equal(Enumerable.Range(1, 11).Select(i => (long)i), lines.Select(line => line.Sequence));
        Assert.Equal(
            Enumerable.Range(1, 11).Select(Line), lines.Select(line => Encoding.UTF8.GetString(line.Line)));
    }

    [Fact]
    public void A_reader_that_stops_early_leaves_no_file_open()
    {
        Write(0, 1, 3);
        Write(1, 2, 4);
        Assert.Equal(1, TransitionFile.InOrder(_folder.Data, 7, 2).First().Sequence);
        using var alone = new FileStream(
            _folder.Data.PathOf(TransitionFile.Name(7, 1)), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.NotEqual(0, alone.Length);
    }

    [Fact]
    public void Files_are_named_by_run_and_shard()
    {
        Assert.Equal("runs/7/transitions/3.ndjson", TransitionFile.Name(7, 3));
        Assert.Equal("runs/7/transitions/summary.ndjson", TransitionFile.Summary(7));
    }

    private static string Line(int sequence) => $$$"""{"id":"x{{{sequence}}}","data":{"sequence":{{{sequence}}}}}""";

    private void Write(int shard, params int[] sequences) => _folder.Data.Write(
        TransitionFile.Name(7, shard),
        Encoding.UTF8.GetBytes(string.Concat(sequences.Select(sequence => Line(sequence) + "\n"))));
}
