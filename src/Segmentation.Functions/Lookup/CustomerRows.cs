using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The rows of one customer in the base of a run, with those of its aliases. They are looked up by id in the base:
/// what a run gathered of aliases is gone once it is done.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="workspace">The definitions of the run.</param>
/// <param name="run">The run.</param>
/// <param name="customer">The customer's id, which is no alias.</param>
internal sealed class CustomerRows(BlobStore data, RunStore runs, Workspace workspace, int run, string customer)
{
    private readonly BaseStore _store = new(data);
    private readonly BaseManifest _manifest = runs.Base(run);
    private readonly MergedGroup _group = new(customer, runs.Matches(run).Identity.Aliases(customer), []);

    /// <summary>Reads the rows: a shard with the only customer, or with nobody where it has no rows.</summary>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public Shard Read() => new(workspace.Sources.Where(source => _manifest.Tables.ContainsKey(source.Name))
        .ToDictionary(source => source.Name, source => (RowLayout.Of(source), Table(source))));

    private Table Table(SourceDefinition source)
    {
        var own = Table(source, [customer]);
        return _group.Aliases.Count == 0
            ? own
            : new MergedTable(RowLayout.Of(source), workspace.TimeZone)
                .Of(own, Table(source, _group.Aliases), [_group], []);
    }

    private Table Table(SourceDefinition source, IEnumerable<string> ids) => TableMerge.Merge(
        RowLayout.Of(source),
        [
            .. ids.GroupBy(_manifest.ShardOf)
                .Select(shard => _store.ReadTable(_manifest.Tables[source.Name][shard.Key].File).RowsOf(shard)),
        ],
        workspace.TimeZone);
}
