using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>The names of a few customers.</summary>
public static class CustomerNames
{
    /// <summary>The names of customers in a run, by id; customers without a name are left out.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="run">The run.</param>
    /// <param name="customers">Their ids.</param>
    public static IReadOnlyDictionary<string, string> Of(BlobStore data, int run, IEnumerable<string> customers)
    {
        var (runs, store) = (new RunStore(data), new BaseStore(data));
        var (manifest, source) = (runs.Base(run), runs.Workspace(run).Customers);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (source is null || !manifest.Tables.TryGetValue(SourceDefinition.CustomersName, out var files))
            return names;
        var byShard = customers.Distinct().Select(id => (Id: id, Bytes: Encoding.UTF8.GetBytes(id)))
            .GroupBy(customer => StableHash.Shard(StableHash.Of(customer.Bytes), manifest.Shards));
        foreach (var shard in byShard)
        {
            var texts = new CustomerTexts(source, store.ReadTable(files[shard.Key].File), "name");
            foreach (var (id, bytes) in shard)
            {
                if (texts.Find(bytes) is { } name)
                    names[id] = name;
            }
        }

        return names;
    }
}
