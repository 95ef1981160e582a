using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Worker;

/// <summary>A clock that a test moves, and that knows when somebody waits for it.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private const int MostSteps = 100_000;

    private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(true);
        return timer;
    }

    /// <summary>Waits until somebody waits for the clock.</summary>
    public async Task WaitedForAsync() => await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Moves the clock, each time that somebody waits for it, until something has happened.</summary>
    public async Task UntilAsync(Func<bool> happened, TimeSpan step, Recorder? recorder = null)
    {
        for (var steps = 0; !happened(); steps++)
        {
            Assert.True(steps < MostSteps, $"Nothing has happened in {MostSteps} steps of the clock.");
            // Who waits still waits for the next step when this one is not needed.
            var waited = _waits.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
            await Task.WhenAny(waited, recorder?.SaidAsync() ?? waited);
            if (!happened() && _waits.Reader.TryRead(out _))
                Advance(step);
        }
    }

    /// <summary>Moves the clock, each time that somebody waits for it, until a function has said something.</summary>
    public async Task<T> UntilAsync<T>(Recorder recorder, TimeSpan step)
    {
        await UntilAsync(() => !recorder.IsSilent, step, recorder);
        return await recorder.NextAsync<T>();
    }

    /// <summary>Moves the clock a number of times, each time that somebody waits for it.</summary>
    public async Task StepAsync(int steps, TimeSpan step)
    {
        for (var i = 0; i < steps; i++)
        {
            await WaitedForAsync();
            Advance(step);
        }

        await WaitedForAsync();
    }
}
