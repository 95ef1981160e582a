using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment imports [ID] [--confirm|--discard]</c>: what was taken, rejected and held, and what becomes of the held.
/// </summary>
internal static class ImportsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "One import: where every row of it went, and how full its fields are.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var confirm = new Option<bool>("--confirm") { Description = "Takes a held import as it is, and makes a run." };
        var discard = new Option<bool>("--discard") { Description = "Throws a held import away." };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("imports", "Shows the imports, newest first, or one of them; decides on held ones.")
        {
            id, confirm, discard, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage));
            var decision = new Decision(
                parsed.GetValue(id), parsed.GetValue(confirm), parsed.GetValue(discard));
            decision.Check();
            await RunAsync(terminal, settings, decision, cancel);
            return SegmentCommand.Done;
        });
        return command;
    }

    private static async Task RunAsync(
        Terminal terminal, Settings settings, Decision decision, CancellationToken cancel)
    {
        var stored = new StoredData(settings);
        var ledger = stored.Imports();
        if (decision.Import is not { } id)
        {
            Show(terminal.Out, ledger is null ? [] : await ledger.NewestFirstAsync(cancel));
            return;
        }

        var row = ledger is null ? null : await ledger.FindImportAsync(id, cancel);
        if (row is null)
            throw new ImportException(
                Sentence.Quoted(id), "unknown import", "the id of an import", "segment imports lists them");
        if (decision.IsAsked)
            await DecideAsync(terminal, new DecideImport(row, settings, TimeProvider.System), decision, cancel);
        else
            ShowOne(terminal.Out, stored.Files, row);
    }

    private static async Task DecideAsync(
        Terminal terminal, DecideImport decide, Decision decision, CancellationToken cancel)
    {
        if (decision.Confirms)
        {
            var result = await terminal.WithProgressAsync(progress => decide.ConfirmAsync(progress, cancel));
            RunSummary.Show(terminal.Out, result);
            result.ThrowIfHeld();
            return;
        }

        await decide.DiscardAsync(cancel);
        terminal.Out.Line($"import {decision.Import} is discarded; the base is as it was");
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<ImportRow> rows)
    {
        if (rows.Count == 0)
            console.Line("no imports yet");
        else
            List(console, rows);
    }

    private static void ShowOne(IAnsiConsole console, BlobStore data, ImportRow row)
    {
        foreach (var name in new[] { Receipts.Name(row.Import, "txt"), Receipts.Name(row.Import, "refused.txt") })
        {
            if (data.Has(name))
                console.Profile.Out.Writer.Write(System.Text.Encoding.UTF8.GetString(data.Read(name)));
        }

        if (Fields(data, row) is { Count: > 0 } fields)
            console.Write(FieldsHealth.Of(fields));
    }

    private static IReadOnlyList<FieldLine> Fields(BlobStore data, ImportRow row)
    {
        if (row.State == ImportRow.Held)
            return new HeldImports(data).Find(row.Import)?.Receipt.Fields ?? [];
        return row.IsTaken ? new Receipts(data).Read(row.Import).Fields : [];
    }

    private static void List(IAnsiConsole console, IReadOnlyList<ImportRow> rows)
    {
        var table = new TextTable("", "state", "when>", "base>", "rows>", "rejected>");
        foreach (var row in rows)
        {
            table.Add(
                row.Import, row.State, Lines.Minute(row.At), Number(row.BaseVersion), Number(row.Rows),
                Number(row.RejectedRows));
        }

        table.Show(console, "import");
        foreach (var row in rows.Where(row => row.Error is not null))
            console.Sentence($"{row.Import} of {(row.Folder.Length == 0 ? "the inbox" : row.Folder)}: {row.Error}");
    }

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What is asked of an import.</summary>
    /// <param name="Import">Its id; null for the list.</param>
    /// <param name="Confirms">Whether it is taken as it is.</param>
    /// <param name="Discards">Whether it is thrown away.</param>
    private sealed record Decision(string? Import, bool Confirms, bool Discards)
    {
        public bool IsAsked => Confirms || Discards;

        /// <exception cref="DefinitionException">When both are asked, or it is not said of which import.</exception>
        public void Check()
        {
            if (Confirms && Discards)
                throw new DefinitionException("segment imports", "both --confirm and --discard", "one of them");
            if (Import is null && IsAsked)
                throw new DefinitionException(
                    "segment imports", $"{(Confirms ? "--confirm" : "--discard")} without an import",
                    "the id of a held import", "segment imports lists them");
        }
    }
}
