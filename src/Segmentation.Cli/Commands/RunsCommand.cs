using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment runs [N] [--publish|--discard|--rollback]</c>: which runs there are, how large their orchestration was,
/// and what becomes of one.
/// </summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal)
    {
        var number = new Argument<int?>("N")
        {
            Description = "One run: its inputs and what it found.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var publish = new Option<bool>("--publish") { Description = "Publishes a held run, by a run of its own." };
        var discard = new Option<bool>("--discard") { Description = "Throws a held run away." };
        var rollback = new Option<bool>("--rollback") { Description = "Goes back to the results of this run." };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("runs", "Shows the runs, newest first, or one of them; decides on held ones.")
        {
            number, publish, discard, rollback, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage));
            Option<bool>[] asked = [.. new[] { publish, discard, rollback }.Where(parsed.GetValue)];
            Check(asked, parsed.GetValue(number));
            await (asked is [var decision]
                ? DecideAsync(terminal, settings, parsed.GetValue(number)!.Value, decision.Name, cancel)
                : ShowAsync(terminal.Out, new StoredData(settings), parsed.GetValue(number), cancel));
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <exception cref="DefinitionException">When it is not said what becomes of which run.</exception>
    private static void Check(Option<bool>[] asked, int? number)
    {
        if (asked.Length > 1)
        {
            throw new DefinitionException(
                "segment runs", string.Join(" and ", asked.Select(option => option.Name)), "one of them");
        }

        if (asked is [var decision] && number is null)
        {
            throw new DefinitionException(
                "segment runs", $"{decision.Name} without a run", "the number of a run", "segment runs lists them");
        }
    }

    private static async Task DecideAsync(
        Terminal terminal, Settings settings, int number, string decision, CancellationToken cancel)
    {
        if (new StoredData(settings).Runs() is null)
            throw DecideRun.Unknown(number);
        var decide = new DecideRun(number, settings, TimeProvider.System);
        if (decision == "--discard")
        {
            await decide.DiscardAsync(cancel);
            terminal.Out.Line(string.Create(
                CultureInfo.InvariantCulture, $"run {number} is discarded; what people see is as it was"));
            return;
        }

        var run = await terminal.WithProgressAsync(progress => decision == "--publish"
            ? decide.PublishAsync(progress, cancel)
            : decide.RollBackAsync(progress, cancel));
        var stored = new StoredData(settings);
        await ShowAsync(terminal.Out, stored, run.Run, cancel);
        if (stored.Workspaces.Current is { } current && current != run.Made?.WorkspaceVersion)
        {
            terminal.Out.Sentence(
                $"note: {current} are still the current definitions; the next import, or run that is asked for, takes "
                + "them, unless segment deploy makes others live");
        }
    }

    private static async Task ShowAsync(
        IAnsiConsole console, StoredData stored, int? number, CancellationToken cancel)
    {
        var (rows, pointer) = (new List<RunRow>(), new Pointer(0, []));
        if (stored.Runs() is { } ledger)
        {
            pointer = await ledger.PointerAsync(cancel);
            await foreach (var row in ledger.NewestFirstAsync(cancel))
                rows.Add(row);
        }

        Show(console, stored, rows, pointer, number);
    }

    private static void Show(IAnsiConsole console, StoredData stored, List<RunRow> rows, Pointer pointer, int? number)
    {
        if (number is null && rows.Count == 0)
        {
            console.Line("no runs yet");
            return;
        }

        if (number is null)
        {
            List(console, rows, pointer);
            return;
        }

        var run = rows.Find(row => row.Run == number) ?? throw DecideRun.Unknown(number.Value);
        ShowOne(console, run, pointer);
        if (RunSizes.Of(stored.Folder) is { } sizes)
            console.Line(sizes);
        var file = RunStore.Name(run.Run, RunReport.File);
        if (!(pointer.Shows(run.Run) || run.State == RunState.Held) || !stored.Files.Has(file))
            return;
        var report = Json.Read<RunReport>(stored.Files, file);
        RunSummary.ShowResult(
            console, report,
            new RunNames(stored.Files, run.Run).NamesOf(report.Attention.Select(line => line.Customer)));
        if (report.Health is not { Schemes.Count: > 0 } health)
            return;
        console.Line();
        HealthTable.Show(console, health);
    }

    private static void ShowOne(IAnsiConsole console, RunRow row, Pointer pointer)
    {
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"run {row.Run}: {State(row, pointer)}, because of {row.Trigger}, asked for {Lines.Time(row.CreatedAt)}"));
        var inputs = row.Made;
        if (inputs is not null)
        {
            var before = inputs.Published is { } last ? $"compared with run {last}{OfRun(inputs)}" : "the first";
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"as of {inputs.AsOf:yyyy-MM-dd}, base {inputs.BaseVersion}, workspace {inputs.Workspace} "
                + $"{inputs.WorkspaceVersion}, {before}"));
        }

        if (row.Parked is > 0 and var parked)
        {
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"messages too large to send: {parked}; see {ParkedEvents.Of(row.Run)} in the data folder"));
        }

        if (row.Error is { } error)
            console.Line(error);
        if (row.ExportError is { } files)
            console.Sentence($"{ExportFolder.Latest} in the data folder is not of this run: {files}");
    }

    private static void List(IAnsiConsole console, List<RunRow> rows, Pointer pointer)
    {
        var table = new TextTable("", "state", "because of", "as of>", "published>", "customers>", "moves>");
        foreach (var row in rows)
        {
            table.Add(
                row.Run.ToString(CultureInfo.InvariantCulture), row.State, row.Trigger,
                row.Made?.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Lines.Minute(row.PublishedAt),
                Number(row.Customers), Number(row.Moves));
        }

        table.Show(console, "run");
        if (pointer.Published > 0)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"run {pointer.Published} is the current one"));
        foreach (var row in rows.Where(row => row.Error is not null))
            console.Sentence(string.Create(CultureInfo.InvariantCulture, $"run {row.Run}: {row.Error}"));
    }

    /// <summary>What kind of run it is, unless it is a run of all.</summary>
    private static string OfRun(RunInputs inputs) => inputs.Kind switch
    {
        RunKind.Scope => string.Create(CultureInfo.InvariantCulture, $", of {inputs.Customers!.Count} customers"),
        RunKind.Release => string.Create(CultureInfo.InvariantCulture, $", publishes held run {inputs.Of}"),
        RunKind.Rollback => string.Create(CultureInfo.InvariantCulture, $", back to run {inputs.Of}"),
        _ => "",
    };

    private static string State(RunRow row, Pointer pointer) =>
        row.Run == pointer.Published ? $"{row.State} (current)" : row.State;

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
