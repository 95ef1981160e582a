using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Columns;
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
        var then = published is { } last ? new RunSide(runs, work, last, shard) : null;
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
        var name = RunWork.MovesName(run, shard);
        if (!data.Has(name))
            return [];
        return data.Lines(name)
            .Select(line => JsonSerializer.Deserialize<Move>(line, Json.Options)!.Transition)
            .GroupBy(move => move.Customer)
            .ToDictionary(customer => customer.Key, customer => JsonSerializer.Serialize(
                customer.OrderBy(move => move.Scheme, StringComparer.Ordinal).Select(move => new StoredMove(
                    move.Scheme, move.From, move.To, move.Direction, move.Cause, move.Causes, move.Irregular)),
                    Json.Options));
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
    public RunSide(RunStore runs, RunWork work, int run, int shard)
    {
        var (workspace, table) = (work.Workspace(run), work.Customers(run, shard));
        Shard = runs.Shard(run, shard);
        Plans = work.Plans(run);
        (Definitions, Identity) = (work.Inputs(run).WorkspaceVersion, work.Identity(run));
        Names = new CustomerTexts(workspace.Customers, table, "name");
        Owners = new CustomerTexts(workspace.Customers, table, "owner");
        CustomersFile = work.Base(run).Tables.GetValueOrDefault(
            Engine.Workspaces.SourceDefinition.CustomersName)?[shard].File.Name;
        Results = new ResultWriter(Shard, Plans, Names, Owners);
    }

    /// <summary>The shard.</summary>
    public ScoredShard Shard { get; }

    /// <summary>The schemes.</summary>
    public Plans Plans { get; }

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

    /// <summary>Writes results.</summary>
    public ResultWriter Results { get; }
}

/// <summary>Compares a customer's results in two runs, column by column.</summary>
internal sealed class ResultComparison
{
    private readonly RunSide _now;
    private readonly RunSide _then;
    private readonly bool _sameSchemes;
    private readonly bool _sameTexts;
    private readonly List<(int[] Now, int[] Then)> _codes = [];
    private readonly List<(long[] Now, long[] Then)> _scores = [];
    private readonly List<(decimal[] Now, decimal[] Then)> _points = [];

    /// <summary>A comparison of two shards with the same customers.</summary>
    public ResultComparison(RunSide now, RunSide then)
    {
        (_now, _then) = (now, then);
        _sameTexts = (now.CustomersFile, now.Definitions) == (then.CustomersFile, then.Definitions)
            && now.Identity.IsSame(then.Identity);
        _sameSchemes = Schemes(now).SequenceEqual(Schemes(then));
        if (!_sameSchemes)
            return;
        foreach (var name in now.Shard.Names.Where(name => name.Contains('.', StringComparison.Ordinal)))
        {
            switch (now.Shard.Find(name), then.Shard.Find(name))
            {
                case (TextColumn after, TextColumn before):
                    _codes.Add((after.Codes, Translated(before, after.Texts)));
                    break;
                case (DateColumn after, DateColumn before):
                    _codes.Add((after.Values, before.Values));
                    break;
                case (MoneyColumn after, MoneyColumn before):
                    _points.Add((after.Values, before.Values));
                    break;
                case (IntegerColumn after, IntegerColumn before):
                    _scores.Add((after.Values, before.Values));
                    break;
            }
        }
    }

    /// <summary>Whether a customer's row says the same for both.</summary>
    /// <param name="now">The customer's row in the newer shard.</param>
    /// <param name="then">Its row in the older one.</param>
    public bool AreSame(int now, int then)
    {
        if (!_sameSchemes)
            return false;
        return AreSame(_codes, now, then) && AreSame(_scores, now, then) && AreSame(_points, now, then)
            && (_sameTexts || AreSameTexts(_now.Shard.Ids[now]));
    }

    private static bool AreSame<T>(List<(T[] Now, T[] Then)> columns, int now, int then)
        where T : struct, IEquatable<T>
    {
        foreach (var (after, before) in columns)
        {
            if (!after[now].Equals(before[then]))
                return false;
        }

        return true;
    }

    private bool AreSameTexts(ReadOnlySpan<byte> id) =>
        _now.Names.Find(id) == _then.Names.Find(id) && _now.Owners.Find(id) == _then.Owners.Find(id);

    /// <summary>The columns of a scheme have a dot in their names, which no measure can have.</summary>
    private static IEnumerable<string> Schemes(RunSide side) =>
        side.Shard.Names.Where(name => name.Contains('.', StringComparison.Ordinal));

    /// <summary>The codes of a column in the numbering of other texts; -1 for a text that they lack.</summary>
    private static int[] Translated(TextColumn column, TextList texts)
    {
        var codes = new int[column.Texts.Count];
        for (var code = 0; code < codes.Length; code++)
        {
            codes[code] = -1;
            for (var other = 0; other < texts.Count && codes[code] < 0; other++)
                codes[code] = texts[other].SequenceEqual(column.Texts[code]) ? other : -1;
        }

        return Array.ConvertAll(column.Codes, code => codes[code]);
    }
}
