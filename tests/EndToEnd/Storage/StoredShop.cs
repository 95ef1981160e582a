using System.Globalization;
using EndToEnd.Crashes;
using Segmentation.Cli.Commands;
using Segmentation.Cli.Generate;

namespace EndToEnd.Storage;

/// <summary>
/// A small business whose imports are segmented into a data folder or an account: a first import, then a delta of the
/// quarter after it.
/// </summary>
internal sealed class StoredShop : IDisposable
{
    private static readonly string[] Results = ["customers.csv", "transitions.ndjson", "rejects.csv"];

    private readonly string _workspace;

    public StoredShop()
    {
        new PlainBusiness(Customers: 40, Orders: 300, Seed: 3) { BadShare = 0.02 }.Write(Folder["all"]);
        QuarterSplit.Write(Folder["all"], Folder["first"], Folder["then"], new DateOnly(2024, 10, 2));
        _workspace = Path.Combine(AppContext.BaseDirectory, "workspaces/starter");
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Takes both imports, a run after each.</summary>
    /// <param name="name">The name of the folders of data and results.</param>
    /// <param name="storage">The account; null for the data folder.</param>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="exports">Whether published/latest/ shows the runs.</param>
    public void RunBoth(string name, string? storage = null, TimeSpan? timeout = null, bool exports = true)
    {
        Run(name, "first", "2024-10-02", storage, timeout, exports);
        Run(name, "then", "2025-01-01", storage, timeout, exports);
    }

    /// <summary>Everything that people can see of a place, as one text.</summary>
    public string Seen(string name, string? storage = null)
    {
        using var seen = new SeenResults(Folder[$"{name}/data"], storage);
        var ids = CsvTable.Read(Folder[$"{name}/out/customers.csv"]).Rows.Select(row => row["customer_id"]).ToArray();
        Assert.NotEmpty(ids);
        return string.Join('\n', [
            seen.LookUp(ids).Text, seen.Rows(), .. seen.Messages().Values,
            .. Pipeline.FilesOf(seen.Files, "runs/2").Select(file => $"{file.Key} {file.Value}"),
            .. Pipeline.FilesOf(seen.Files, "base").Select(file => $"{file.Key} {file.Value}"),
            .. Results.Select(file => Folder.Text($"{name}/out/{file}"))]);
    }

    public void Dispose() => Folder.Dispose();

    private void Run(string name, string import, string asOf, string? storage, TimeSpan? timeout, bool exports)
    {
        var settings = Options.Settings(Folder[$"{name}/data"], storage) with { Shards = 2, Exports = exports };
        SegmentImport.RunAsync(
            new SegmentRequest(Folder[import], _workspace, Folder[$"{name}/data"])
            {
                AsOf = DateOnly.Parse(asOf, CultureInfo.InvariantCulture),
                Delta = import == "then",
                Output = Folder[$"{name}/out"],
                Settings = settings with { StorageTimeout = timeout ?? settings.StorageTimeout },
            },
            TimeProvider.System, null).GetAwaiter().GetResult();
    }
}
