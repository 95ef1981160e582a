using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.Hosting;
using Segmentation.Cli.Commands;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Functions.Hosting;

namespace Dashboard.Tests;

/// <summary>A data folder of its own, served with the dashboard at a free port of this machine.</summary>
internal sealed class ServedData : IAsyncDisposable
{
    private const string Workspace = "tidewater";
    private const int Shards = 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dashboard-");
    private IHost? _app;

    private ServedData()
    {
    }

    /// <summary>Where the dashboard is.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    private string Data => Path.Combine(_folder.FullName, "data");

    private Settings Settings => Settings.FromEnvironment() with { Data = Data, Shards = Shards, Storage = null };

    /// <summary>Nothing was imported yet.</summary>
    /// <param name="key">The function key.</param>
    public static async Task<ServedData> EmptyAsync(string key)
    {
        var served = new ServedData();
        await served.StartAsync(("Key", key));
        return served;
    }

    /// <summary>The sample business of <c>segment demo</c>, smaller, after some of its imports.</summary>
    /// <param name="customers">How many customers.</param>
    /// <param name="imports">How many imports.</param>
    public static async Task<ServedData> SampleAsync(int customers, int imports)
    {
        var served = new ServedData();
        var business = Path.Combine(served._folder.FullName, Workspace);
        new SampleBusiness(Tidewater.Kind, customers, imports, 1) { Shape = Shape.HubSpot }.Write(business);
        for (var import = 0; import < imports; import++)
        {
            var folder = Path.Combine(business, SampleBusiness.FolderOf(import));
            var request = new SegmentRequest(folder, Workspace, served.Data) { Settings = served.Settings };
            await SegmentImport.RunAsync(
                request, TimeProvider.System, progress: null, TestContext.Current.CancellationToken);
        }

        await served.StartAsync();
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.StopAsync(CancellationToken.None);
        _app?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(params (string Name, object Value)[] more)
    {
        _app = LocalApp.Build(
            Data, [("Port", 0), ("Site", Needs.Site), .. more], Settings, TimeProvider.System);
        await LocalApp.StartAsync(_app, TestContext.Current.CancellationToken);
        Address = new Uri(ServingFile.Read(Data)!.Url!);
    }
}
