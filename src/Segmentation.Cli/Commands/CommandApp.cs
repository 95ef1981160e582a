using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>
/// The function app for a command that changes a data folder: this process works in it, or the one that serves it does.
/// </summary>
internal sealed class CommandApp : IDisposable
{
    private readonly DataFolderLock? _held;
    private readonly IHost _app;
    private readonly AccountHold? _account;

    /// <summary>Takes the data folder, unless it is served.</summary>
    /// <param name="settings">Where the data folder and the account are, and how to work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Is told how far the work is; null for nobody.</param>
    /// <exception cref="ImportException">When another command works in the folder.</exception>
    /// <exception cref="DefinitionException">When the data folder works on another account.</exception>
    public CommandApp(Settings settings, TimeProvider time, Action<StageProgress>? progress)
    {
        var data = settings.Data;
        _held = LocalApp.TryOwn(data);
        if (_held is null && !LocalApp.IsServing(data))
        {
            throw new ImportException(
                Path.GetFullPath(data), "another command is changing this data folder", "one at a time",
                "wait for it, or use another --data folder");
        }

        try
        {
            _app = Build(settings, time, progress);
            Served = _held is null ? data : null;
            var files = Services.GetRequiredService<BlobStore>();
            DataAccount.Check(Path.GetFullPath(data), files);
            _account = _held is null ? null : DataAccount.Take(Path.GetFullPath(data), files, time);
            Imports = new HandedImport(_app.Client(), Services.GetRequiredService<RunLedger>(), Served, time);
        }
        catch
        {
            _app?.Dispose();
            _held?.Dispose();
            throw;
        }
    }

    /// <summary>The data folder that another process works in; null when this one does.</summary>
    public string? Served { get; }

    /// <summary>The services of the app.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Hands imports to the app.</summary>
    public HandedImport Imports { get; }

    /// <summary>Starts the app, and does something with it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await LocalApp.StartAsync(_app, cancel);
        try
        {
            return await work();
        }
        finally
        {
            await _app.StopAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _account?.Dispose();
        _app.Dispose();
        _held?.Dispose();
    }

    private IHost Build(Settings settings, TimeProvider time, Action<StageProgress>? progress) => LocalApp.Build(
        settings.Data,
        [
            ("Listen", false), ("Triggers", false), ("Work", _held is not null),
            ("Activities", settings.Parallelism),
        ],
        settings, time, services =>
        {
            services.AddSingleton(new Stages(time, progress));
            if (_held is not null)
                services.AddSingleton(_held);
        });
}
