using System.Globalization;
using Segmentation.Engine.Health;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Health;

/// <summary>What is worth telling of a scheme's health: docs/health.md has the limits.</summary>
internal static class SchemeFindings
{
    /// <summary>The share of customers going to and fro from which it is told.</summary>
    public const double MostFlapping = 0.05;

    /// <summary>By how much the share of unknown customers may rise.</summary>
    public const double MostMoreUnknown = 0.05;

    /// <summary>The share of customers that persons may set against the definition.</summary>
    public const double MostConflicts = 0.02;

    /// <summary>The separation of the baseline from which its loss is told: what Cohen calls a medium effect.</summary>
    public const double LeastSeparation = 0.06;

    private const double LeastFlow = 0.01;

    /// <summary>The findings, the worst first; none of few customers, or without a baseline.</summary>
    /// <param name="health">The figures.</param>
    /// <param name="record">What the run keeps.</param>
    /// <param name="definition">The scheme as written.</param>
    /// <param name="sizes">The customers of each segment.</param>
    public static IReadOnlyList<HealthFinding> Of(
        SchemeHealth health, SchemeRecord record, SchemeDefinition? definition, IReadOnlyList<long> sizes)
    {
        if (health.Baseline is not { Customers: >= PopulationShift.LeastCustomers }
            || sizes.Sum() < PopulationShift.LeastCustomers)
            return [];
        return HealthFinding.Ordered(
        [
            .. OfSegments(health, record, sizes.Sum()),
            .. health.Measures.SelectMany(shift => Shifted(shift, $"{shift.Name} has shifted", 1)),
            // A score only follows its measure.
            .. health.Scores.SelectMany(shift => Shifted(shift, $"the score {shift.Name} has shifted", 0.1)),
            .. OfSizes(record, definition, sizes), .. OfRates(health, record),
        ]);
    }

    private static IEnumerable<HealthFinding> OfSegments(SchemeHealth health, SchemeRecord record, long customers)
    {
        var net = record.Flows
            .Select(flow => flow with { Customers = flow.Customers - Back(record.Flows, flow) })
            .OrderByDescending(flow => flow.Customers).FirstOrDefault();
        var text = net is not null && net.Customers >= customers * LeastFlow
            ? $"{Percent((double)net.Customers / customers)} of customers moved from {net.From} to {net.To}"
            : Changed(health.Segments);
        // Who is where matters more than what it was decided by.
        return Shifted(health.SegmentShift!, text, 2);
    }

    private static long Back(IReadOnlyList<SegmentFlow> flows, SegmentFlow flow) =>
        flows.FirstOrDefault(back => back.From == flow.To && back.To == flow.From)?.Customers ?? 0;

    private static string Changed(IReadOnlyList<SegmentShare> segments)
    {
        var most = segments.MaxBy(segment => Math.Abs(segment.Share - (segment.BaselineShare ?? 0)))!;
        return $"{most.Segment} went from {Percent(most.BaselineShare ?? 0)} to {Percent(most.Share)} of customers";
    }

    private static IEnumerable<HealthFinding> Shifted(ColumnShift shift, string text, double weight) =>
        shift.Psi is { } psi && shift.Level is "watch" or "refit"
            ?
            [
                new HealthFinding(
                    shift.Level == "refit" ? HealthVerdict.Refit : HealthVerdict.Watch, weight * psi, text,
                    string.Create(CultureInfo.InvariantCulture, $"PSI {psi:0.00}")),
            ]
            : [];

    /// <summary>Segments that came out of bounds since; those that always were are the linter's.</summary>
    private static IEnumerable<HealthFinding> OfSizes(
        SchemeRecord record, SchemeDefinition? definition, IReadOnlyList<long> sizes)
    {
        var (all, then) = (sizes.Sum(), record.Baseline.Customers);
        for (var i = 0; i < sizes.Count; i++)
        {
            var id = record.Segments[i].Segment;
            var was = record.Baseline.Segments.FirstOrDefault(size => size.Segment == id)?.Customers ?? 0;
            var share = (double)sizes[i] / all;
            var own = definition?.Segments.FirstOrDefault(segment => segment.Id == id);
            var maySmall = own?.IsList == true || definition?.Missing == id;
            if (Balance.IsLarge(sizes[i], all) && !Balance.IsLarge(was, then))
                yield return Watch(share, $"{id} has {Percent(share)} of customers now");
            else if (!maySmall && Balance.IsSmall(sizes[i], all) && !Balance.IsSmall(was, then))
                yield return Watch(0.1, $"{id} has only {sizes[i]} customers left");
        }
    }

    private static IEnumerable<HealthFinding> OfRates(SchemeHealth health, SchemeRecord record)
    {
        var baseline = record.Baseline;
        var unknown = (double)baseline.Unknown / health.Baseline!.Customers;
        if (health.FlapRate > MostFlapping)
            yield return Watch(health.FlapRate, $"{Percent(health.FlapRate)} of customers go to and fro");
        if (health.UnknownRate > unknown + MostMoreUnknown)
        {
            yield return Watch(
                health.UnknownRate,
                $"a condition is unknown for {Percent(health.UnknownRate)} of customers, not {Percent(unknown)}");
        }

        if (health.ConflictRate > MostConflicts)
        {
            yield return Watch(
                health.ConflictRate,
                $"persons set {Percent(health.ConflictRate)} of customers against the definition");
        }

        if (baseline.Separation is { } then and >= LeastSeparation && health.Separation < then / 2)
        {
            yield return Watch(0.1, "segments tell customers of value apart less than half as well") with
            {
                Figure = string.Create(
                    CultureInfo.InvariantCulture, $"eta squared {health.Separation:0.00}, not {then:0.00}"),
            };
        }
    }

    private static HealthFinding Watch(double weight, string text) => new(HealthVerdict.Watch, weight, text, "");

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, share < 0.1 ? 1 : 0)} %");
}
