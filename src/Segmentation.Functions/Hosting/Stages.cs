namespace Segmentation.Functions.Hosting;

/// <summary>How long a stage of the work took, what went through it, and what it used.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Seconds">The time in which at least one of its pieces was at work.</param>
/// <param name="Rows">The rows or customers that went through it.</param>
/// <param name="Bytes">The bytes that went through it; 0 when they are not counted.</param>
/// <remarks>
/// What the process used while pieces of several stages were at work is shared among them by the number of pieces.
/// </remarks>
public sealed record StageTime(string Stage, double Seconds, long Rows, long Bytes)
{
    /// <summary>When its first piece began.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>The time on all cores together, in seconds.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>The bytes that were allocated, freed or not.</summary>
    public long Allocated { get; init; }

    /// <summary>The most bytes of memory that the process held when a piece of any stage began or ended.</summary>
    public long PeakMemory { get; init; }
}

/// <summary>How far a stage is.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Done">What is done.</param>
/// <param name="Total">What there is to do, in the same unit; 0 when it is not known.</param>
public readonly record struct StageProgress(string Stage, long Done, long Total);

/// <summary>
/// Times the stages of an import and a run, and tells how far they are. Pieces of a stage may be at work side by side.
/// </summary>
/// <param name="time">Where the time comes from.</param>
/// <param name="progress">Told of each step; called from several threads, one at a time.</param>
/// <param name="use">Tells what the process has used; null for <see cref="ProcessUse.Now"/>.</param>
public sealed class Stages(TimeProvider time, Action<StageProgress>? progress = null, Func<ProcessUse>? use = null)
{
    private readonly List<Clock> _clocks = [];
    private readonly Lock _lock = new();
    private readonly Func<ProcessUse> _use = use ?? ProcessUse.Now;

    // What the process had used when a piece began or ended last.
    private ProcessUse _used;

    /// <summary>The stages that ended, in the order of their first end; one that came again is added up.</summary>
    public IReadOnlyList<StageTime> Done
    {
        get
        {
            lock (_lock)
                return [.. _clocks.Where(clock => clock.Ended > 0).OrderBy(clock => clock.Ended).Select(c => c.Time)];
        }
    }

    /// <summary>Begins a piece of a stage, which ends when the result is disposed of.</summary>
    /// <param name="name">The stage's name.</param>
    /// <param name="total">What all pieces together have to do; 0 when it is not known.</param>
    public Stage Begin(string name, long total = 0)
    {
        lock (_lock)
        {
            var clock = _clocks.Find(known => known.Name == name);
            if (clock is null)
                _clocks.Add(clock = new Clock(name, time.GetUtcNow()));
            ShareUse();
            if (clock.AtWork++ == 0)
                clock.Start = time.GetTimestamp();
            clock.PeakMemory = Math.Max(clock.PeakMemory, _used.Resident);
            clock.Total = total;
            Tell(clock);
            return new Stage(this, clock);
        }
    }

    /// <summary>Forgets what ended: the next piece of work is timed from zero.</summary>
    public void Clear()
    {
        lock (_lock)
            _clocks.RemoveAll(clock => clock.AtWork == 0);
    }

    private void Tell(Clock clock) => progress?.Invoke(new StageProgress(clock.Name, clock.Steps, clock.Total));

    private void Step(Clock clock, long done, long rows, long bytes)
    {
        lock (_lock)
        {
            (clock.Steps, clock.Rows, clock.Bytes) = (clock.Steps + done, clock.Rows + rows, clock.Bytes + bytes);
            Tell(clock);
        }
    }

    private void End(Clock clock)
    {
        lock (_lock)
        {
            ShareUse();
            if (--clock.AtWork > 0)
                return;
            clock.Took += time.GetElapsedTime(clock.Start);
            if (clock.Ended == 0)
                clock.Ended = _clocks.Max(other => other.Ended) + 1;
        }
    }

    /// <summary>Gives the stages at work what the process used since a piece began or ended last.</summary>
    private void ShareUse()
    {
        var (before, pieces) = (_used, _clocks.Sum(clock => clock.AtWork));
        _used = _use();
        foreach (var clock in _clocks.Where(clock => clock.AtWork > 0))
        {
            clock.Cpu += (_used.Cpu - before.Cpu) * clock.AtWork / pieces;
            clock.Allocated += (_used.Allocated - before.Allocated) * clock.AtWork / pieces;
            clock.PeakMemory = Math.Max(clock.PeakMemory, _used.Resident);
        }
    }

    /// <summary>A piece of a stage at work.</summary>
    public sealed class Stage : IDisposable
    {
        private readonly Stages _stages;
        private readonly Clock _clock;
        private bool _ended;

        internal Stage(Stages stages, Clock clock) => (_stages, _clock) = (stages, clock);

        /// <summary>Tells of a step.</summary>
        /// <param name="done">What it did, in the unit of the stage's total.</param>
        /// <param name="rows">The rows or customers that went through it.</param>
        /// <param name="bytes">The bytes that went through it.</param>
        public void Step(long done, long rows = 0, long bytes = 0) => _stages.Step(_clock, done, rows, bytes);

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_ended)
                _stages.End(_clock);
            _ended = true;
        }
    }

    internal sealed class Clock(string name, DateTimeOffset began)
    {
        public string Name { get; } = name;

        public DateTimeOffset Began { get; } = began;

        public int AtWork { get; set; }

        public long Start { get; set; }

        public TimeSpan Took { get; set; }

        public long Total { get; set; }

        public long Steps { get; set; }

        public long Rows { get; set; }

        public long Bytes { get; set; }

        public TimeSpan Cpu { get; set; }

        public long Allocated { get; set; }

        public long PeakMemory { get; set; }

        /// <summary>The place of the first end among all stages, from 1; 0 before it.</summary>
        public int Ended { get; set; }

        public StageTime Time => new(Name, Took.TotalSeconds, Rows, Bytes)
        {
            Began = Began,
            CpuSeconds = Cpu.TotalSeconds,
            Allocated = Allocated,
            PeakMemory = PeakMemory,
        };
    }
}
