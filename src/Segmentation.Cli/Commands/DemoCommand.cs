using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Generate;
using Segmentation.Cli.Show;
using Segmentation.Functions.Blobs;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment demo --exit</c>: a sample business, two imports, two runs, and what moved between them.
/// </summary>
internal static class DemoCommand
{
    private const int Customers = 5_000;
    private const int Orders = 60_000;
    private const ulong Seed = 7;

    public static Command Create(Terminal terminal)
    {
        var exit = new Option<bool>("--exit") { Description = "Ends when the summary is shown." };
        var data = Options.Data();
        var command =
            new Command("demo", "Makes a sample business and segments it twice, a quarter apart.") { exit, data };
        command.SetAction(
            (parsed, cancel) => RunAsync(
                terminal, Path.Combine(Options.PathOf("--data", parsed.GetValue(data)!), "demo"), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string folder, CancellationToken cancel)
    {
        var demo = new DataFolder(folder);
        foreach (var own in new[] { "all", "first", "quarter", "data", "out-first", "out-quarter" })
            demo.DeleteFolder(own);
        var business = new PlainBusiness(Customers, Orders, Seed) { BadShare = 0.001 };
        business.Write(demo.PathOf("all"));
        var last = business.FirstDay.AddDays(business.Days - 92);
        QuarterSplit.Write(demo.PathOf("all"), demo.PathOf("first"), demo.PathOf("quarter"), last);
        terminal.Out.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"A sample business of {Customers:N0} customers and {Orders:N0} orders is in {folder}."));
        var end = business.FirstDay.AddDays(business.Days);
        foreach (var (import, delta, asOf) in new[] { ("first", false, last), ("quarter", true, end) })
        {
            terminal.Out.Line();
            terminal.Out.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"segment run {demo.PathOf(import)}{(delta ? " --delta" : "")} "
                + $"--as-of {asOf:yyyy-MM-dd} --data {demo.PathOf("data")}"));
            var request = new SegmentRequest(demo.PathOf(import), "starter", demo.PathOf("data"))
            {
                AsOf = asOf,
                Delta = delta,
                Output = demo.PathOf($"out-{import}"),
            };
            RunSummary.Show(
                terminal.Out, await SegmentImport.RunAsync(request, TimeProvider.System, null, cancel));
        }

        return SegmentCommand.Done;
    }
}
