using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Worker;

/// <summary>A clock that a test moves, and that knows when somebody waits for it.</summary>
internal sealed class SteppingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
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
    public async Task<T> UntilAsync<T>(Task<T> happened, TimeSpan step)
    {
        while (!happened.IsCompleted)
        {
            var waited = _waits.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
            if (await Task.WhenAny(happened, waited) == happened)
                break;
            while (_waits.Reader.TryRead(out _))
            {
                // One move answers all who wait.
            }

            Advance(step);
        }

        return await happened;
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
