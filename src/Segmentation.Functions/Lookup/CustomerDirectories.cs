using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The directories of published runs. One is read when it is asked for first, from the run's shards and its version of
/// the base; the two that were read last are kept in memory, and of these the older goes before another is read.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="settings">How many shards are read at a time.</param>
public sealed class CustomerDirectories(BlobStore data, Settings settings)
{
    // The published run, and the run before it, whose cursors are still about.
    private const int Kept = 2;

    private readonly Memo _known = new(Kept);
    private readonly RunStore _runs = new(data);
    private readonly BaseStore _store = new(data);

    /// <summary>The directory of a run whose files are kept.</summary>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    internal CustomerDirectory Of(int run) => _known.Get(RunStore.Folder(run), () => Read(run));

    /// <summary>Forgets what was read: a customer was erased.</summary>
    internal void Forget() => _known.Clear();

    private CustomerDirectory Read(int run)
    {
        var (manifest, workspace) = (_runs.Base(run), _runs.Workspace(run));
        var (fields, identity) = (new DirectoryFields(workspace.Customers), _runs.Matches(run).Identity);
        var aliases = identity.AllAliases.ToLookup(manifest.ShardOf);
        var parts = new Part[manifest.Shards];
        InParallel.For(parts.Length, settings.Parallelism, shard => parts[shard] = Part.Of(
            _runs.Shard(run, shard), aliases[shard], workspace.Schemes, fields,
            Customers(workspace, manifest, shard)));
        return Joined(parts, fields, identity);
    }

    private Table? Customers(Workspace workspace, BaseManifest manifest, int shard) =>
        workspace.Customers is { } customers && manifest.Tables.TryGetValue(customers.Name, out var tables)
            ? _store.ReadTable(tables[shard].File)
            : null;

    private static CustomerDirectory Joined(Part[] parts, DirectoryFields fields, Identity identity)
    {
        var all = new TextList(parts.Sum(part => part.Ids.Count), parts.Sum(part => part.Ids.ByteCount));
        foreach (var ids in parts.Select(part => part.Ids))
        {
            for (var row = 0; row < ids.Count; row++)
                all.Add(ids[row]);
        }

        var order = TextSort.Order(all);
        var sorted = new TextList(all.Count, all.ByteCount);
        foreach (var row in order)
            sorted.Add(all[row]);
        TextColumn Joint(Func<Part, Column> column) =>
            TextSort.Sorted((TextColumn)ColumnConcat.Of(ColumnType.Text, [.. parts.Select(column)]).Take(order));
        return new CustomerDirectory(
            sorted, Joint(part => part.Name), Joint(part => part.Owner),
            [.. fields.Keys.Select((key, i) => new NamedTexts(key.Name, Joint(part => part.Keys[i])))],
            [.. parts[0].Segments.Select((scheme, i) => new NamedTexts(
                scheme.Scheme, Joint(part => part.Segments[i].Column)))],
            identity);
    }

    /// <summary>The customers of one shard, then its aliases.</summary>
    private sealed record Part(
        TextList Ids, Column Name, Column Owner, Column[] Keys, (string Scheme, Column Column)[] Segments)
    {
        public static Part Of(
            ScoredShard shard, IEnumerable<string> aliases, IReadOnlyList<SchemeDefinition> schemes,
            DirectoryFields fields, Table? customers)
        {
            var ids = new TextList(shard.Ids.Count, shard.Ids.ByteCount);
            for (var row = 0; row < shard.Ids.Count; row++)
                ids.Add(shard.Ids[row]);
            foreach (var alias in aliases)
                ids.Add(alias);
            var (rows, scored) = (new int[ids.Count], new int[ids.Count]);
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = customers?.Ids.IndexInSorted(ids[row]) ?? ColumnTake.None;
                scored[row] = row < shard.Ids.Count ? row : ColumnTake.None;
            }

            Column Field(int column) => column < 0 || customers is null
                ? Column.Nulls(ColumnType.Text, rows.Length)
                : ColumnTake.OrNull(customers.Columns[column], rows);
            return new Part(
                ids, Field(fields.Name), Field(fields.Owner),
                [.. fields.Keys.Select(key => Field(key.Column))],
                [.. schemes.Select(s => s.Name).Order(StringComparer.Ordinal)
                    .Select(name => (name, Column: shard.Find(ScoredShard.SegmentName(name))!))
                    .Where(scheme => scheme.Column is not null)
                    .Select(scheme => (scheme.name, ColumnTake.OrNull(scheme.Column, scored)))]);
        }
    }

    /// <summary>Where the fields stand that people find customers by; -1 for none.</summary>
    private sealed class DirectoryFields
    {
        public DirectoryFields(SourceDefinition? customers)
        {
            if (customers is null)
                return;
            var layout = RowLayout.Of(customers);
            (Name, Owner) = (layout.Find("name"), layout.Find("owner"));
            // A field of another type may be named like a key.
            Keys =
            [
                .. Enumerable.Range(layout.FirstField, layout.Names.Count - layout.FirstField)
                    .Where(i => layout.Names[i].StartsWith(SourceDefinition.KeyPrefix, StringComparison.Ordinal)
                        && layout.Types[i] == ColumnType.Text)
                    .Select(i => (layout.Names[i][SourceDefinition.KeyPrefix.Length..], i)),
            ];
        }

        public int Name { get; } = -1;

        public int Owner { get; } = -1;

        public IReadOnlyList<(string Name, int Column)> Keys { get; } = [];
    }
}
