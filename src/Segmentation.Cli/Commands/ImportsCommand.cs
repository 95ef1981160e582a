using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment imports [ID]</c>: what was taken and what was rejected.</summary>
internal static class ImportsCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "One import: where every row of it went.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("imports", "Shows the imports, newest first, or one of them.") { id, data, storage };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var rows = stored.Imports() is { } ledger ? await ledger.NewestFirstAsync(cancel) : [];
            if (parsed.GetValue(id) is { } wanted)
                terminal.Out.Profile.Out.Writer.Write(Receipt(stored.Files, rows, wanted));
            else if (rows.Count == 0)
                terminal.Out.Line("no imports yet");
            else
                terminal.Out.Write(Table(rows));
            return SegmentCommand.Done;
        });
        return command;
    }

    private static string Receipt(BlobStore data, IReadOnlyList<ImportRow> rows, string id)
    {
        var texts = new[] { Receipts.Name(id, "txt"), Receipts.Name(id, "refused.txt") }.Where(data.Has)
            .Select(name => System.Text.Encoding.UTF8.GetString(data.Read(name))).ToArray();
        return rows.Any(row => row.Import == id) && texts.Length > 0
            ? string.Concat(texts)
            : throw new ImportException(
                Sentence.Quoted(id), "unknown import", "the id of an import", "segment imports lists them");
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
