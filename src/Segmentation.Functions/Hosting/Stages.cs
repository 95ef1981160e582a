namespace Segmentation.Functions.Hosting;

/// <summary>How long a stage of the work took, and what went through it.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Seconds">The time from its start to its end.</param>
/// <param name="Rows">The rows or customers that went through it.</param>
/// <param name="Bytes">The bytes that went through it; 0 when they are not counted.</param>
public sealed record StageTime(string Stage, double Seconds, long Rows, long Bytes);

/// <summary>How far a stage is.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Done">What is done.</param>
/// <param name="Total">What there is to do, in the same unit; 0 when it is not known.</param>
public readonly record struct StageProgress(string Stage, long Done, long Total);

/// <summary>Times the stages of an import and a run, and tells how far they are.</summary>
/// <param name="time">Where the time comes from.</param>
/// <param name="progress">Told of each step; called from several threads, one at a time.</param>
public sealed class Stages(TimeProvider time, Action<StageProgress>? progress = null)
{
    private readonly List<StageTime> _done = [];
    private readonly Lock _lock = new();

    /// <summary>The stages that ended, in order; a stage that came several times is added up.</summary>
    public IReadOnlyList<StageTime> Done => [.. _done];

    /// <summary>Begins a stage, which ends when the result is disposed of.</summary>
    /// <param name="name">The stage's name.</param>
    /// <param name="total">What there is to do; 0 when it is not known.</param>
    public Stage Begin(string name, long total = 0) => new(this, name, total);

    private void End(string name, TimeSpan took, long rows, long bytes)
    {
        var at = _done.FindIndex(stage => stage.Stage == name);
        if (at < 0)
            _done.Add(new StageTime(name, took.TotalSeconds, rows, bytes));
        else
            _done[at] = new StageTime(
                name, _done[at].Seconds + took.TotalSeconds, _done[at].Rows + rows, _done[at].Bytes + bytes);
    }

    /// <summary>A stage at work.</summary>
    public sealed class Stage : IDisposable
    {
        private readonly Stages _stages;
        private readonly string _name;
        private readonly long _total;
        private readonly long _start;
        private long _done;
        private long _rows;
        private long _bytes;
        private bool _ended;

        internal Stage(Stages stages, string name, long total)
        {
            (_stages, _name, _total) = (stages, name, total);
            _start = stages.Time.GetTimestamp();
            Step(0);
        }

        /// <summary>Tells of a step.</summary>
        /// <param name="done">What it did, in the unit of the stage's total.</param>
        /// <param name="rows">The rows or customers that went through it.</param>
        /// <param name="bytes">The bytes that went through it.</param>
        public void Step(long done, long rows = 0, long bytes = 0)
        {
            lock (_stages._lock)
            {
                (_done, _rows, _bytes) = (_done + done, _rows + rows, _bytes + bytes);
                _stages.Progress?.Invoke(new StageProgress(_name, _done, _total));
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_ended)
                _stages.End(_name, _stages.Time.GetElapsedTime(_start), _rows, _bytes);
            _ended = true;
        }
    }

    private TimeProvider Time { get; } = time;

    private Action<StageProgress>? Progress { get; } = progress;
}
