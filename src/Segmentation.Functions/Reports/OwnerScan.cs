using System.Text.Json;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>A segment of a customer that a hold or a person keeps, and that ends soon.</summary>
/// <param name="Customer">The customer, with its name and owner.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment in which it is.</param>
/// <param name="Model">The segment that the definition says.</param>
/// <param name="Ends">The first day on which it is not kept any more.</param>
/// <param name="Author">Who set it; null for a hold.</param>
internal sealed record Ending(
    Candidate Customer, string Scheme, string Segment, string Model, DateOnly Ends, string? Author);

/// <summary>What one owner has in a run.</summary>
internal sealed class Portfolio
{
    /// <summary>The customers.</summary>
    public long Customers { get; set; }

    /// <summary>The sum of their value, in units of <see cref="ExactSum"/>.</summary>
    public Int128 Value { get; set; }

    /// <summary>The customers that moved.</summary>
    public IReadOnlyList<Flow> Moves { get; set; } = [];
}

/// <summary>Who has which customers in a run, who of theirs moved, and whose holds end soon.</summary>
internal sealed class OwnerScan
{
    /// <summary>How soon an end is soon.</summary>
    public const int SoonDays = 30;

    /// <summary>Stands for customers without an owner, whom a dictionary cannot have under null.</summary>
    public const string Nobody = "";

    private readonly Dictionary<string, Portfolio> _owners = new(StringComparer.Ordinal);
    private readonly List<Ending> _endings = [];

    private OwnerScan()
    {
    }

    /// <summary>The owners.</summary>
    public IReadOnlyDictionary<string, Portfolio> Owners => _owners;

    /// <summary>The holds and overrides that end soon, the first end first.</summary>
    public IReadOnlyList<Ending> Endings => [.. _endings.OrderBy(ending => ending.Ends)
        .ThenBy(ending => ending.Customer.Customer, StringComparer.Ordinal)
        .ThenBy(ending => ending.Scheme, StringComparer.Ordinal)];

    /// <summary>Reads a run whose files are kept.</summary>
    public static OwnerScan Of(BlobStore data, RunStore runs, int run, RunNames names)
    {
        var (scan, shards, workspace) = (new OwnerScan(), runs.Base(run).Shards, runs.Workspace(run));
        var last = runs.Inputs(run).AsOf.AddDays(SoonDays);
        var overrides = runs.Overrides(run).ToDictionary(set => (set.Customer, set.Scheme));
        for (var shard = 0; shard < shards; shard++)
            scan.Add(workspace, last, overrides, runs.Shard(run, shard), names);
        scan.AddMoves(data, run, shards);
        return scan;
    }

    private void Add(
        Workspace workspace, DateOnly last, IReadOnlyDictionary<(string Customer, string Scheme), Override> overrides,
        ScoredShard shard, RunNames names)
    {
        var units = workspace.Value is { } value && shard.Find(value) is { } column ? ExactSum.Units(column) : null;
        (string Name, SettledSegments Settled)[] schemes =
        [
            .. workspace.Schemes.Where(scheme => shard.Find(ScoredShard.SegmentName(scheme.Name)) is not null)
                .Select(scheme => (scheme.Name, new SettledSegments(shard, scheme.Name)))
                .Where(scheme => scheme.Item2.Any),
        ];
        for (var row = 0; row < shard.Ids.Count; row++)
        {
            var customer = names.Of(shard.Ids.Text(row));
            var portfolio = PortfolioOf(customer.Owner);
            portfolio.Customers++;
            portfolio.Value += units?[row] ?? 0;
            foreach (var (scheme, all) in schemes)
            {
                if (all.Of(row, overrides) is { } settled && (settled.Override?.Expires ?? settled.Until) is { } ends
                    && ends <= last)
                {
                    _endings.Add(new Ending(
                        customer, scheme, settled.Segment, settled.Model, ends, settled.Override?.Author));
                }
            }
        }
    }

    private void AddMoves(BlobStore data, int run, int shards)
    {
        var moves = new Dictionary<(string Owner, string Scheme, string? From, string? To, string Cause), Sum>();
        foreach (var (_, line) in TransitionFile.InOrder(data, run, shards))
        {
            using var json = JsonDocument.Parse(line);
            var moved = json.RootElement.GetProperty("data");
            string? Text(string name) => moved.GetProperty(name).GetString();
            var sum = (Text("owner") ?? Nobody, Text("scheme")!, Text("from"), Text("to"), Text("cause")!);
            var known = moves.GetValueOrDefault(sum);
            moves[sum] = new Sum(known.Customers + 1, Added(known.Value, moved.GetProperty("value")));
        }

        foreach (var owner in moves.GroupBy(move => move.Key.Owner))
        {
            PortfolioOf(owner.Key).Moves =
            [
                .. owner.Select(move => new Flow(
                        move.Key.Scheme, move.Key.From, move.Key.To, move.Key.Cause, move.Value.Customers,
                        move.Value.Value))
                    .OrderByDescending(flow => flow.Customers).ThenBy(flow => flow.Scheme, StringComparer.Ordinal)
                    .ThenBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal)
                    .ThenBy(flow => flow.Cause, StringComparer.Ordinal),
            ];
        }
    }

    private static decimal? Added(decimal? sum, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) ? (sum ?? 0) + amount : sum;

    private Portfolio PortfolioOf(string? owner)
    {
        var name = owner ?? Nobody;
        return _owners.TryGetValue(name, out var known) ? known : _owners[name] = new Portfolio();
    }

    private readonly record struct Sum(long Customers, decimal? Value);
}
