using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Segmentation.Cli.Show;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment runs [N]</c>: which runs there are, and how large their orchestration was.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal)
    {
        var number = new Argument<int?>("N")
        {
            Description = "One run: its inputs and what it found.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("runs", "Shows the runs, newest first, or one of them.") { number, data, storage };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var (rows, pointer) = (new List<RunRow>(), new Pointer(0, []));
            if (stored.Runs() is { } ledger)
            {
                pointer = await ledger.PointerAsync(cancel);
                await foreach (var row in ledger.NewestFirstAsync(cancel))
                    rows.Add(row);
            }

            Show(terminal.Out, stored, rows, pointer, parsed.GetValue(number));
            return SegmentCommand.Done;
        });
        return command;
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

        var run = rows.Find(row => row.Run == number) ?? throw new ImportException(
            string.Create(CultureInfo.InvariantCulture, $"run {number}"), "unknown run", "the number of a run",
            "segment runs lists them");
        ShowOne(console, run, pointer);
        if (RunSizes.Of(stored.Folder) is { } sizes)
            console.Line(sizes);
        var file = RunStore.Name(run.Run, RunReport.File);
        if (!pointer.Shows(run.Run) || !stored.Files.Has(file))
            return;
        var report = Json.Read<RunReport>(stored.Files, file);
        RunSummary.ShowResult(
            console, report,
            new RunNames(stored.Files, run.Run).NamesOf(report.Attention.Select(line => line.Customer)));
    }

    private static void ShowOne(IAnsiConsole console, RunRow row, Pointer pointer)
    {
        var inputs = row.Inputs is null ? null : JsonSerializer.Deserialize<RunInputs>(row.Inputs, Json.Options);
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"run {row.Run}: {State(row, pointer)}, because of {row.Trigger}, asked for {Lines.Time(row.CreatedAt)}"));
        if (inputs is not null)
        {
            var before = inputs.Published is { } last ? $"compared with run {last}" : "the first";
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
    }

    private static void List(IAnsiConsole console, List<RunRow> rows, Pointer pointer)
    {
        var table = new TextTable("", "state", "because of", "as of>", "published>", "customers>", "moves>");
        foreach (var row in rows)
        {
            var inputs = row.Inputs is null ? null : JsonSerializer.Deserialize<RunInputs>(row.Inputs, Json.Options);
            table.Add(
                row.Run.ToString(CultureInfo.InvariantCulture), row.State, row.Trigger,
                inputs?.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Lines.Minute(row.PublishedAt),
                Number(row.Customers), Number(row.Moves));
        }

        table.Show(console, "run");
        if (pointer.Published > 0)
            console.Line(string.Create(CultureInfo.InvariantCulture, $"run {pointer.Published} is the current one"));
        foreach (var row in rows.Where(row => row.Error is not null))
            console.Sentence(string.Create(CultureInfo.InvariantCulture, $"run {row.Run}: {row.Error}"));
    }

    private static string State(RunRow row, Pointer pointer) =>
        row.Run == pointer.Published ? $"{row.State} (current)" : row.State;

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
