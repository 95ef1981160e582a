namespace EndToEnd.Serve;

/// <summary>An app with one run over customers with odd ids; nothing in it changes.</summary>
public sealed class ServedShop : IAsyncDisposable
{
    private static readonly string[] Ids =
    [
        "a", "a/b", "100%", "50%2Foff", "ümläut 名前 😀", "t~c~x", "a=2F", "a+b c", "q?x=1&y#z", "it's \"quoted\"",
        "C:\\temp",
    ];

    private readonly Lazy<Task<RunningApp>> _app = new(async () =>
    {
        var app = await RunningApp.StartAsync(Shop.Workspace);
        app.Drop("snapshot", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, Ids));
        await app.FinishedAsync(1);
        return app;
    });

    /// <summary>The app, once its run is finished.</summary>
    internal Task<RunningApp> AppAsync() => _app.Value;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
            await (await _app.Value).DisposeAsync();
    }
}
