using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

public sealed class InParallelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_number_is_worked_on_once(int parallelism)
    {
        var counts = new int[1000];
        InParallel.For(counts.Length, parallelism, i => Interlocked.Increment(ref counts[i]));
        Assert.All(counts, count => Assert.Equal(1, count));
        InParallel.For(0, parallelism, _ => Assert.Fail("there is nothing to do"));
    }

    [Fact]
    public void A_fault_is_thrown_as_it_was()
    {
        var fault = new InvalidDataException("bad");
        Assert.Same(fault, Assert.Throws<InvalidDataException>(() => InParallel.For(100, 2, i =>
        {
            if (i == 3)
                throw fault;
        })));
        Assert.Contains(
            nameof(Faulty), Assert.Throws<FormatException>(() => InParallel.For(1, 2, _ => Faulty())).StackTrace,
            StringComparison.Ordinal);
        Assert.Same(
            fault, Assert.Throws<InvalidDataException>(() => InParallel.ForEach(Unreadable(fault), 2, _ => { })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_item_is_read_ahead_of_a_free_core(int parallelism)
    {
        var (ended, most) = (0, 0);
        IEnumerable<int> Items()
        {
            for (var taken = 1; taken <= 200; taken++)
            {
                // Of the items taken, this one included, all but those of the busy cores are done.
                most = Math.Max(most, taken - Volatile.Read(ref ended));
                yield return taken;
            }
        }

        InParallel.ForEach(Items(), parallelism, _ => Interlocked.Increment(ref ended));
        Assert.InRange(most, 1, parallelism);
    }

    private static void Faulty() => throw new FormatException();

    private static IEnumerable<int> Unreadable(Exception fault)
    {
        yield return 1;
        throw fault;
    }
}
