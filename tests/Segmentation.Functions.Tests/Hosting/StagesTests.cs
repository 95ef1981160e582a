using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

public sealed class StagesTests
{
    private readonly FakeTimeProvider _time = new();
    private ProcessUse _used;

    [Fact]
    public void Stages_that_come_again_are_added_up_in_the_order_of_their_first_end()
    {
        var stages = new Stages(_time, use: () => _used);
        foreach (var (name, seconds) in new[] { ("parse", 1.5), ("merge", 2), ("parse", 0.25) })
        {
            using var stage = stages.Begin(name, 10);
            stage.Step(4, rows: 2, bytes: 100);
            stage.Step(6, rows: 1, bytes: 10);
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal([Took("parse", 1.75, 6, 220), Took("merge", 2, 3, 110, from: 1.5)], stages.Done);
    }

    [Fact]
    public void A_stage_ends_once()
    {
        var stages = new Stages(_time, use: () => _used);
        var stage = stages.Begin("write");
        stage.Step(1, 1, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        stage.Dispose();
        var done = stages.Done;
        _time.Advance(TimeSpan.FromSeconds(1));
        stage.Dispose();
        Assert.Equal([Took("write", 1, 1, 1)], stages.Done);
        stages.Begin("write").Dispose();
        stages.Begin("other").Dispose();
        Assert.Single(done);
    }

    [Fact]
    public void Progress_tells_what_is_done_so_far()
    {
        var told = new List<StageProgress>();
        using (var stage = new Stages(_time, told.Add, () => _used).Begin("copy", 5))
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
        }, () => _used);
        using (var stage = stages.Begin("parse", 8000))
            Parallel.For(0, 8000, _ => stage.Step(1, rows: 2, bytes: 3));
        Assert.Equal((0, 8000L), (overlaps, last));
        Assert.Equal(Took("parse", 0, 16000, 24000), Assert.Single(stages.Done));
    }

    [Fact]
    public void Pieces_side_by_side_take_the_time_in_which_any_was_at_work()
    {
        var stages = new Stages(_time, use: () => _used);
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

        Assert.Equal([Took("parse", 3.5, 5, 0)], stages.Done);
    }

    [Fact]
    public void A_cleared_stage_begins_at_zero_and_one_at_work_goes_on()
    {
        var stages = new Stages(_time, use: () => _used);
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
        Assert.Equal([Took("project", 4, from: 1), Took("parse", 3, from: 5)], stages.Done);
    }

    [Fact]
    public void What_the_process_uses_is_shared_among_the_stages_by_their_pieces_at_work()
    {
        var stages = new Stages(_time, use: () => _used);
        Use(seconds: 100, allocated: 1000, resident: 50);
        var parse = stages.Begin("parse");
        Use(seconds: 4, allocated: 40, resident: 70);
        var (merge, more) = (stages.Begin("merge"), stages.Begin("merge"));
        Use(seconds: 3, allocated: 30, resident: 60);
        parse.Dispose();
        Use(seconds: 2, allocated: 20, resident: 90);
        merge.Dispose();
        more.Dispose();
        Use(seconds: 100, allocated: 1000, resident: 500);
        stages.Begin("parse").Dispose();
        Assert.Equal(
            [("parse", 5.0, 50L, 500L), ("merge", 4.0, 40L, 90L)],
            stages.Done.Select(stage => (stage.Stage, stage.CpuSeconds, stage.Allocated, stage.PeakMemory)));
    }

    [Fact]
    public void What_the_process_uses_grows_with_its_work_and_is_told_by_stage()
    {
        var stages = new Stages(TimeProvider.System);
        var before = ProcessUse.Now();
        using (stages.Begin("work"))
            GC.KeepAlive(new byte[1 << 20]);
        var (after, told) = (ProcessUse.Now(), Assert.Single(stages.Done));
        Assert.InRange(told.Allocated, 1 << 20, after.Allocated - before.Allocated);
        Assert.InRange(told.CpuSeconds, 0, (after.Cpu - before.Cpu).TotalSeconds);
        Assert.InRange(told.PeakMemory, 1 << 20, long.MaxValue);
    }

    private static StageTime Took(string stage, double seconds, long rows = 0, long bytes = 0, double from = 0) =>
        new(stage, seconds, rows, bytes) { Began = DateTimeOffset.UnixEpoch.AddSeconds(from) };

    private void Use(double seconds, long allocated, long resident) => _used = new ProcessUse(
        _used.Cpu + TimeSpan.FromSeconds(seconds), _used.Allocated + allocated, resident);

    private sealed class FakeTimeProvider : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
