using System.Text;
using EndToEnd.Serve;

namespace EndToEnd.OpenApi;

/// <summary>
/// The app that examples are asked of: five accounts, one of them under two ids, in two published runs, a third that is
/// held, and an import that is held.
/// </summary>
public sealed class ExampleShop : IAsyncDisposable
{
    private const string Customers = """
        id,name,owner,hubspot
        C-1,Harbor Foods,u-07,h-00101
        C-2,Acme,u-07,h-00102
        C-3,ACME Corp.,u-08,h-00103
        C-4,Globex Marine,u-08,h-00104
        C-5,Cedar & Sons,,h-00105
        C-6,Acme Ltd,u-07,h-00102

        """;

    /// <summary>Days of examples do not come to pass.</summary>
    private static readonly DateTimeOffset Start = new(2024, 2, 10, 9, 0, 0, TimeSpan.Zero);

    private readonly Lazy<Task<RunningApp>> _app = new(StartAsync);

    /// <summary>The app, once all of it is there.</summary>
    internal Task<RunningApp> AppAsync() => _app.Value;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }

    private static async Task<RunningApp> StartAsync()
    {
        var app = await RunningApp.StartAsync(Definitions, new FastClock(Start));
        Drop(app, "delta", 1, Shop.Orders("2024-01-20", 10, "C-1", "C-2", "C-3", "C-4", "C-5"));
        await app.FinishedAsync(1);
        Drop(app, "delta", 2, Shop.Orders("2024-01-21", 200, "C-1", "C-3") + "C-2,2024-01-21,many\n");
        await app.FinishedAsync(2);
        Drop(app, "delta", 3, Shop.Orders("2024-01-22", 300, "C-2", "C-4", "C-5"));
        await RunningApp.UntilAsync(
            () => app.Api.GetAsync("runs/3"),
            answer => answer.Status == 200 && answer["run"].GetProperty("state").GetString() == "held");
        Drop(app, "full", 4, Shop.Orders("2024-01-23", 10, "C-1"), "id,name,owner,hubspot\nC-1,Harbor Foods,u-07,h-00101\n");
        await app.ImportsAsync(1, "held");
        return app;
    }

    /// <summary>More than half of the customers do not move unseen.</summary>
    private static string Definitions(TempFolder folder)
    {
        var path = Shop.Matched(folder);
        folder.Write(
            "workspace/workspace.yaml",
            folder.Text("workspace/workspace.yaml").Replace("100%", "50%", StringComparison.Ordinal));
        return path;
    }

    private static void Drop(RunningApp app, string mode, int day, string orders, string customers = Customers) =>
        app.Drop(
            mode, $"2024-02-0{day}", ("customers.csv", Encoding.UTF8.GetBytes(customers)),
            (Shop.OrdersFile, Encoding.UTF8.GetBytes(orders)));
}
