using Segmentation.Functions.Reads;

namespace Segmentation.Functions.Tests.Reads;

public sealed class ReadCounterTests
{
    private readonly ReadCounter _counter = new();

    [Theory]
    [InlineData("billing", "billing")]
    [InlineData("CRM_2.eu-west", "CRM_2.eu-west")]
    [InlineData(null, "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData("two words", "unnamed")]
    [InlineData("a~b", "unnamed")]
    [InlineData("jürgen", "unnamed")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", null)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "unnamed")]
    public void A_consumer_is_counted_under_its_name_when_that_is_one(string? header, string? name)
    {
        _counter.Count(new Asked(consumer: header).Request, "touch");
        Assert.Equal([new CountedReads("touch", name ?? header!, 1)], _counter.Take());
    }

    [Fact]
    public void Nothing_that_is_counted_is_lost_or_taken_twice_while_counts_are_taken()
    {
        var (request, other) = (new Asked(consumer: "crm").Request, new Asked().Request);
        var (taken, running) = (0L, true);
        var taker = new Thread(() =>
        {
            while (Volatile.Read(ref running))
                taken += _counter.Take().Sum(read => read.Reads);
        });
        taker.Start();
        Parallel.For(
            0, 20_000, i => _counter.Count(i % 2 == 0 ? request : other, i % 3 == 0 ? "rfm" : ReadCounter.All));
        Volatile.Write(ref running, false);
        taker.Join();
        Assert.Equal(20_000, taken + _counter.Take().Sum(read => read.Reads));
        Assert.Empty(_counter.Take());
    }

    [Fact]
    public void Counting_takes_no_memory()
    {
        var request = new Asked(consumer: "crm").Request;
        _counter.Count(request, "rfm");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _counter.Count(request, "rfm");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Names_without_number_are_counted_together_once_there_are_too_many()
    {
        for (var i = 0; i < 5_000; i++)
            _counter.Count(new Asked(consumer: $"made-up-{i}").Request, "rfm");
        var taken = _counter.Take();
        Assert.Equal(5_000, taken.Sum(read => read.Reads));
        Assert.InRange(taken.Count, 4_000, 4_200);
        Assert.InRange(taken.Single(read => read.Consumer == ReadCounter.Unnamed).Reads, 800, 1_000);
    }
}
