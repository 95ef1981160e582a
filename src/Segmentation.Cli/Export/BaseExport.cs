using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;

namespace Segmentation.Cli.Export;

/// <summary>
/// Writes the current base so that it can be imported again: a file per source, a manifest, and definitions that read
/// them. The bytes are the same for any number of shards.
/// </summary>
/// <param name="store">The base.</param>
/// <param name="manifest">Its version.</param>
/// <param name="workspace">The definitions under which it was read.</param>
/// <param name="output">The folder to write to.</param>
/// <param name="settings">The number of cores.</param>
/// <param name="stages">Told how far it is.</param>
internal sealed class BaseExport(
    BaseStore store, BaseManifest manifest, Workspace workspace, DataFolder output, Settings settings, Stages stages)
{
    /// <summary>The folder of the files.</summary>
    public const string Dumps = "dumps";

    /// <summary>The folder of the definitions.</summary>
    public const string Definitions = "workspace";

    private const string Scratch = ".lines";

    /// <summary>Customers of whom the base has no row.</summary>
    public long WithoutRows { get; private set; }

    /// <summary>Texts of no characters, which a file cannot tell from nothing.</summary>
    public long EmptyTexts { get; private set; }

    /// <summary>Writes everything; the manifest comes last.</summary>
    /// <param name="asOf">The as-of day of the published run; null without one.</param>
    /// <returns>The files with their rows.</returns>
    public IReadOnlyList<ManifestFile> Write(DateOnly? asOf)
    {
        var sources = Sources();
        foreach (var (name, content) in workspace.Files.Where(file => file.Key != "sources.yaml"))
            output.Write($"{Definitions}/{name}", content);
        output.Write($"{Definitions}/sources.yaml", Encoding.UTF8.GetBytes(ExportedSources.Of(sources)));
        ManifestFile[] files = [.. sources.Where(HasRows).Select(Write)];
        output.Write($"{Dumps}/{ImportManifest.Name}", JsonSerializer.SerializeToUtf8Bytes(
            new { Mode = "full", AsOf = asOf, Files = files }, Json.Indented));
        return files;
    }

    /// <summary>The sources; one of customers is added when there are customers that no source has a row of.</summary>
    private IReadOnlyList<SourceDefinition> Sources() => workspace.Customers is not null || !HasAbsent
        ? workspace.Sources
        :
        [
            new SourceDefinition(
                SourceDefinition.CustomersName, new Location("sources.yaml", 0, 0), [], FormatDefinition.Sniffed),
            .. workspace.Sources,
        ];

    private bool HasAbsent => manifest.Tables.ContainsKey(AbsentCustomers.Table);

    private bool HasRows(SourceDefinition source) => manifest.Tables.ContainsKey(source.Name)
        || manifest.Waiting.ContainsKey(source.Name) || (source.IsCustomers && HasAbsent);

    private ManifestFile Write(SourceDefinition source)
    {
        var columns = new SourceColumns(source);
        var ids = new TextList[manifest.Shards];
        using var stage = stages.Begin($"export {source.Name}", manifest.Shards);
        using var lines = new ShardLines(output, Scratch, manifest.Shards);
        var rows = 0L;
        InParallel.For(manifest.Shards, settings.Parallelism, shard =>
        {
            var (table, own) = (Table(source, shard), new SourceColumns(source));
            var written = new CsvLines(isForSpreadsheets: false);
            ids[shard] = table.Ids;
            lines.Write(shard, table.Ids.Count, written, customer => Add(own, written, table, customer));
            lock (columns)
            {
                rows += table.RowCount;
                EmptyTexts += own.EmptyTexts;
            }

            stage.Step(1, table.RowCount);
        });
        var name = ExportedSources.FileOf(source);
        var path = $"{Dumps}/{name}";
        output.Write(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Join(',', columns.Headers) + "\n"));
            lines.Read(GlobalOrder.Of(ids), line => stream.Write(line));
            rows += WriteWaiting(source, columns, stream) + WriteAbsent(source, columns, stream);
        });
        EmptyTexts += columns.EmptyTexts;
        return new ManifestFile(name, output.Length(path), rows, Hash(path));
    }

    private Table Table(SourceDefinition source, int shard) =>
        manifest.Tables.TryGetValue(source.Name, out var tables)
            ? store.ReadTable(tables[shard].File)
            : Engine.Base.Table.Empty(Engine.Dumps.RowLayout.Of(source));

    private static void Add(SourceColumns columns, CsvLines lines, Table table, int customer)
    {
        for (var row = table.Starts[customer]; row < table.Starts[customer + 1]; row++)
            columns.Add(lines, table.Ids[customer], table.Columns, row);
    }

    /// <summary>Rows that wait for their customer, in an order of their own.</summary>
    private long WriteWaiting(SourceDefinition source, SourceColumns columns, Stream stream)
    {
        if (!manifest.Waiting.TryGetValue(source.Name, out var file))
            return 0;
        var (rows, lines, texts) = (store.ReadRows(file), new CsvLines(isForSpreadsheets: false), new TextList());
        for (var row = 0; row < rows.Count; row++)
        {
            columns.Add(lines, rows.Customers[row], rows.Columns, row);
            texts.Add(lines.Written);
            lines.Clear();
        }

        foreach (var row in TextSort.Order(texts))
            stream.Write(texts[row]);
        return rows.Count;
    }

    /// <summary>Customers of whom the base has no row: they are there, and must stay so.</summary>
    private long WriteAbsent(SourceDefinition source, SourceColumns columns, Stream stream)
    {
        if (!source.IsCustomers || !manifest.Tables.TryGetValue(AbsentCustomers.Table, out var tables))
            return 0;
        var ids = tables.Select(table => store.ReadTable(table.File).Ids).ToArray();
        var (next, lines) = (new int[ids.Length], new CsvLines(isForSpreadsheets: false));
        foreach (var shard in GlobalOrder.Of(ids))
            columns.Add(lines, ids[shard][next[shard]++]);
        stream.Write(lines.Written);
        return WithoutRows = next.Sum();
    }

    private string Hash(string path)
    {
        using var stream = output.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
