using LocalRuntime.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Works on orchestrations while the app runs.</summary>
internal sealed class DurableWork : IHostedService, IAsyncDisposable
{
    private readonly DurableTaskWorker _worker;

    public DurableWork(
        DurableTaskStore store, TaskRegistry registry, TimeProvider time, LocalRuntimeOptions options,
        ILoggerFactory loggers)
    {
        var settings = new DurableTaskWorkerOptions { GracePeriod = options.StopGrace };
        if (options.Activities > 0)
            settings.MaxConcurrentActivities = options.Activities;
        _worker = new DurableTaskWorker(store, registry, time, settings, loggers);
    }

    /// <summary>Adds the store, the client, and the worker when the app works on orchestrations.</summary>
    public static void Add(IServiceCollection services, LocalRuntimeOptions options)
    {
        services.AddSingleton(provider => Open(options.DataFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        if (options.Work)
            services.AddHostedService<DurableWork>();
    }

    /// <summary>The store of a data folder.</summary>
    public static DurableTaskStore Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        return new DurableTaskStore(Path.Combine(Path.GetFullPath(folder), "durable.db"), time);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _worker.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _worker.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _worker.DisposeAsync();
}
