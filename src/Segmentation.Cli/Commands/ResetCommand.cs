using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment reset</c>: deletes what segment keeps in a data folder, to begin anew.</summary>
internal static class ResetCommand
{
    private const string Accepted = "dumps/accepted";
    private const string Held = "dumps/held";

    private static readonly string[] Folders =
        ["base", "runs", "published", "workspaces", "dumps/arriving", "dumps/receipts", Accepted, Held];

    private static readonly string[] Stores = [Clients.TablesFile, Clients.TopicFile, "durable.db", "runtime.db"];

    public static Command Create(Terminal terminal)
    {
        var data = Options.Data();
        var yes = new Option<bool>("--yes") { Description = "Deletes without asking." };
        var keep = new Option<bool>("--keep-dumps") { Description = "Keeps the dumps that were taken or are held." };
        var command = new Command("reset", "Deletes the customer base, the runs and all else in a data folder.")
        {
            data, yes, keep,
        };
        command.SetAction(parsed =>
        {
            var folder = Path.GetFullPath(Options.PathOf("--data", parsed.GetValue(data)!));
            Reset(terminal, folder, parsed.GetValue(yes), parsed.GetValue(keep));
            return SegmentCommand.Done;
        });
        return command;
    }

    private static void Reset(Terminal terminal, string folder, bool yes, bool keepDumps)
    {
        Check(folder);
        using var held = LocalApp.TryOwn(folder) ?? throw new DefinitionException(
            folder, "another process works in this data folder", "one that nobody works in",
            "end that process, and run the same command again");
        var files = new DataFolder(folder);
        var what = Told(files, keepDumps);
        if (!yes && !(terminal.IsAsking && terminal.Ask($"Delete {what} in {folder}?")))
        {
            throw new ImportException(
                folder, "nobody said yes; nothing was deleted", "--yes, or the answer y", "run it again with --yes");
        }

        foreach (var inside in Folders.Where(inside => !keepDumps || inside is not (Accepted or Held)))
            files.DeleteFolder(inside);
        foreach (var file in Stores.SelectMany(store => Directory.EnumerateFiles(folder, $"{store}*")))
            File.Delete(file);
        terminal.Out.Line($"deleted in {folder}: {what}");
    }

    /// <summary>Refuses what is no data folder of this machine.</summary>
    private static void Check(string folder)
    {
        if (!Stores.Any(store => File.Exists(Path.Combine(folder, store))))
        {
            throw new DefinitionException(
                folder, "no data folder", "a folder that segment keeps data in", "name it with --data");
        }

        if (DataAccount.Known(folder) is { } account)
        {
            throw new DefinitionException(
                folder, $"a data folder whose files and tables are in {account}", "one that has them itself",
                "delete the containers and tables of the account by its own tools, then the folder");
        }
    }

    private static string Told(DataFolder files, bool keepDumps)
    {
        var manifest = new BaseStore(files).Load();
        var runs = files.Folders("runs").Count(name => name.All(char.IsAsciiDigit));
        string[] told =
        [
            manifest is null ? "no customer base" : string.Create(
                CultureInfo.InvariantCulture, $"base {manifest.Version} of workspace {manifest.Workspace}"),
            string.Create(CultureInfo.InvariantCulture, $"runs ({runs})"),
            .. files.HasFolder(ExportFolder.Latest) ? [ExportFolder.Latest] : Array.Empty<string>(),
            "definitions", "tables", "messages",
            .. keepDumps ? [] : new[]
            {
                string.Create(CultureInfo.InvariantCulture, $"dumps of imports ({files.Folders(Accepted).Count})"),
            },
        ];
        return string.Join(", ", told);
    }
}
