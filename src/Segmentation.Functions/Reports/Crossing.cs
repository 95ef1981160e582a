using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>
/// Who of one run is where in a later one, and what became of the value: customer by customer, shard by shard. Sums are
/// of whole numbers, so that the order of customers and shards does not matter.
/// </summary>
internal sealed class Crossing
{
    private readonly Lock _lock = new();
    private readonly Workspace _then;
    private readonly Workspace _now;
    private readonly Identity _identity;
    private readonly HashSet<string> _joined;
    private readonly List<Kept> _merging = [];
    private readonly Dictionary<(string Scheme, string Segment), Retention> _retained = [];
    private readonly Dictionary<string, Migration> _schemes;

    private Crossing(Workspace then, Workspace now, Identity identity, bool isRetained)
    {
        (_then, _now, _identity, IsRetained) = (then, now, identity, isRetained);
        _joined = identity.Groups.SelectMany(group => group.Aliases.Append(group.Canonical))
            .ToHashSet(StringComparer.Ordinal);
        _schemes = now.Schemes.Where(scheme => then.Schemes.Any(one => one.Name == scheme.Name))
            .ToDictionary(scheme => scheme.Name, scheme => new Migration(scheme));
    }

    /// <summary>Whether the values of both runs can be compared.</summary>
    public bool IsRetained { get; }

    /// <summary>The customers of both runs.</summary>
    public long Stayed { get; private set; }

    /// <summary>Those of the later run alone, and their value.</summary>
    public (long Customers, Int128 Value) New { get; private set; }

    /// <summary>Those of the earlier run alone, and their value, without those who were merged.</summary>
    public (long Customers, Int128 Value) Gone { get; private set; }

    /// <summary>Those who turned out to be the same as another customer.</summary>
    public long Merged { get; private set; }

    /// <summary>What became of the value of all; nothing unless it can be compared.</summary>
    public Retention Whole { get; private set; }

    /// <summary>Reads two runs whose files are kept.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="from">The earlier run.</param>
    /// <param name="to">The later run.</param>
    /// <param name="isRetained">Whether the values of both can be compared.</param>
    /// <param name="parallelism">The number of cores.</param>
    public static Crossing Of(RunStore runs, int from, int to, bool isRetained, int parallelism)
    {
        var crossing = new Crossing(runs.Workspace(from), runs.Workspace(to), runs.Matches(to).Identity, isRetained);
        InParallel.For(
            runs.Base(to).Shards, parallelism,
            shard => crossing.Add(runs.Shard(from, shard), runs.Shard(to, shard)));
        crossing.AddMerged();
        return crossing;
    }

    /// <summary>
    /// Who went from where to where in a scheme of both runs; null for any other. The value of those who are gone is
    /// that of the earlier run, and told when it can be compared.
    /// </summary>
    public IReadOnlyList<MatrixCell>? Matrix(string scheme) =>
        _schemes.GetValueOrDefault(scheme)?.Cells(_now.Value is not null)
            .Select(cell => cell.To is null && !IsRetained ? cell with { Value = null } : cell).ToArray();

    /// <summary>What became of the value of those who were in a segment.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="segment">The segment, under the id that it has now.</param>
    public Retention Of(string scheme, string segment) => _retained.GetValueOrDefault((scheme, segment));

    /// <summary>The id that a segment of the earlier run has in the later one.</summary>
    public string Today(string scheme, string segment) =>
        _now.Schemes.FirstOrDefault(one => one.Name == scheme)?.Today(segment) ?? segment;

    private void Add(ScoredShard then, ScoredShard now)
    {
        var (worthThen, worthNow) = (Units(then, _then.Value), Units(now, _now.Value));
        foreach (var migration in _schemes.Values)
            migration.Add(then, now, worthThen, worthNow);
        var shard = new ShardSums(then, _now);
        foreach (var (here, there) in SegmentChanges.Matched(now.Ids, then.Ids))
        {
            var (ids, row) = there < 0 ? (now.Ids, here) : (then.Ids, there);
            var (before, after) = (there < 0 ? 0 : worthThen[there], here < 0 ? 0 : worthNow[here]);
            if (_joined.Count > 0 && ids.Text(row) is var id && _joined.Contains(id))
                shard.Merging.Add(new Kept(id, there < 0 ? null : shard.Segments(there), here >= 0, before, after));
            else if (there < 0)
                shard.New = (shard.New.Customers + 1, shard.New.Value + after);
            else
                shard.Add(there, here >= 0, before, after);
        }

        lock (_lock)
            Add(shard);
    }

    private void Add(ShardSums shard)
    {
        Stayed += shard.Stayed;
        New = (New.Customers + shard.New.Customers, New.Value + shard.New.Value);
        Gone = (Gone.Customers + shard.Gone.Customers, Gone.Value + shard.Gone.Value);
        _merging.AddRange(shard.Merging);
        if (!IsRetained)
            return;
        Whole += shard.Whole;
        foreach (var (segment, sums) in shard.Retained)
            _retained[segment] = _retained.GetValueOrDefault(segment) + sums;
    }

    /// <summary>Those who are one now count as one, in the segments of the one that remains.</summary>
    private void AddMerged()
    {
        foreach (var group in _merging.GroupBy(kept => _identity.Canonical(kept.Customer), StringComparer.Ordinal))
        {
            Kept[] before = [.. group.Where(kept => kept.Segments is not null)
                .OrderBy(kept => _identity.IsAlias(kept.Customer))
                .ThenBy(kept => kept.Customer, StringComparer.Ordinal)];
            var (then, now) = (Sum(before, kept => kept.Then), Sum(group, kept => kept.Now));
            if (before.Length == 0)
                New = (New.Customers + 1, New.Value + now);
            else if (group.Any(kept => kept.IsThere))
                (Stayed, Merged) = (Stayed + 1, Merged + before.Length - 1);
            else
                Gone = (Gone.Customers + before.Length, Gone.Value + then);
            if (!IsRetained || before.Length == 0)
                continue;
            var sums = Retention.Between(then, now);
            Whole += sums;
            foreach (var segment in before[0].Segments!)
                _retained[segment] = _retained.GetValueOrDefault(segment) + sums;
        }
    }

    private static Int128 Sum(IEnumerable<Kept> group, Func<Kept, Int128> of) =>
        group.Aggregate((Int128)0, (sum, kept) => sum + of(kept));

    private static Int128[] Units(ScoredShard shard, string? value) =>
        value is not null && shard.Find(value) is { } column ? ExactSum.Units(column) : new Int128[shard.Ids.Count];

    /// <summary>A customer that is one with another now; its segments are null when it was not there before.</summary>
    private sealed record Kept(
        string Customer, (string Scheme, string Segment)[]? Segments, bool IsThere, Int128 Then, Int128 Now);

    /// <summary>The sums of one shard.</summary>
    private sealed class ShardSums
    {
        private readonly (int[] Codes, (string Scheme, string Segment)[] Segments, Retention[] Sums)[] _schemes;

        /// <summary>Sums of the customers of a shard of the earlier run.</summary>
        /// <param name="then">The shard.</param>
        /// <param name="now">The definitions of the later run.</param>
        public ShardSums(ScoredShard then, Workspace now) => _schemes =
        [
            .. from scheme in now.Schemes
               let column = then.Find(ScoredShard.SegmentName(scheme.Name)) as TextColumn
               where column is not null
               let segments = Enumerable.Range(0, column.Texts.Count)
                   .Select(code => (scheme.Name, scheme.Today(column.Texts.Text(code)))).ToArray()
               select (column.Codes, segments, new Retention[segments.Length]),
        ];

        public long Stayed { get; private set; }

        public (long Customers, Int128 Value) New { get; set; }

        public (long Customers, Int128 Value) Gone { get; private set; }

        public Retention Whole { get; private set; }

        public List<Kept> Merging { get; } = [];

        /// <summary>What became of the value, by segment.</summary>
        public IEnumerable<((string Scheme, string Segment) Segment, Retention Sums)> Retained =>
            _schemes.SelectMany(scheme => scheme.Segments.Zip(scheme.Sums));

        /// <summary>The segments of the customer in a row.</summary>
        public (string Scheme, string Segment)[] Segments(int row) =>
            [.. _schemes.Select(scheme => scheme.Segments[scheme.Codes[row]])];

        /// <summary>Adds the customer in a row.</summary>
        public void Add(int row, bool isThere, Int128 then, Int128 now)
        {
            Stayed += isThere ? 1 : 0;
            Gone = isThere ? Gone : (Gone.Customers + 1, Gone.Value + then);
            var sums = Retention.Between(then, now);
            Whole += sums;
            foreach (var scheme in _schemes)
                scheme.Sums[scheme.Codes[row]] += sums;
        }
    }
}
