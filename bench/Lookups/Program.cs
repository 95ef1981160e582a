using System.Diagnostics;
using System.Globalization;
using Lookups;

// segment serve --data DATA, and beside it: dotnet run -c Release --project bench/Lookups -- DATA [pairs] [seconds]
// Asks both servers by wrk, which must be on the PATH, in turn: for customers drawn from all, then for pages of members.
const string Connections = "16";
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
    await using var bare = await BareServer.StartAsync(body, etag);
    await PerSecondAsync(bare.Address, list, 0);
    await PerSecondAsync(served.Address, list, 0);
    Console.WriteLine(Line($"{what}: {body.Length} bytes"));
    Console.WriteLine("bare Kestrel        serve   ratio");
    var ratios = new List<double>();
    for (var pair = 1; pair <= pairs; pair++)
    {
        // Who is first changes from pair to pair.
        var oursFirst = pair % 2 == 0 ? await PerSecondAsync(served.Address, list, pair) : 0;
        var plain = await PerSecondAsync(bare.Address, list, pair);
        var ours = pair % 2 == 0 ? oursFirst : await PerSecondAsync(served.Address, list, pair);
        ratios.Add(ours / plain);
        Console.WriteLine(Line($"{plain,10:N0}/s {ours,10:N0}/s {ratios[^1],7:F3}"));
    }

    ratios.Sort();
    Console.WriteLine(Line(
        $"median ratio {ratios[ratios.Count / 2]:F3} of {pairs}, from {ratios[0]:F3} to {ratios[^1]:F3}"));
}

async Task<double> PerSecondAsync(Uri address, string list, int seed)
{
    var script = Path.Combine(AppContext.BaseDirectory, "paths.lua");
    using var wrk = Process.Start(new ProcessStartInfo(
        "wrk", ["-t1", "-c" + Connections, Line($"-d{seconds}s"), "-s", script, address.ToString(), list, Line($"{seed}")])
    {
        RedirectStandardOutput = true,
    })!;
    var output = await wrk.StandardOutput.ReadToEndAsync();
    if (output.Contains("Non-2xx", StringComparison.Ordinal) || !output.Contains("Requests/sec:", StringComparison.Ordinal))
        throw new InvalidOperationException($"wrk: found {output}; expected nothing but answers of 200");
    return double.Parse(
        output.Split("Requests/sec:")[1].Split('\n')[0].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);
}

static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
