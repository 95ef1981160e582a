using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Finds a customer by id, external key or name.</summary>
internal sealed class FindCustomer(BlobStore data, RunStore runs)
{
    private const int MostShown = 5;

    /// <summary>The customer's id, and the shard that it is in.</summary>
    /// <exception cref="ImportException">When there is no such customer in
    /// the run, or several have the name.</exception>
    public (string Id, int Shard) Find(string customer, int run)
    {
        var manifest = runs.Base(run);
        if (ShardOf(customer, manifest, run) is { } shard)
            return (customer, shard);
        var ids = ByKeyOrName(customer, manifest, runs.Workspace(run)).Distinct().ToArray();
        return ids.Length switch
        {
            1 when ShardOf(ids[0], manifest, run) is { } found => (ids[0], found),
            > 1 => throw new ImportException(
                Sentence.Quoted(customer),
                $"{ids.Length} customers have this name or key: {string.Join(", ", ids.Take(MostShown))}",
                "one customer", "ask by id"),
            _ => throw new ImportException(
                Sentence.Quoted(customer), "unknown customer", $"an id, external key or name in run {run}",
                "ids are compared exactly, leading zeros too"),
        };
    }

    private int? ShardOf(string id, BaseManifest manifest, int run)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var shard = StableHash.Shard(StableHash.Of(bytes), manifest.Shards);
        return runs.Shard(run, shard).IndexOf(bytes) < 0 ? null : shard;
    }

    private IEnumerable<string> ByKeyOrName(string text, BaseManifest manifest, Workspace workspace)
    {
        if (workspace.Customers is not { } customers || !manifest.Tables.TryGetValue(customers.Name, out var shards))
            yield break;
        var store = new BaseStore(data);
        var layout = RowLayout.Of(customers);
        var fields = Enumerable.Range(layout.FirstField, layout.Names.Count - layout.FirstField)
            .Where(i => layout.Names[i] == "name"
                || layout.Names[i].StartsWith("key_", StringComparison.Ordinal)).ToArray();
        foreach (var file in shards)
        {
            var table = store.ReadTable(file.File);
            foreach (var field in fields)
            {
                foreach (var row in RowsWith(table.Columns[field] as TextColumn, text))
                    yield return table.Ids.Text(row);
            }
        }
    }

    /// <summary>A customers table has a row per customer: the row's number is the customer's.</summary>
    private static IEnumerable<int> RowsWith(TextColumn? column, string text)
    {
        // A field of another type may be named like a key.
        if (column is null)
            yield break;
        var codes = Enumerable.Range(0, column.Texts.Count)
            .Where(code => string.Equals(column.Texts.Text(code), text, StringComparison.OrdinalIgnoreCase))
            .ToHashSet();
        for (var row = 0; row < column.Count && codes.Count > 0; row++)
        {
            if (codes.Contains(column.Codes[row]))
                yield return row;
        }
    }
}
