using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Watches the containers, which are folders of the data folder, for the app's blob functions.</summary>
internal sealed partial class BlobTriggers(
    IReadOnlyList<LocalFunction> functions,
    FunctionPipeline pipeline,
    RuntimeDatabase database,
    LocalRuntimeOptions options,
    HostJson host,
    IConfiguration configuration,
    TimeProvider time,
    IServiceProvider root,
    ILogger<BlobTriggers> log) : IHostedService, IDisposable
{
    private readonly Running _running = new(options.StopGrace, time);
    private readonly SemaphoreSlim _atOnce = new(host.BlobsAtOnce);
    private readonly List<FolderHint> _hints = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var dataFolder = Path.GetFullPath(options.DataFolder);
        var delivery = new BlobDelivery(
            new BlobReceipts(database), new PoisonFile(dataFolder), host.PoisonBlobThreshold, time,
            (function, blob, ending) => pipeline.RunInScopeAsync(function, blob, root, ending), log);
        var paths = functions.Where(function => function.Trigger is BlobTriggerAttribute)
            .Select(function => (function, path: PathOf(function))).ToList();
        foreach (var (function, path) in paths)
            Watch(function, new BlobScan(Path.Combine(dataFolder, path.Container), path, time), delivery);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _running.StopAsync(cancellationToken);
        foreach (var hint in _hints)
            hint.Dispose();
    }

    public void Dispose()
    {
        _running.Dispose();
        _atOnce.Dispose();
    }

    private BlobPath PathOf(LocalFunction function)
    {
        var text = ((BlobTriggerAttribute)function.Trigger).BlobPath;
        return BlobPath.Parse(
            SettingText.Resolve(text, configuration, $"function '{function.Name}': blob path"), function.Name);
    }

    private void Watch(LocalFunction function, BlobScan scan, BlobDelivery delivery)
    {
        Directory.CreateDirectory(scan.Folder);
        var hint = new FolderHint(scan.Folder);
        _hints.Add(hint);
        var loop = new BlobLoop(
            function, scan, delivery, _atOnce, _running, time,
            problem => Log.Broken(log, function.Name, problem));
        _running.Begin(() => KeepGoingAsync(loop, hint));
    }

    private async Task KeepGoingAsync(BlobLoop loop, FolderHint hint)
    {
        while (!_running.Stopping.IsCancellationRequested)
        {
            try
            {
                await loop.RunAsync(hint.WaitAsync);
            }
            catch (Exception problem)
            {
                // The folder may be removed while it is looked through: the watch must outlive that.
                Log.Broken(log, loop.Name, problem);
                await Task.Delay(BlobScan.Quiet, time, _running.Stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5202, LogLevel.Error, "Watching for function {Function} met a problem; it goes on")]
        public static partial void Broken(ILogger logger, string function, Exception problem);
    }
}
