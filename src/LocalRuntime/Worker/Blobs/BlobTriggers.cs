using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Blobs;

/// <summary>
/// Watches for the app's blob functions: the containers of the storage account that their connection names, or folders
/// of the data folder when it names none.
/// </summary>
internal sealed partial class BlobTriggers(
    IReadOnlyList<LocalFunction> functions,
    FunctionPipeline pipeline,
    RuntimeDatabase database,
    LocalQueues queues,
    LocalRuntimeOptions options,
    HostJson host,
    IConfiguration configuration,
    TimeProvider time,
    IServiceProvider root,
    ILogger<BlobTriggers> log) : IHostedService, IDisposable
{
    private readonly Running _running = new(options.StopGrace, time);
    private readonly SemaphoreSlim _atOnce = new(host.BlobsAtOnce);
    private readonly List<BlobScan> _scans = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var delivery = new BlobDelivery(
            new BlobReceipts(database, queues), host.PoisonBlobThreshold, time,
            (function, blob, ending) => pipeline.RunInScopeAsync(function, blob, root, ending), log);
        var loops = functions.Where(function => function.Trigger is BlobTriggerAttribute)
            .Select(function => Loop(function, delivery)).ToList();
        foreach (var loop in loops)
            _running.Begin(() => KeepGoingAsync(loop));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _running.StopAsync(cancellationToken);
        foreach (var scan in _scans.OfType<IDisposable>())
            scan.Dispose();
    }

    public void Dispose()
    {
        _running.Dispose();
        _atOnce.Dispose();
    }

    private BlobLoop Loop(LocalFunction function, BlobDelivery delivery)
    {
        var trigger = (BlobTriggerAttribute)function.Trigger;
        var text = SettingText.Resolve(trigger.BlobPath, configuration, $"function '{function.Name}': blob path");
        var scan = Scan(BlobPath.Parse(text, function.Name), trigger.Connection);
        _scans.Add(scan);
        return new BlobLoop(
            function, scan, delivery, _atOnce, _running, time,
            problem => Log.Broken(log, function.Name, Short(problem)));
    }

    private BlobScan Scan(BlobPath path, string? connection)
    {
        if (BlobAccount.Open(configuration, connection) is { } account)
            return new ContainerScan(account.GetBlobContainerClient(path.Container), path);
        return new FolderScan(Path.Combine(Path.GetFullPath(options.DataFolder), path.Container), path, time);
    }

    private async Task KeepGoingAsync(BlobLoop loop)
    {
        while (!_running.Stopping.IsCancellationRequested)
        {
            try
            {
                await loop.RunAsync();
            }
            catch (Exception problem) when (!_running.Stopping.IsCancellationRequested)
            {
                // The folder may be removed, or the account be out of reach: the watch must outlive that.
                Log.Broken(log, loop.Name, Short(problem));
                await Task.Delay(BlobLoop.Interval, time, _running.Stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // It may come back each second: a line says enough.
    private static string Short(Exception problem) =>
        $"{problem.GetType().Name}: {problem.Message.Split('\n')[0].TrimEnd()}";

    private static partial class Log
    {
        [LoggerMessage(5202, LogLevel.Error, "Watching for function {Function} met a problem and goes on: {Problem}")]
        public static partial void Broken(ILogger logger, string function, string problem);
    }
}
