using System.Globalization;
using System.Text;
using System.Text.Json;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace EndToEnd.Serve;

/// <summary>The whole app in this process as <c>serve</c> runs it, over a folder and an address of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    /// <summary>How long anything may take before a test gives up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(25);

    private readonly IHost _host;
    private int _drops;

    private RunningApp(IHost host, TempFolder folder, Gates gates, string? key)
    {
        (_host, Folder, Gates) = (host, folder, gates);
        var address = new Uri(ServingFile.Read(Data)!.Url!);
        Api = new Api(new UriBuilder(address) { Host = "127.0.0.1" }.Uri, key);
    }

    public TempFolder Folder { get; }

    public string Data => Folder["data"];

    public Gates Gates { get; }

    public Api Api { get; }

    /// <summary>Starts the app; what is not there yet in the folder is made.</summary>
    /// <param name="workspace">The folder of the definitions, or the name of shipped ones.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="host">Where it listens.</param>
    /// <param name="key">The function key.</param>
    /// <param name="storage">The account of files and tables; null for the folder.</param>
    public static async Task<RunningApp> StartAsync(
        Func<TempFolder, string> workspace, TimeProvider? time = null, string host = "127.0.0.1", string? key = null,
        string? storage = null)
    {
        var (folder, gates) = (new TempFolder(), new Gates());
        var app = Build(folder["data"], gates, time ?? TimeProvider.System, host, key, storage);
        try
        {
            Deploy(app.Services, workspace(folder));
            Directory.CreateDirectory(folder["data/dumps/inbox"]);
            await LocalApp.StartAsync(app, TestContext.Current.CancellationToken);
            return new RunningApp(app, folder, gates, key);
        }
        catch
        {
            app.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Puts an import into the inbox, all at once.</summary>
    /// <param name="mode">How it is taken.</param>
    /// <param name="asOf">The as-of day of its run; null for none.</param>
    /// <param name="files">Its files.</param>
    /// <returns>The name of its inbox folder.</returns>
    public string Drop(string mode, string? asOf, params (string Name, byte[] Content)[] files)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"drop-{++_drops}");
        foreach (var (file, content) in files)
            Folder.Write($"{name}/{file}", content);
        var listed = files.Select(file => new { name = file.Name, length = file.Content.Length });
        Folder.Write($"{name}/manifest.json", JsonSerializer.Serialize(new { mode, asOf, files = listed }));
        Directory.Move(Folder[name], Folder[$"data/dumps/inbox/{name}"]);
        return name;
    }

    /// <summary>Puts a text into the inbox.</summary>
    public string Drop(string mode, string? asOf, string name, string text) =>
        Drop(mode, asOf, (name, Encoding.UTF8.GetBytes(text)));

    /// <summary>Waits until a run is published and its last step has ended.</summary>
    public Task<Answer> FinishedAsync(int run) => UntilAsync(
        () => Api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"runs/{run}")),
        answer => answer.Status == 200 && answer["run"] is var row
            && row.GetProperty("finishedAt").ValueKind != JsonValueKind.Null
            && row.GetProperty("state").GetString() == "published");

    /// <summary>Waits until all imports so far came to an end in this state.</summary>
    public Task<Answer> ImportsAsync(int count, string state) => UntilAsync(
        () => Api.OkAsync("imports"),
        answer => answer.Items.Count(item => item.GetProperty("state").GetString() == state) == count);

    /// <summary>Looks until it is so.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> isSo)
    {
        var (time, cancel) = (TimeProvider.System, TestContext.Current.CancellationToken);
        var began = time.GetTimestamp();
        while (true)
        {
            var found = await look();
            if (isSo(found))
                return found;
            if (time.GetElapsedTime(began) > Patience)
                Assert.Fail($"waited too long; it is still {found}");
            await Task.Delay(NextLook, cancel);
        }
    }

    /// <summary>The messages that were sent, oldest first.</summary>
    public JsonElement[] Messages() =>
        [.. Command.Done("tail", "--data", Data).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];

    public async ValueTask DisposeAsync()
    {
        Gates.OpenAll();
        Api.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        Folder.Dispose();
    }

    /// <summary>As <see cref="LocalApp.Build"/> does it, with a step around every function.</summary>
    private static IHost Build(
        string data, Gates gates, TimeProvider time, string host, string? key, string? storage)
    {
        string[] args =
        [
            $"--LocalRuntime:DataFolder={data}", $"--LocalRuntime:Host={host}", "--LocalRuntime:Port=0",
            "--LocalRuntime:Activities=4", .. key is null ? Array.Empty<string>() : [$"--LocalRuntime:Key={key}"],
            .. storage is null ? Array.Empty<string>() : [$"--{Connection.Storage}={storage}"],
        ];
        var functions = typeof(FunctionsApp).Assembly;
        var builder = new FunctionsApplicationBuilder(args, functions, functions.GetTypes);
        builder.ConfigureFunctionsWebApplication();
        builder.Use(StorageAway.Step);
        builder.Use(gates.Step);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(Options.Settings(data, storage) with { Shards = 4, ChunkBytes = 1 << 18 });
        builder.Services.AddSingleton(LocalApp.Traces(data));
        builder.Services.AddSegmentation(builder.Configuration);
        return builder.Build();
    }

    private static void Deploy(IServiceProvider services, string workspace)
    {
        services.GetRequiredService<BlobStore>().Create();
        var workspaces = services.GetRequiredService<WorkspaceStore>();
        workspaces.Use(workspaces.Keep(WorkspaceFolder.Read(Options.WorkspacePath(workspace), workspace)));
    }
}
