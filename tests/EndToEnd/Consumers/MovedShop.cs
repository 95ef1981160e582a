using System.Text.Json;
using EndToEnd.Serve;

namespace EndToEnd.Consumers;

/// <summary>An app with three runs that moved customers; nothing in it changes.</summary>
public sealed class MovedShop : IAsyncDisposable
{
    private static readonly string[] Ids = [.. Enumerable.Range(10, 30).Select(i => $"c{i}")];

    private readonly Lazy<Task<RunningApp>> _app = new(async () =>
    {
        var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 60, Ids));
        await app.FinishedAsync(1);
        app.Drop("delta", "2024-02-02", Shop.OrdersFile, Shop.Orders("2024-02-01", 60, Ids[..10]));
        await app.FinishedAsync(2);
        app.Drop("delta", "2024-03-15", Shop.OrdersFile, Shop.Orders("2024-03-14", 70, [.. Ids[5..15], "new"]));
        await app.FinishedAsync(3);
        return app;
    });

    /// <summary>The app, once its runs are finished.</summary>
    internal Task<RunningApp> AppAsync() => _app.Value;

    /// <summary>All moves, oldest first.</summary>
    internal async Task<IReadOnlyList<JsonElement>> MovesAsync() =>
        await (await AppAsync()).Api.AllAsync("transitions?limit=10", "after");

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }
}
