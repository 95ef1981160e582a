using System.Text.RegularExpressions;
using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Queues;

/// <summary>Runs the app's queue functions on the messages of the local queues.</summary>
internal sealed partial class QueueTriggers(
    IReadOnlyList<LocalFunction> functions,
    FunctionPipeline pipeline,
    LocalQueues queues,
    LocalRuntimeOptions options,
    IConfiguration configuration,
    TimeProvider time,
    IServiceProvider root,
    ILogger<QueueTriggers> log) : IHostedService, IDisposable
{
    private readonly Running _running = new(options.StopGrace, time);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var loops = functions.Where(function => function.Trigger is QueueTriggerAttribute).Select(Loop).ToList();
        foreach (var loop in loops)
            _running.Begin(() => KeepGoingAsync(loop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _running.StopAsync(cancellationToken);

    public void Dispose() => _running.Dispose();

    private QueueLoop Loop(LocalFunction function)
    {
        var where = $"function '{function.Name}': queue";
        var text = ((QueueTriggerAttribute)function.Trigger).QueueName;
        var queue = SettingText.Resolve(text, configuration, where);
        return QueueName().IsMatch(queue)
            ? new QueueLoop(
                function, queue, queues, _running, time,
                message => pipeline.RunInScopeAsync(function, message, root, _running.Ending), log)
            : throw new StartException($"{where}: found '{queue}'; expected 3 to 63 lower-case letters, digits or '-'; "
                + "correct it.");
    }

    private async Task KeepGoingAsync(QueueLoop loop)
    {
        while (!_running.Stopping.IsCancellationRequested)
        {
            try
            {
                await loop.RunAsync();
            }
            catch (Exception problem)
            {
                // The disk may be full, or the database held for long: the queue must outlive that.
                Log.Broken(log, loop.Name, problem);
                await Task.Delay(QueueLoop.Interval, time, _running.Stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){2,62}$")]
    private static partial Regex QueueName();

    private static partial class Log
    {
        [LoggerMessage(5302, LogLevel.Error, "The queue of function {Function} met a problem; it goes on")]
        public static partial void Broken(ILogger logger, string function, Exception problem);
    }
}
