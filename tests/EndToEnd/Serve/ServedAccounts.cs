namespace EndToEnd.Serve;

/// <summary>An app with five named accounts in two runs: in the second, Harbor Foods and ACME became big.</summary>
public sealed class ServedAccounts : IAsyncDisposable
{
    private const string CustomersFile = "customers.csv";

    private const string Customers = """
        id,name,owner,hubspot
        C-1,Harbor Foods,u-07,101
        C-2,Acme,u-07,102
        C-3,ACME,u-08,103
        C-4,Globex Marine,u-08,104
        5/6,Cedar & Sons,,105

        """;

    private static readonly string[] Ids = ["C-1", "C-2", "C-3", "C-4", "5/6"];

    private readonly Lazy<Task<RunningApp>> _app;

    public ServedAccounts() => _app = new(StartAsync);

    /// <summary>The next of the first page of one, of the customers of the first run that are called Acme.</summary>
    public string FirstRunCursor { get; private set; } = "";

    /// <summary>The app, once its second run is finished.</summary>
    internal Task<RunningApp> AppAsync() => _app.Value;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }

    private async Task<RunningApp> StartAsync()
    {
        var app = await RunningApp.StartAsync(Shop.Accounts);
        await RunAsync(app, 1, Customers, Shop.Orders("2024-01-20", 10, Ids));
        FirstRunCursor = (await app.Api.OkAsync("customers?q=acme&limit=1")).Next!;
        await RunAsync(
            app, 2, Customers.Replace("ACME", "ACME Corp.", StringComparison.Ordinal),
            Shop.Orders("2024-01-21", 200, "C-1", "C-3"));
        return app;
    }

    private static async Task RunAsync(RunningApp app, int run, string customers, string orders)
    {
        app.Drop(
            "delta", $"2024-02-0{run}", (CustomersFile, System.Text.Encoding.UTF8.GetBytes(customers)),
            (Shop.OrdersFile, System.Text.Encoding.UTF8.GetBytes(orders)));
        await app.FinishedAsync(run);
    }
}
