using LocalRuntime.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Holds the data folder while the app runs; starts before everything else and stops after it.</summary>
/// <param name="options">The settings.</param>
/// <param name="services">May hold a lock that was taken already.</param>
internal sealed class DataFolderHold(LocalRuntimeOptions options, IServiceProvider services)
    : IHostedService, IDisposable
{
    private readonly string _folder = Path.GetFullPath(options.DataFolder);
    private DataFolderLock? _own;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.NeedsFolder)
            Take();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (options.NeedsFolder)
            Database.CloseIn(_folder);
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _own?.Dispose();
        _own = null;
    }

    private void Take()
    {
        if (services.GetService<DataFolderLock>() is { } handed)
        {
            if (handed.Folder != _folder)
                throw new StartException($"data folder '{_folder}': the lock handed over is for '{handed.Folder}'; "
                    + "hand over the lock of the same folder.");
        }
        else
        {
            _own = DataFolderLock.TryAcquire(_folder) ?? throw new StartException(Taken());
        }

        // A process that was killed leaves its file behind.
        ServingFile.Remove(_folder);
    }

    private string Taken()
    {
        var by = ServingFile.Read(_folder) is { } other ? $"process {other.Process}{At(other)}" : "another process";
        return $"data folder '{_folder}': {by} is working in it; expected it to be free; "
            + $"stop that process, or choose another folder with {LocalRuntimeOptions.Section}:DataFolder.";
    }

    private static string At(ServingFile other) => other.Url is null ? "" : $" (serving {other.Url})";
}
