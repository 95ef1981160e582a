using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Timers;

/// <summary>Fires the app's timers.</summary>
internal sealed partial class TimerTriggers(
    IReadOnlyList<LocalFunction> functions,
    FunctionPipeline pipeline,
    RuntimeDatabase database,
    LocalRuntimeOptions options,
    IConfiguration configuration,
    TimeProvider time,
    IServiceProvider root,
    ILogger<TimerTriggers> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(30);

    private readonly Running _running = new(options.StopGrace, time);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var store = new TimerStore(database);
        var loops = functions.Where(function => function.Trigger is TimerTriggerAttribute)
            .Select(function => Loop(function, store)).ToList();
        foreach (var loop in loops)
            _running.Begin(() => KeepGoingAsync(loop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _running.StopAsync(cancellationToken);

    public void Dispose() => _running.Dispose();

    private TimerLoop Loop(LocalFunction function, TimerStore store)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var text = SettingText.Resolve(trigger.Schedule, configuration, $"function '{function.Name}': schedule");
        var schedule = TimerSchedule.Parse(text, function.Name);
        return new TimerLoop(function, schedule, trigger.UseMonitor ? store : null, time, RunAsync);
    }

    private async Task KeepGoingAsync(TimerLoop loop)
    {
        while (!_running.Stopping.IsCancellationRequested)
        {
            try
            {
                await loop.RunAsync(_running.Stopping);
            }
            catch (Exception problem)
            {
                // The disk may be full, or the database held for long: the timers must outlive that.
                Log.Broken(log, loop.Name, problem);
                await Task.Delay(AfterTrouble, time, _running.Stopping).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RunAsync(LocalFunction function, TimerInfo timer)
    {
        try
        {
            await pipeline.RunInScopeAsync(function, timer, root, _running.Ending);
        }
        catch (OperationCanceledException) when (_running.Ending.IsCancellationRequested)
        {
            Log.Stopped(log, function.Name);
            return false;
        }
        catch (Exception problem)
        {
            Log.Failed(log, function.Name, problem);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(5100, LogLevel.Error, "Timer function {Function} failed; it runs again at its next tick")]
        public static partial void Failed(ILogger logger, string function, Exception problem);

        [LoggerMessage(5101, LogLevel.Information, "Timer function {Function} was ended because the app stops")]
        public static partial void Stopped(ILogger logger, string function);

        [LoggerMessage(5102, LogLevel.Error, "Timer of function {Function} could not keep where it stands; it goes on")]
        public static partial void Broken(ILogger logger, string function, Exception problem);
    }
}
