using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

public sealed class StagesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Stages_that_come_again_are_added_up_in_the_order_of_their_first_end()
    {
        var stages = new Stages(_time);
        foreach (var (name, seconds) in new[] { ("parse", 1.5), ("merge", 2), ("parse", 0.25) })
        {
            using var stage = stages.Begin(name, 10);
            stage.Step(4, rows: 2, bytes: 100);
            stage.Step(6, rows: 1, bytes: 10);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal([new StageTime("parse", 1.75, 6, 220), new StageTime("merge", 2, 3, 110)], stages.Done);
    }

    [Fact]
    public void A_stage_ends_once()
    {
        var stages = new Stages(_time);
        var stage = stages.Begin("write");
        stage.Step(1, 1, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        stage.Dispose();
        var done = stages.Done;
        _time.Advance(TimeSpan.FromSeconds(1));
        stage.Dispose();
        Assert.Equal([new StageTime("write", 1, 1, 1)], stages.Done);
        stages.Begin("write").Dispose();
        stages.Begin("other").Dispose();
        Assert.Single(done);
    }

    [Fact]
    public void Progress_tells_what_is_done_so_far()
    {
        var told = new List<StageProgress>();
        using (var stage = new Stages(_time, told.Add).Begin("copy", 5))
        {
            stage.Step(2);
            stage.Step(3);
        }

        Assert.Equal([new("copy", 0, 5), new("copy", 2, 5), new("copy", 5, 5)], told);
    }

    [Fact]
    public void Progress_is_told_to_one_thread_at_a_time_and_never_falls()
    {
        var (inside, last, overlaps) = (0, -1L, 0);
        var stages = new Stages(_time, progress =>
        {
            if (Interlocked.Increment(ref inside) != 1 || progress.Done < last)
                overlaps++;
            last = progress.Done;
            Interlocked.Decrement(ref inside);
        });
        using (var stage = stages.Begin("parse", 8000))
            Parallel.For(0, 8000, _ => stage.Step(1, rows: 2, bytes: 3));
        Assert.Equal((0, 8000L), (overlaps, last));
        Assert.Equal(new StageTime("parse", 0, 16000, 24000), Assert.Single(stages.Done));
    }

    private sealed class FakeTimeProvider : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
