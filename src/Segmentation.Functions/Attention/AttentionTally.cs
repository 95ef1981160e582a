namespace Segmentation.Functions.Attention;

/// <summary>Counts customers that need attention, and sums their value and what is at stake.</summary>
/// <param name="isValued">Whether the workspace names a value; sums are null without one.</param>
internal sealed class AttentionTally(bool isValued)
{
    private readonly Dictionary<string, Sum> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sum> _owners = new(StringComparer.Ordinal);
    private readonly Sum _all = new();
    private readonly Sum _unowned = new();

    /// <summary>Counts a customer.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="stake">What is at stake.</param>
    /// <param name="reasons">Its reasons, each once.</param>
    public void Add(decimal? value, decimal? stake, IEnumerable<string> reasons)
    {
        _all.Add(value, stake);
        foreach (var reason in reasons)
            Of(_reasons, reason).Add(value, stake);
    }

    /// <summary>Counts a customer of an owner, or of nobody.</summary>
    public void Add(decimal? value, decimal? stake, IEnumerable<string> reasons, string? owner)
    {
        Add(value, stake, reasons);
        (owner is null ? _unowned : Of(_owners, owner)).Add(value, stake);
    }

    /// <summary>All that was counted, without owners.</summary>
    public AttentionSummary Summary() =>
        new(_all.Customers, Amount(_all.Value), Amount(_all.Stake), ByReason());

    /// <summary>All that was counted.</summary>
    public AttentionTotals Totals() => new(
        _all.Customers, Amount(_all.Value), Amount(_all.Stake), ByReason(),
        [
            .. _owners.Select(owner => (Owner: (string?)owner.Key, Sum: owner.Value))
                .Append((Owner: null, Sum: _unowned)).Where(owner => owner.Sum.Customers > 0)
                .OrderByDescending(owner => owner.Sum.Stake).ThenByDescending(owner => owner.Sum.Customers)
                .ThenBy(owner => owner.Owner, StringComparer.Ordinal)
                .Select(owner => new OwnerTotal(
                    owner.Owner, owner.Sum.Customers, Amount(owner.Sum.Value), Amount(owner.Sum.Stake))),
        ]);

    private ReasonTotal[] ByReason() =>
    [
        .. _reasons.OrderByDescending(reason => reason.Value.Stake).ThenByDescending(reason => reason.Value.Customers)
            .ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => new ReasonTotal(
                reason.Key, reason.Value.Customers, Amount(reason.Value.Value), Amount(reason.Value.Stake))),
    ];

    private decimal? Amount(decimal sum) => isValued ? Engine.Columns.Exact.Trimmed(sum) : null;

    private static Sum Of(Dictionary<string, Sum> sums, string name) =>
        sums.TryGetValue(name, out var known) ? known : sums[name] = new Sum();

    private sealed class Sum
    {
        public long Customers { get; private set; }

        public decimal Value { get; private set; }

        public decimal Stake { get; private set; }

        public void Add(decimal? value, decimal? stake)
        {
            Customers++;
            (Value, Stake) = (Value + (value ?? 0), Stake + (stake ?? 0));
        }
    }
}
