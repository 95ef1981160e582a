using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Tests.Worker.Samples;

public sealed record Tick(string Function, TimerInfo Info);

public sealed class EveryFiveMinutes(Recorder recorder)
{
    [Function("five")]
    public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, FunctionContext context) =>
        recorder.Say(new Tick(context.FunctionDefinition.Name, timer));
}

public sealed class BySetting(Recorder recorder)
{
    [Function("setting")]
    public Task RunAsync([TimerTrigger("%Nightly:Schedule%")] TimerInfo timer)
    {
        recorder.Say(new Tick("setting", timer));
        return Task.CompletedTask;
    }
}

public sealed class AtStart(Recorder recorder)
{
    [Function("start")]
    public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) =>
        recorder.Say(new Tick("start", timer));
}

public sealed class Unmonitored(Recorder recorder)
{
    [Function("unmonitored")]
    public void Run([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer) =>
        recorder.Say(new Tick("unmonitored", timer));
}

public sealed class FailingTimer(Recorder recorder)
{
    [Function("failing")]
    public void Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer)
    {
        recorder.Say(new Tick("failing", timer));
        throw new InvalidDataException("as it must");
    }
}

/// <summary>Opens when the test says so.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _open.SetResult();

    public Task PassAsync(CancellationToken cancellationToken) => _open.Task.WaitAsync(cancellationToken);
}

public sealed class SlowTimer(Recorder recorder, Gate gate)
{
    [Function("slow")]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        recorder.Say(new Tick("slow", timer));
        await gate.PassAsync(cancellationToken);
    }
}
