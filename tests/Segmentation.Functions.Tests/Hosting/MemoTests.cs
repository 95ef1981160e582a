using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

public sealed class MemoTests
{
    [Fact]
    public async Task However_many_ask_at_once_it_is_made_once()
    {
        const int askers = 8;
        var (memo, made) = (new Memo(), 0);
        using var together = new Barrier(askers);
        var values = await Task.WhenAll(Enumerable.Range(0, askers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return memo.Get("name", () =>
                {
                    Interlocked.Increment(ref made);
                    return new object();
                });
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(1, made);
        Assert.Single(values.Distinct());
    }

    [Fact]
    public void Of_more_than_fit_the_oldest_are_made_again()
    {
        var (memo, made) = (new Memo(3), new List<string>());
        string Get(string name) => memo.Get(name, () =>
        {
            made.Add(name);
            return name;
        });
        foreach (var name in new[] { "a", "b", "c", "a", "d", "d", "c", "b", "a" })
            Assert.Equal(name, Get(name));
        Assert.Equal(["a", "b", "c", "d", "a"], made);
    }

    [Fact]
    public void The_oldest_is_forgotten_before_another_is_made()
    {
        var (memo, made) = (new Memo(1), 0);
        string Old() => memo.Get("old", () => $"old {++made}");
        Assert.Equal("old 1", Old());
        Assert.Equal("old 2", memo.Get("new", Old));
    }

    [Fact]
    public void A_fault_is_thrown_as_it_was_and_not_remembered()
    {
        var memo = new Memo();
        Assert.Equal("first", Assert.Throws<InvalidOperationException>(
            () => memo.Get<string>("name", () => throw new InvalidOperationException("first"))).Message);
        Assert.Equal("second", memo.Get("name", () => "second"));
        Assert.Equal("second", memo.Get("name", () => "third"));
    }

    [Fact]
    public void What_is_forgotten_is_made_again()
    {
        var memo = new Memo();
        Assert.Equal("first", memo.Get("name", () => "first"));
        memo.Forget("name");
        memo.Forget("nothing");
        Assert.Equal("second", memo.Get("name", () => "second"));
    }
}
