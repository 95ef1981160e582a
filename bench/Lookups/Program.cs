using System.Globalization;
using Lookups;

// segment serve --data DATA, and beside it: dotnet run -c Release --project bench/Lookups -- DATA [pairs] [seconds]
// Asks both servers in turn by wrk, which must be on the PATH: for customers drawn from all, then for pages of members.
var (pairs, seconds) = (Number(1, 7), Number(2, 5));
using var served = Served.Of(args[0]);
var (customers, pages) = await served.PathsAsync();
var folder = Directory.CreateTempSubdirectory("lookups-");
try
{
    await CompareAsync($"one of {customers.Length} customers", customers);
    await CompareAsync($"one of {pages.Length} pages of 100 members", pages);
    Console.WriteLine($"memory of serve: {served.Memory()}");
}
finally
{
    folder.Delete(recursive: true);
}

int Number(int position, int otherwise) =>
    args.Length > position ? int.Parse(args[position], CultureInfo.InvariantCulture) : otherwise;

async Task CompareAsync(string what, string[] paths)
{
    var list = Path.Combine(folder.FullName, "paths");
    await File.WriteAllLinesAsync(list, paths);
    var (body, etag) = await served.AnswerAsync(paths[paths.Length / 2]);
    await using var server = await BareServer.StartAsync(body, etag);
    // This process does nothing else while wrk asks.
    var bare = new Asked(server.Address, () => Environment.CpuUsage.TotalTime, list, seconds);
    var ours = new Asked(served.Address, served.ProcessorTime, list, seconds);
    await bare.PerSecondAsync(0);
    await ours.PerSecondAsync(0);
    Console.WriteLine(Line($"{what}: {body.Length} bytes"));
    Console.WriteLine("bare Kestrel  CPU of one        serve  CPU of one   ratio");
    var ratios = new List<double>();
    for (var pair = 1; pair <= pairs; pair++)
    {
        // Who is first changes from pair to pair.
        Speed first = default;
        if (pair % 2 == 0)
            first = await ours.PerSecondAsync(pair);
        var plain = await bare.PerSecondAsync(pair);
        var full = pair % 2 == 0 ? first : await ours.PerSecondAsync(pair);
        ratios.Add(full.PerSecond / plain.PerSecond);
        Console.WriteLine(Line($"{plain} {full} {ratios[^1],7:F3}"));
    }

    ratios.Sort();
    Console.WriteLine(Line(
        $"median ratio {ratios[ratios.Count / 2]:F3} of {pairs}, from {ratios[0]:F3} to {ratios[^1]:F3}"));
}

static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
