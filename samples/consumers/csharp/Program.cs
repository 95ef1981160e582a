// Follows the moves of customers, and does something for each of them once.
//
//   dotnet run -- --url http://127.0.0.1:7071/api --state state [--from 0.0] [--name crm] [--every 10] [--once]
//
// The function key is in SEGMENTATION_KEY. See ../README.md.
using System.Globalization;
using Consumer;

var options = args.Zip([.. args.Skip(1), ""]).Where(pair => pair.First.StartsWith("--", StringComparison.Ordinal))
    .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
var once = options.ContainsKey("--once");
var every = TimeSpan.FromSeconds(
    double.Parse(options.GetValueOrDefault("--every", "10"), CultureInfo.InvariantCulture));
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var feed = new Feed(
    new Uri(options["--url"].TrimEnd('/') + "/"), Environment.GetEnvironmentVariable("SEGMENTATION_KEY"),
    options.GetValueOrDefault("--name", "csharp-sample"), mostTries: once ? 6 : int.MaxValue);
using var journal = new Journal(options["--state"]);
try
{
    await FollowAsync(journal.Place ?? options.GetValueOrDefault("--from"));
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return fault is HttpRequestException { StatusCode: not null } ? 2 : 1;
}
finally
{
    Console.WriteLine(journal.Summary);
}

async Task FollowAsync(string? place)
{
    while (true)
    {
        try
        {
            // The first time, and after too long a sleep, there is no place to go on from.
            place ??= await ReadAllAsync();
            var isLast = true;
            if (await feed.GetAsync($"transitions?limit=100&after={place}", stop.Token) is { } page)
            {
                foreach (var message in page.GetProperty("items").EnumerateArray())
                    place = journal.Apply(message) ?? place;
                // Behind the items may be moves that were left out: the next of a page is farther than its last item.
                var next = page.GetProperty("next").GetString();
                (place, isLast) = (next ?? place, next is null);
                journal.Save(place);
            }

            if (isLast && once)
                return;
            if (isLast)
                await Task.Delay(every, stop.Token);
        }
        catch (ExpiredException)
        {
            place = null;
        }
    }
}

// Where everybody is now, and who has left, so that moves can be followed from here on.
async Task<string> ReadAllAsync()
{
    var schemes = await feed.GetAsync("schemes", stop.Token);
    var run = 0;
    var seen = new HashSet<(string Customer, string Scheme)>();
    foreach (var card in schemes!.Value.GetProperty("items").EnumerateArray())
    {
        var scheme = card.GetProperty("scheme").GetString()!;
        run = card.GetProperty("run").GetInt32();
        foreach (var segment in card.GetProperty("segments").EnumerateArray())
        {
            var (id, cursor) = (segment.GetProperty("segment").GetString()!, default(string));
            do
            {
                var page = (await feed.GetAsync(
                    $"schemes/{scheme}/segments/{id}/customers?limit=1000&cursor={cursor}", stop.Token))!.Value;
                foreach (var member in page.GetProperty("items").EnumerateArray())
                {
                    var customer = member.GetProperty("customer").GetString()!;
                    journal.Set(customer, scheme, id, page.GetProperty("run").GetInt32());
                    seen.Add((customer, scheme));
                }

                cursor = page.GetProperty("next").GetString();
            }
            while (cursor is not null);
        }
    }

    journal.KeepOnly(seen, run);
    return $"{run}.{(run == 0 ? 0 : long.MaxValue)}";
}
