using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azurite;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Crashes;

/// <summary>Where commands that are killed work: each name is a place of its own.</summary>
/// <param name="folder">The folder of the test.</param>
internal abstract class CrashPlace(TempFolder folder)
{
    /// <summary>What the table of the matrix calls it.</summary>
    public abstract string Title { get; }

    /// <summary>How far apart the writes are that the usual tests try; the whole matrix takes minutes.</summary>
    public abstract int UsualStep { get; }

    /// <summary>The data folder of a place.</summary>
    public string Data(string name) => folder[$"{name}/data"];

    /// <summary>Makes a place: empty, or like another.</summary>
    public virtual void Prepare(string name, string? before)
    {
        Directory.CreateDirectory(folder[name]);
        if (before is not null)
            folder.Copy($"{before}/data", $"{name}/data");
    }

    /// <summary>The account of a place; null when all is in its data folder.</summary>
    public virtual string? Account(string name) => null;

    /// <summary>What people see of a place.</summary>
    public SeenResults Seen(string name) => new(Data(name), Account(name));
}

/// <summary>Data folders.</summary>
internal sealed class CrashFolders(TempFolder folder) : CrashPlace(folder)
{
    public override string Title => "folder";

    public override int UsualStep => 142;
}

/// <summary>Accounts of Azurite; orchestrations and messages are in data folders.</summary>
internal sealed class CrashAccounts(TempFolder folder) : CrashPlace(folder)
{
    private static readonly string[] Containers = ["dumps", "base", "runs", "workspaces", "published"];
    private static readonly string[] Tables = ["runs", "imports", "segments"];

    private readonly ConcurrentDictionary<string, string> _accounts = new();

    public override string Title => "azurite";

    public override int UsualStep => 482;

    public override string Account(string name) =>
        _accounts.GetOrAdd(name, _ => AzuriteServer.Shared.NewAccount());

    public override void Prepare(string name, string? before)
    {
        base.Prepare(name, before);
        if (before is null)
            return;
        // The copy works on an account of its own.
        File.Delete(Path.Combine(Data(name), "account.txt"));
        CopyFiles(before, name);
        CopyTablesAsync(before, name).GetAwaiter().GetResult();
    }

    private void CopyFiles(string from, string to)
    {
        var (source, target) = (Clients.Files(Settings(from)), Clients.Files(Settings(to)));
        target.Create();
        foreach (var container in Containers)
        {
            foreach (var file in source.List(container))
                target.Write($"{container}/{file.Name}", source.Read($"{container}/{file.Name}"));
        }
    }

    private async Task CopyTablesAsync(string from, string to)
    {
        var (source, target) = (Clients.Tables(Settings(from)), Clients.Tables(Settings(to)));
        foreach (var table in Tables)
        {
            await target.CreateTableIfNotExistsAsync(table);
            await foreach (var row in source.GetTableClient(table).QueryAsync<TableEntity>())
                await target.GetTableClient(table).UpsertEntityAsync(row, TableUpdateMode.Replace);
        }
    }

    private Settings Settings(string name) => Options.Settings(Data(name), Account(name));
}
