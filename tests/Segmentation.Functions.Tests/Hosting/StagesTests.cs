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

    [Fact]
    public void Pieces_side_by_side_take_the_time_in_which_any_was_at_work()
    {
        var stages = new Stages(_time);
        var first = stages.Begin("parse");
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = stages.Begin("parse");
        _time.Advance(TimeSpan.FromSeconds(1));
        first.Dispose();
        Assert.Empty(stages.Done);
        _time.Advance(TimeSpan.FromSeconds(1));
        second.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));
        using (var third = stages.Begin("parse"))
        {
            third.Step(1, rows: 5);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal([new StageTime("parse", 3.5, 5, 0)], stages.Done);
    }

    [Fact]
    public void A_cleared_stage_begins_at_zero_and_one_at_work_goes_on()
    {
        var stages = new Stages(_time);
        using (stages.Begin("parse"))
            _time.Advance(TimeSpan.FromSeconds(1));
        var project = stages.Begin("project");
        _time.Advance(TimeSpan.FromSeconds(2));
        stages.Clear();
        Assert.Empty(stages.Done);
        _time.Advance(TimeSpan.FromSeconds(2));
        project.Dispose();
        using (stages.Begin("parse"))
            _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([new StageTime("project", 4, 0, 0), new StageTime("parse", 3, 0, 0)], stages.Done);
    }

    private sealed class FakeTimeProvider : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
