namespace Segmentation.Functions.Results;

/// <summary>
/// Adds up what became of the customers of a segment. All sums are of whole numbers, so that the order of customers and
/// shards does not matter; amounts are in the units of <see cref="ExactSum"/>, and 0 where they are not known.
/// </summary>
/// <param name="outcomes">The number of outcomes.</param>
internal sealed class OutcomeTally(int outcomes)
{
    /// <summary>The customers.</summary>
    public long Accounts { get; private set; }

    /// <summary>The customers with a value above 0 at the beginning.</summary>
    public long Starters { get; private set; }

    /// <summary>The value now.</summary>
    public Int128 Value { get; private set; }

    /// <summary>The value at the beginning of those who had one.</summary>
    public Int128 Start { get; private set; }

    /// <summary>What serving them costs.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>The minutes of effort.</summary>
    public long Minutes { get; private set; }

    /// <summary>Per outcome how many customers it happened to.</summary>
    public long[] Happened { get; } = new long[outcomes];

    /// <summary>Per outcome its value.</summary>
    public Int128[] Values { get; } = new Int128[outcomes];

    /// <summary>What was lost of the value at the beginning: of no customer more than it had.</summary>
    public Int128 Lost { get; private set; }

    /// <summary>What was gained from customers that had a value at the beginning.</summary>
    public Int128 Gained { get; private set; }

    /// <summary>Adds a customer of a shard.</summary>
    public void Add(OutcomeRows rows, int row)
    {
        var start = rows.Start?[row] ?? 0;
        Accounts++;
        Starters += start > 0 ? 1 : 0;
        Start += start > 0 ? start : 0;
        Value += rows.Value?[row] ?? 0;
        Cost += rows.Cost?[row] ?? 0;
        Minutes += rows.Minutes?[row] ?? 0;
        Int128 lost = 0;
        for (var i = 0; i < rows.Outcomes.Length; i++)
        {
            var (happened, values) = rows.Outcomes[i];
            if (happened[row] != 1)
                continue;
            var value = values?[row] ?? 0;
            Happened[i]++;
            Values[i] += value;
            lost += rows.Definitions[i].IsLoss ? value : 0;
            Gained += rows.Definitions[i].IsGain && start > 0 ? value : 0;
        }

        Lost += start > 0 ? Int128.Clamp(lost, 0, start) : 0;
    }

    /// <summary>Adds the customers of another shard.</summary>
    public void Add(OutcomeTally other)
    {
        Accounts += other.Accounts;
        Starters += other.Starters;
        Start += other.Start;
        Value += other.Value;
        Cost += other.Cost;
        Minutes += other.Minutes;
        for (var i = 0; i < Happened.Length; i++)
        {
            Happened[i] += other.Happened[i];
            Values[i] += other.Values[i];
        }

        Lost += other.Lost;
        Gained += other.Gained;
    }
}
