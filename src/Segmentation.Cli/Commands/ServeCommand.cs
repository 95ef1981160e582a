using System.CommandLine;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment serve</c>: the whole app in one process, until it is ended.</summary>
internal static class ServeCommand
{
    private const int MostPort = 65_535;
    private const int DefaultPort = 7071;
    private const string DefaultHost = "127.0.0.1";

    /// <summary>The settings of the local runtime that answer on this machine alone.</summary>
    public static IReadOnlyList<(string Name, object Value)> Loopback { get; } =
        [("Port", DefaultPort), ("Host", DefaultHost), ("Console", true)];

    public static Command Create(Terminal terminal)
    {
        var port = new Option<int>("--port")
        {
            Description = "Where HTTP answers; 0 takes a free port.",
            HelpName = "PORT",
            DefaultValueFactory = _ => DefaultPort,
        };
        var host = new Option<string>("--host")
        {
            Description = "The address to answer at; one beyond this machine needs --key.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => DefaultHost,
        };
        var key = new Option<string?>("--key")
        {
            Description = "What callers send as x-functions-key.",
            HelpName = "KEY",
        };
        var cors = new Option<string[]>("--cors")
        {
            Description = "A page elsewhere that may ask, such as https://crm.example.com; can be given several times.",
            HelpName = "ORIGIN",
        };
        var (data, storage) = (Options.Data(), Options.Storage());
        var workspace = new Option<string?>("--workspace")
        {
            Description = "The definitions to use from now on; default: those of the data folder, else starter.",
            HelpName = "DIR",
        };
        var command = new Command(
            "serve", "Takes what is dropped into the inbox, segments on schedule, answers look-ups over HTTP.")
        {
            port, host, key, cors, data, workspace, storage,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            terminal, Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)), parsed.GetValue(workspace),
            [
                ("Port", Port(parsed.GetValue(port))), ("Host", parsed.GetValue(host)!),
                .. parsed.GetValue(key) is { } secret ? new (string, object)[] { ("Key", secret) } : [],
                .. parsed.GetValue(cors) is { Length: > 0 } origins
                    ? new (string, object)[] { ("Cors", string.Join(',', origins)) }
                    : [],
                ("Console", true),
            ],
            cancel));
        return command;
    }

    private static int Port(int port) => port is >= 0 and <= MostPort
        ? port
        : throw new DefinitionException("--port", $"found {port}", $"a number from 0 to {MostPort}");

    /// <summary>Serves a data folder until it is ended.</summary>
    public static async Task<int> RunAsync(
        Terminal terminal, Settings pipeline, string? workspace, IEnumerable<(string Name, object Value)> settings,
        CancellationToken cancel)
    {
        using var held = LocalApp.TryOwn(pipeline.Data) ?? throw Taken(pipeline.Data);
        var site = Dashboard.Find(AppContext.BaseDirectory);
        using var app = LocalApp.Build(
            pipeline.Data, site is null ? settings : settings.Append(("Site", site)), pipeline, TimeProvider.System,
            services => services.AddSingleton(held));
        var files = app.Services.GetRequiredService<BlobStore>();
        using var account = DataAccount.Take(held.Folder, files, TimeProvider.System);
        var name = Deploy(app.Services, workspace);
        await LocalApp.StartAsync(app, cancel);
        terminal.Out.Line($"workspace {name}, data in {files.Root}");
        terminal.Out.Line($"drop dumps into {files.PathOf(Inbox.Root)}, or a folder of its own in it");
        var url = ServingFile.Read(held.Folder)?.Url;
        terminal.Out.Line($"look-ups answer at {url}/api/health");
        terminal.Out.Line($"{(site is null ? Dashboard.Absent : $"the dashboard is at {url}/")}; Ctrl-C ends");
        await app.WaitForShutdownAsync(cancel);
        return SegmentCommand.Done;
    }

    private static DefinitionException Taken(string data)
    {
        var folder = Path.GetFullPath(data);
        var by = ServingFile.Read(folder) is { } other
            ? FormattableString.Invariant($"process {other.Process} serves it at {other.Url}")
            : "another command is changing this data folder";
        return new DefinitionException(
            folder, by, "one process for a data folder", "end that process, or name another folder with --data");
    }

    /// <summary>Makes the definitions the current ones; tells their name.</summary>
    private static string Deploy(IServiceProvider services, string? workspace)
    {
        var workspaces = services.GetRequiredService<WorkspaceStore>();
        if (workspace is null && workspaces.Current is { } current)
            return workspaces.Read(current).Name;
        var named = workspace ?? Options.DefaultWorkspace;
        var read = WorkspaceFolder.Read(Options.WorkspacePath(named), named);
        Lint.Ensure(read);
        services.GetRequiredService<BaseStore>().CheckOwner(read);
        workspaces.Use(new Deployment(workspaces.Keep(read), TimeProvider.System.GetUtcNow(), Deployment.Serve));
        return read.Name;
    }
}
