using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azurite;
using TablesBench;

// dotnet run -c Release --project bench/Tables [pairs] [transactions] [transactions at once]
const int RowsPerBatch = 100;
var (pairs, batches, atOnce) = (Number(0, 7), Number(1, 40), Number(2, 4));
using var server = new AzuriteServer();
var account = server.NewAccount();
var service = new TableServiceClient(account);
var rows = SampleRow.Batches(batches, RowsPerBatch);
// Node ends connections that were idle for five seconds.
using var bare = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });

Console.WriteLine($"{batches} transactions of {RowsPerBatch} rows, {atOnce} at once, each into a new table");
await BareAsync("bare");
await OursAsync("ours");
Console.WriteLine("bare HttpClient   TableClient   ratio");
var ratios = new List<double>();
for (var pair = 0; pair < pairs; pair++)
{
    // Who is first changes from pair to pair.
    var oursFirst = pair % 2 == 1 ? await OursAsync($"ours{pair}") : 0;
    var plain = await BareAsync($"bare{pair}");
    var ours = pair % 2 == 1 ? oursFirst : await OursAsync($"ours{pair}");
    ratios.Add(plain / ours);
    Console.WriteLine($"{PerSecond(plain),9:N0} rows/s {PerSecond(ours),6:N0} rows/s {ratios[^1],7:F3}");
}

ratios.Sort();
Console.WriteLine($"median ratio {ratios[ratios.Count / 2]:F3} of {pairs}, from {ratios[0]:F3} to {ratios[^1]:F3}");

int Number(int position, int otherwise) =>
    args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : otherwise;

double PerSecond(double seconds) => batches * RowsPerBatch / seconds;

async Task<double> OursAsync(string table)
{
    var client = service.GetTableClient(table);
    await client.CreateAsync();
    return await TimedAsync(rows, async batch => await client.SubmitTransactionAsync(batch));
}

async Task<double> BareAsync(string table)
{
    await service.CreateTableAsync(table);
    var requests = await Captured.AllAsync(account, table, rows);
    return await TimedAsync(requests, async captured =>
    {
        using var request = captured.Request();
        using var answer = await bare.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!text.Contains("204 No Content", StringComparison.Ordinal))
            throw new InvalidOperationException($"bare loop: found {text}; expected a transaction that was made");
    });
}

async Task<double> TimedAsync<T>(T[] items, Func<T, Task> send)
{
    var watch = Stopwatch.StartNew();
    var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
    await Parallel.ForEachAsync(items, options, async (item, _) => await send(item));
    return watch.Elapsed.TotalSeconds;
}
