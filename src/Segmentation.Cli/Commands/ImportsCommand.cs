using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment imports [ID] [--confirm|--discard]</c>: what was taken, rejected and held, and what becomes of what is held.
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
        var confirm = new Option<bool>("--confirm") { Description = "Takes a held import as it is, and makes its run." };
        var discard = new Option<bool>("--discard") { Description = "Throws a held import away." };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("imports", "Shows the imports, newest first, or one of them; decides on held ones.")
        {
            id, confirm, discard, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage));
            var (wanted, confirms, discards) = (parsed.GetValue(id), parsed.GetValue(confirm), parsed.GetValue(discard));
            CheckUsage(wanted, confirms, discards);
            var stored = new StoredData(settings);
            var ledger = stored.Imports();
            if (wanted is null)
            {
                Show(terminal.Out, ledger is null ? [] : await ledger.NewestFirstAsync(cancel));
                return SegmentCommand.Done;
            }

            var row = ledger is null ? null : await ledger.FindImportAsync(wanted, cancel);
            if (row is null)
                throw new ImportException(
                    Sentence.Quoted(wanted), "unknown import", "the id of an import", "segment imports lists them");
            if (confirms || discards)
                await DecideAsync(terminal, new DecideImport(row, settings, TimeProvider.System), row, confirms, cancel);
            else
                ShowOne(terminal.Out, stored.Files, row);
            return SegmentCommand.Done;
        });
        return command;
    }

    private static void CheckUsage(string? id, bool confirms, bool discards)
    {
        if (confirms && discards)
            throw new DefinitionException("segment imports", "both --confirm and --discard", "one of them");
        if (id is null && (confirms || discards))
            throw new DefinitionException(
                "segment imports", $"{(confirms ? "--confirm" : "--discard")} without an import",
                "the id of a held import", "segment imports lists them");
    }

    private static async Task DecideAsync(
        Terminal terminal, DecideImport decide, ImportRow row, bool confirms, CancellationToken cancel)
    {
        if (confirms)
        {
            RunSummary.Show(
                terminal.Out, await terminal.WithProgressAsync(progress => decide.ConfirmAsync(progress, cancel)));
            return;
        }

        await decide.DiscardAsync(cancel);
        terminal.Out.Line($"import {row.Import} is discarded; the base is as it was");
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<ImportRow> rows)
    {
        if (rows.Count == 0)
            console.Line("no imports yet");
        else
            console.Write(Table(rows));
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

    private static Table Table(IReadOnlyList<ImportRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("import", "state", "from", "when", "base");
        table.AddColumn(new TableColumn("rows").RightAligned());
        table.AddColumn(new TableColumn("rejected").RightAligned());
        table.AddColumn("why");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Import, row.State, Markup.Escape(row.Folder.Length == 0 ? "inbox" : row.Folder), Lines.Time(row.At),
                Number(row.BaseVersion), Number(row.Rows), Number(row.RejectedRows), Markup.Escape(row.Error ?? ""));
        }

        return table;
    }

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
