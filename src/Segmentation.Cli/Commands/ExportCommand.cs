using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Export;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment export</c>: writes the customer base so that it can be imported elsewhere.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out")
        {
            Description = "A new folder for the files, and for definitions that read them.",
            HelpName = "DIR",
            Required = true,
        };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("export", "Writes the customer base as files that import to the same base.")
        {
            output, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var folder = Options.PathOf("--out", parsed.GetValue(output)!);
            CheckNew(folder);
            await ExportAsync(terminal, stored, folder, cancel);
            return SegmentCommand.Done;
        });
        return command;
    }

    private static async Task ExportAsync(Terminal terminal, StoredData stored, string folder, CancellationToken cancel)
    {
        var store = new BaseStore(stored.Files);
        var (manifest, live) = (store.Existing(), stored.Workspaces.Live!);
        store.CheckSources(live);
        var published = stored.Runs() is { } runs ? (await runs.PointerAsync(cancel)).Published : 0;
        var asOf = published > 0 ? new RunStore(stored.Files).Inputs(published).AsOf : default(DateOnly?);
        var overrides = stored.Overrides() is { } set ? (await set.AllAsync(cancel)).Count : 0;
        var (files, notes) = await terminal.WithProgressAsync(progress => Task.FromResult(Written(progress)));
        var rows = files.Sum(file => file.Rows);
        terminal.Out.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"base {manifest.Version} is written to {folder}: {files.Count} files, {rows:N0} rows"));
        foreach (var note in notes)
            terminal.Out.Sentence($"note: {note}");
        terminal.Out.Line($"to import it: segment run {Path.Combine(folder, BaseExport.Dumps)} --workspace "
            + $"{Path.Combine(folder, BaseExport.Definitions)} --data NEW");

        (IReadOnlyList<ManifestFile> Files, string[] Notes) Written(Action<StageProgress>? progress)
        {
            var export = new BaseExport(
                store, manifest, live, new DataFolder(folder), stored.Settings,
                new Stages(TimeProvider.System, progress));
            var written = export.Write(asOf);
            var splits = new IdentityLedger(stored.Files).Entries.LongCount(entry => entry.State == LedgerState.Split);
            var erased = new TombstoneStore(stored.Files).Count;
            var counts = new LeftOutCounts(overrides, splits, erased, export.WithoutRows, export.EmptyTexts);
            return (written, [.. LeftOut.Of(manifest, store, live, counts)]);
        }
    }

    /// <summary>What lies there already would be read with the files.</summary>
    private static void CheckNew(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DefinitionException(
                "--out", $"{Sentence.Quoted(folder)} is not empty", "a new or empty folder", "name another folder");
        }
    }
}
