using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A customer whose row a run changes.</summary>
/// <param name="Id">The customer's id.</param>
/// <param name="Current">The result of the run; null when it removed the customer.</param>
/// <param name="Previous">The result of the published run; null when the customer was not in it.</param>
/// <param name="Moves">The schemes that moved, as JSON; null for none.</param>
internal sealed record RowChange(string Id, string? Current, string? Previous, string? Moves);

/// <summary>The changes of one partition of table <c>segments</c>.</summary>
/// <param name="Partition">The partition key.</param>
/// <param name="Published">The run that the previous results are of; 0 for none.</param>
/// <param name="Rows">The changes, by id.</param>
internal sealed record PartitionChanges(string Partition, int Published, IReadOnlyList<RowChange> Rows);

/// <summary>Finds the customers of a shard whose result differs between a run and the published one.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="work">Definitions and customers of a run.</param>
public sealed class ShardRowChanges(BlobStore data, RunStore runs, RunWork work)
{
    /// <summary>The changes, by partition.</summary>
    internal IEnumerable<PartitionChanges> Of(int run, int shard)
    {
        var published = work.Inputs(run).Published;
        var now = new RunSide(runs, work, run, shard);
        var then = published is { } last ? new RunSide(runs, work, last, shard, now) : null;
        var moves = MovesByCustomer(run, shard);
        var byPartition = Changed(now, then).GroupBy(
            pair => CustomerKey.Partition(pair.Now >= 0 ? now.Shard.Ids[pair.Now] : then!.Shard.Ids[pair.Then]));
        foreach (var partition in byPartition)
        {
            yield return new PartitionChanges(partition.Key, published ?? 0,
            [
                .. partition.Select(pair =>
                {
                    var id = pair.Now >= 0 ? now.Shard.Ids.Text(pair.Now) : then!.Shard.Ids.Text(pair.Then);
                    return new RowChange(
                        id, pair.Now < 0 ? null : now.Results.Write(pair.Now),
                        pair.Then < 0 ? null : then!.Results.Write(pair.Then), moves.GetValueOrDefault(id));
                }),
            ]);
        }
    }

    private static IEnumerable<(int Now, int Then)> Changed(RunSide now, RunSide? then)
    {
        if (then is null)
            return Enumerable.Range(0, now.Shard.Ids.Count).Select(row => (row, -1));
        var comparison = new ResultComparison(now, then);
        return SegmentChanges.Matched(now.Shard.Ids, then.Shard.Ids)
            .Where(pair => pair.Now < 0 || pair.Then < 0 || !comparison.AreSame(pair.Now, pair.Then));
    }

    private Dictionary<string, string> MovesByCustomer(int run, int shard)
    {
        if (MoveFile.Of(data, run, shard) is not { } moves)
            return [];
        var kinds = moves.Kinds.Select(move => JsonSerializer.Serialize(
            new StoredMove(
                move.Scheme, move.From, move.To, move.Direction, move.Cause, move.Causes, move.Irregular),
            Json.Options)).ToArray();
        return Enumerable.Range(0, moves.Count).GroupBy(moves.Customers.Text).ToDictionary(
            customer => customer.Key,
            customer => $"[{string.Join(',', customer.Select(row => kinds[moves.KindOf(row)]))}]");
    }
}

/// <summary>How a customer moved in a scheme, as a row of its history holds it.</summary>
internal sealed record StoredMove(
    string Scheme, string? From, string? To, string Direction, string Cause, IReadOnlyList<string> Causes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Irregular = false);

/// <summary>A shard of one of two runs that are compared.</summary>
internal sealed class RunSide
{
    /// <summary>Reads a shard of a run.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="work">Definitions and customers of a run.</param>
    /// <param name="run">The run.</param>
    /// <param name="shard">The number of the shard.</param>
    /// <param name="other">The same shard of another run, whose names and owners are used when they are the same.
    /// </param>
    public RunSide(RunStore runs, RunWork work, int run, int shard, RunSide? other = null)
    {
        Shard = runs.Shard(run, shard);
        Plans = work.Plans(run);
        (Definitions, Identity) = (work.Inputs(run).WorkspaceVersion, work.Identity(run));
        Overrides = work.Overrides(run);
        CustomersFile = work.Base(run).Tables.GetValueOrDefault(
            Engine.Workspaces.SourceDefinition.CustomersName)?[shard].File.Name;
        if (other is not null && HasTextsOf(other))
        {
            (Names, Owners) = (other.Names, other.Owners);
        }
        else
        {
            var (customers, table) = (work.Workspace(run).Customers, work.Customers(run, shard));
            Names = new CustomerTexts(customers, table, "name");
            Owners = new CustomerTexts(customers, table, "owner");
        }

        Results = new ResultWriter(Shard, Plans, Names, Owners, Overrides);
    }

    /// <summary>The shard.</summary>
    public ScoredShard Shard { get; }

    /// <summary>The schemes.</summary>
    public Plans Plans { get; }

    /// <summary>What persons set, for customers of all shards.</summary>
    public IReadOnlyList<Override> Overrides { get; }

    /// <summary>The customers' names.</summary>
    public CustomerTexts Names { get; }

    /// <summary>The customers' owners.</summary>
    public CustomerTexts Owners { get; }

    /// <summary>The version of the definitions, which say where name and owner stand.</summary>
    public string Definitions { get; }

    /// <summary>Who is one: an alias may lend its name.</summary>
    public Identity Identity { get; }

    /// <summary>
    /// The file of the customers; equal files have equal names and owners under the same definitions and identities.
    /// </summary>
    public string? CustomersFile { get; }

    /// <summary>Whether the customers have the same names and owners in another run.</summary>
    public bool HasTextsOf(RunSide other) =>
        (CustomersFile, Definitions) == (other.CustomersFile, other.Definitions) && Identity.IsSame(other.Identity);

    /// <summary>Writes results.</summary>
    public ResultWriter Results { get; }
}
