namespace Segmentation.Cli.Init;

/// <summary>
/// The different values of a column, as a sample of their hashes: of two sets the same values stay in the sample, so
/// that their overlap can be told from the samples alone.
/// </summary>
internal sealed class ValueSet
{
    private const int MostKept = 1 << 15;

    private HashSet<ulong> _kept = [];
    private ulong _limit = ulong.MaxValue;

    /// <summary>About how many different values there are; exact up to 32,768.</summary>
    public double Count => _kept.Count * ((double)ulong.MaxValue / _limit);

    /// <summary>Adds the hash of a value.</summary>
    public void Add(ulong hash)
    {
        if (hash > _limit || !_kept.Add(hash) || _kept.Count <= MostKept)
            return;
        _limit /= 2;
        _kept = [.. _kept.Where(kept => kept <= _limit)];
    }

    /// <summary>Which share of these values is among the other ones, from 0 to 1; 0 when there are none.</summary>
    public double ShareIn(ValueSet other)
    {
        var limit = Math.Min(_limit, other._limit);
        var mine = _kept.Where(hash => hash <= limit).ToArray();
        return mine.Length == 0 ? 0 : (double)mine.Count(other._kept.Contains) / mine.Length;
    }
}
