using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Cli.Show;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment demo</c>: Tidewater, an invented software company, imports its CRM six months in a row, and what became
/// of accounts with a story is shown. Then the app serves the result, unless <c>--exit</c> is given.
/// </summary>
internal static class DemoCommand
{
    private const string Workspace = "tidewater";
    private const int Customers = 4_200;
    private const int Imports = 6;
    private const ulong Seed = 1;

    // So few customers need few files.
    private const int Shards = 2;

    // A person sets the tier of an account behind the second import; nine days from now, that ends.
    private const string Promised = "Cedar & Sons";
    private const int PromisedAfter = 1;
    private const int PromisedDays = 9;

    private static readonly (string Account, string Scheme)[] Stories =
    [
        ("Harbor Foods", "touch"), ("Globex Marine", "touch"), ("Quiet Pine", "activity"),
        ("Northwind Labs", "renewal"), ("Juniper Mill", "touch"), (Promised, "touch"), ("Acme", "touch"),
    ];

    public static Command Create(Terminal terminal)
    {
        var exit = new Option<bool>("--exit") { Description = "Ends when the summary is shown." };
        var data = Options.Data();
        var command = new Command(
            "demo", "Makes a sample business, takes six monthly imports of it, and shows who moved and why.")
        {
            exit, data,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = Path.Combine(Options.PathOf("--data", parsed.GetValue(data)!), "demo");
            await RunAsync(terminal, new DataFolder(folder), cancel);
            if (parsed.GetValue(exit))
                return SegmentCommand.Done;
            terminal.Out.Line();
            return await ServeCommand.RunAsync(
                terminal, SettingsOf(new DataFolder(folder)), Workspace, ServeCommand.Loopback, cancel);
        });
        return command;
    }

    private static async Task RunAsync(Terminal terminal, DataFolder demo, CancellationToken cancel)
    {
        Clear(demo);
        var business = new SampleBusiness(Tidewater.Kind, Customers, Imports, Seed) { Shape = Shape.HubSpot };
        business.Write(demo.PathOf(Workspace));
        terminal.Out.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Customers:N0} companies of Tidewater, an invented business, as HubSpot exports them, in\n"
            + $"{demo.PathOf(Workspace)}"));
        terminal.Out.Line();
        SegmentResult? last = null;
        for (var import = 0; import < Imports; import++)
        {
            last = await ImportAsync(terminal, demo, SampleBusiness.FolderOf(import), cancel);
            terminal.Out.Line(OneLine(last));
            last.ThrowIfHeld();
            if (import == PromisedAfter)
                await SetByHandAsync(demo, last.Report.Run, cancel);
        }

        terminal.Out.Line();
        RunSummary.Show(terminal.Out, last!);
        terminal.Out.Line();
        ShowStories(terminal.Out, demo, last!.Report.Run);
    }

    /// <summary>Makes room for the demo; its data folder keeps its lock.</summary>
    /// <exception cref="ImportException">When another process works in it.</exception>
    private static void Clear(DataFolder demo)
    {
        var data = demo.PathOf("data");
        if (File.Exists(Path.GetDirectoryName(demo.Root)))
            throw new DefinitionException("--data", "found a file", "a folder", "name a new or existing folder");
        using var held = LocalApp.TryOwn(data) ?? throw new ImportException(
            data, "another process works in it", "a demo that nobody serves",
            "end it, or name another folder with --data");
        foreach (var folder in Directory.GetDirectories(data))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.GetFiles(data).Where(file => !held.IsLock(file)))
            File.Delete(file);
        demo.DeleteFolder(Workspace);
        demo.DeleteFolder("results");
    }

    private static Task<SegmentResult> ImportAsync(
        Terminal terminal, DataFolder demo, string import, CancellationToken cancel)
    {
        var request = new SegmentRequest(
            demo.PathOf($"{Workspace}/{import}"), Workspace, demo.PathOf("data"))
        {
            Output = demo.PathOf($"results/{import}"),
            Settings = SettingsOf(demo),
        };
        return terminal.WithProgressAsync(
            progress => SegmentImport.RunAsync(request, TimeProvider.System, progress, cancel));
    }

    /// <summary>A tier that a person set for an account, and that is about to end; the next run shows it.</summary>
    private static async Task SetByHandAsync(DataFolder demo, int run, CancellationToken cancel)
    {
        var (settings, now) = (SettingsOf(demo), TimeProvider.System.GetUtcNow());
        var data = new DataFolder(settings.Data);
        var id = new FindCustomer(new RunStore(data), new CustomerDirectories(data, settings)).Id(Promised, run);
        var row = OverrideRow.Of(
            new Override(
                id, "touch", "high-touch", "promised by the founder until the new contract is signed",
                "ana@tidewater.example", DateOnly.FromDateTime(now.UtcDateTime).AddDays(PromisedDays)),
            now);
        await new OverrideLedger(Clients.Tables(settings)).SetAsync(row, null, cancel);
    }

    private static Settings SettingsOf(DataFolder demo) =>
        Settings.FromEnvironment() with { Data = demo.PathOf("data"), Shards = Shards, Storage = null };

    private static string OneLine(SegmentResult result)
    {
        var (request, report) = (result.Request, result.Report);
        var (read, rejected) = (report.Ledger.Sum(line => line.Read), report.Ledger.Sum(line => line.Rejected));
        return $"./segment run {request.Import} --workspace {Workspace} --data {request.Data}\n" + string.Create(
            CultureInfo.InvariantCulture,
            $"  as of {report.AsOf:yyyy-MM-dd}: {read:N0} rows, {rejected:N0} rejected; "
            + $"{report.Customers:N0} customers, {report.Moves.Sum(flow => flow.Customers):N0} moves");
    }

    /// <summary>What became of the accounts that something was made to happen to.</summary>
    private static void ShowStories(IAnsiConsole console, DataFolder demo, int run)
    {
        console.Paint("Accounts with a story", "bold");
        var data = new DataFolder(demo.PathOf("data"));
        var find = new FindCustomer(new RunStore(data), new CustomerDirectories(data, SettingsOf(demo)));
        var explain = new ExplainCustomer(data);
        foreach (var (account, scheme) in Stories)
        {
            var explanation = explain.Of(find.Id(account, run), scheme, run).Single();
            console.Line($"  {account}");
            console.Sentence($"{scheme}: {explanation.Move?.Text ?? $"{explanation.Segment} from the first"}", "    ");
            foreach (var settled in SettledText.Of(explanation))
                console.Sentence(settled, "    ");
        }
    }
}
