using Segmentation.Engine.Columns;
using Segmentation.Engine.Profiles;

namespace Segmentation.Functions.Results;

/// <summary>Counts, sums and sums of squares of a number, in units of <see cref="ExactSum"/>.</summary>
/// <param name="segments">Per scheme the number of its segments.</param>
internal sealed class NumberProfile(IReadOnlyList<int> segments) : MeasureProfile
{
    private readonly Moments[][] _moments = [.. segments.Select(count => new Moments[count])];

    /// <inheritdoc/>
    public override void Add(Column column, int[][] segments)
    {
        var (units, known) = (ExactSum.Units(column), new int[column.Count]);
        var count = 0;
        for (var row = 0; row < known.Length; row++)
        {
            known[count] = row;
            count += column.IsNull(row) ? 0 : 1;
        }

        for (var scheme = 0; scheme < segments.Length; scheme++)
        {
            var (moments, own) = (_moments[scheme], segments[scheme]);
            foreach (var row in known.AsSpan(0, count))
                moments[own[row]].Add(units[row]);
        }
    }

    /// <inheritdoc/>
    public override void Add(MeasureProfile other)
    {
        var more = ((NumberProfile)other)._moments;
        for (var scheme = 0; scheme < more.Length; scheme++)
        {
            for (var segment = 0; segment < more[scheme].Length; segment++)
                _moments[scheme][segment] += more[scheme][segment];
        }
    }

    /// <inheritdoc/>
    public override Contrast? Of(int scheme, int segment)
    {
        var ours = _moments[scheme][segment];
        var others = _moments[scheme].Aggregate((a, b) => a + b) - ours;
        return EffectSize.D(ours, others) is { } effect
            ? new Contrast(Told(effect), ours.Count, others.Count) { Mean = Mean(ours), OthersMean = Mean(others) }
            : null;
    }

    /// <inheritdoc/>
    public override double? Between(int scheme, int a, int b) =>
        EffectSize.D(_moments[scheme][a], _moments[scheme][b]);

    /// <summary>The share of the variance that lies between segments; null when all values are equal.</summary>
    public double? EtaSquared(int scheme) => EffectSize.EtaSquared(_moments[scheme]);

    /// <inheritdoc/>
    public override decimal? Mean(int scheme, int? segment)
    {
        var moments = segment is { } one ? _moments[scheme][one] : _moments[scheme].Aggregate((a, b) => a + b);
        return moments.Count == 0 ? null : Mean(moments);
    }

    private static decimal Mean(Moments moments) => Told(ExactSum.Amount(moments.Sum / moments.Count));
}
