using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>
/// An app that took the dump of CDNOW out of its inbox and segments by rfm; begun by the first test that asks for it.
/// </summary>
public sealed class ServedCdnow : IAsyncDisposable
{
    internal const string AsOf = "1998-07-01";
    internal const string Later = "1998-08-01";

    private const string Dump = "CDNOW_master.txt";
    private const int Returning = 3_000;

    private readonly SemaphoreSlim _once = new(1);
    private RunningApp? _app;
    private JsonElement[]? _before;
    private JsonElement[]? _after;

    /// <summary>The customers in the order of their ids.</summary>
    internal static string[] Ids => [.. RealData.Oracle("cdnow_master_rfm.csv").Rows.Select(row => row["customer_id"])];

    /// <summary>The app once its first run is finished.</summary>
    internal async Task<RunningApp> FirstAsync()
    {
        var dump = await File.ReadAllBytesAsync(RealData.Path($"cdnow/{Dump}"), TestContext.Current.CancellationToken);
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_app is null)
            {
                _app = await RunningApp.StartAsync(folder => folder.CopyShipped("cdnow", "rfm"));
                _app.Drop("snapshot", AsOf, (Dump, dump));
            }

            await _app.FinishedAsync(1);
            return _app;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>
    /// The app once customers came back in July and its second run is finished, with all look-ups before and after.
    /// </summary>
    internal async Task<(RunningApp App, JsonElement[] Before, JsonElement[] After)> SecondAsync()
    {
        var app = await FirstAsync();
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_after is null)
            {
                _before = await app.Api.LookUpAsync(Ids);
                app.Drop("delta", Later, (Dump, Encoding.ASCII.GetBytes(Purchases())));
                await app.FinishedAsync(2);
                _after = await app.Api.LookUpAsync(Ids);
            }

            return (app, _before!, _after);
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _once.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private static string Purchases() => Ids.Take(Returning).Aggregate(
        new StringBuilder(" customer_id  date number_of_cds  dollar_value\n"), (text, id) => text.Append(
            CultureInfo.InvariantCulture, $" {id} 19980715  1   50.00\n")).ToString();
}
