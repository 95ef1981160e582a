using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;

namespace Segmentation.Engine.Linting;

/// <summary>How much of a scheme a measure decides.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Share">The share of the customers that would be in another segment if each had the value of another
/// customer in this measure, and its own in all others; from 0 to 1.</param>
/// <param name="Weight">That share as a part of the sum over all measures of the scheme, from 0 to 1; 0 when no
/// measure decides anything.</param>
public sealed record DecisionShare(string Scheme, string Measure, decimal Share, decimal Weight)
{
    private const int Digits = 6;

    /// <summary>The shares of all measures of all schemes: by scheme, the largest first.</summary>
    /// <param name="set">The schemes; those that use others are decided after them, as always.</param>
    /// <param name="sample">The customers.</param>
    /// <param name="edges">The edges of a scheme's scores, which stay.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    /// <param name="seed">Decides who has whose value.</param>
    public static IReadOnlyList<DecisionShare> Of(
        SchemeSet set, CustomerSample sample, Func<string, IReadOnlyList<Edges>?> edges, int asOf, ulong seed)
    {
        var others = sample.Others(seed);
        var own = set.Decide(sample.Measures, edges, asOf, sample.Count);
        var read = set.Schemes.ToDictionary(plan => plan, set.MeasuresOf);
        var moved = set.Schemes.ToDictionary(plan => plan, _ => new Dictionary<int, int>());
        foreach (var measure in read.Values.SelectMany(measures => measures).Distinct())
        {
            Column[] swapped = [.. sample.Measures];
            swapped[measure] = swapped[measure].Take(others);
            var after = set.Decide(swapped, edges, asOf, sample.Count);
            foreach (var plan in set.Schemes.Where(plan => read[plan].Contains(measure)))
                moved[plan][measure] = Different(own.Of(plan).Segments, after.Of(plan).Segments);
        }

        return [.. set.Schemes.SelectMany(plan => Shares(plan, moved[plan], set, sample.Count))];
    }

    private static IEnumerable<DecisionShare> Shares(
        SchemePlan plan, Dictionary<int, int> moved, SchemeSet set, int customers)
    {
        var all = moved.Values.Sum();
        return moved
            .Select(one => new DecisionShare(
                plan.Definition.Name, set.Measures.Definitions[one.Key].Name, Part(one.Value, customers),
                Part(one.Value, all)))
            .OrderByDescending(share => share.Share).ThenBy(share => share.Measure, StringComparer.Ordinal);
    }

    private static decimal Part(int part, int whole) =>
        whole == 0 ? 0 : Exact.Trimmed(decimal.Round((decimal)part / whole, Digits));

    private static int Different(int[] a, int[] b)
    {
        var different = 0;
        for (var i = 0; i < a.Length; i++)
            different += a[i] == b[i] ? 0 : 1;
        return different;
    }
}
