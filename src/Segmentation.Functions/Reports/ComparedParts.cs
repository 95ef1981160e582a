using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Puts the figures of two runs beside each other.</summary>
/// <param name="then">The earlier run.</param>
/// <param name="now">The later run.</param>
/// <param name="crossing">Who went where; null when it is not known.</param>
/// <param name="moves">The moves in between.</param>
internal sealed class ComparedParts(RunReport then, RunReport now, Crossing? crossing, MovesBetween moves)
{
    /// <summary>From which difference on a segment counts as served too much or too little: ten points.</summary>
    public const decimal LeastDifference = 0.1m;

    private const int ShareDigits = 6;

    private readonly bool _isValued = now.Schemes.Any(scheme => scheme.Segments.Any(one => one.Value is not null));

    /// <summary>Who stayed, came and went.</summary>
    public ComparedCustomers Customers() => crossing is null
        ? new ComparedCustomers(null, null, null, null)
        : new ComparedCustomers(crossing.Stayed, crossing.New.Customers, crossing.Gone.Customers, crossing.Merged)
        {
            NewValue = Amount(crossing.New.Value),
            GoneValue = crossing.IsRetained ? Amount(crossing.Gone.Value) : null,
            Retained = Retained(crossing.Whole),
        };

    /// <summary>The schemes of the later run, then those that are gone.</summary>
    public IReadOnlyList<ComparedScheme> Schemes() =>
    [
        .. now.Schemes.Select(scheme =>
            Scheme(then.Schemes.FirstOrDefault(one => one.Scheme == scheme.Scheme), scheme)),
        .. then.Schemes.Where(one => now.Schemes.All(scheme => scheme.Scheme != one.Scheme))
            .Select(scheme => Scheme(scheme, null)),
    ];

    /// <summary>How far objectives that name a metric were, and are.</summary>
    public IReadOnlyList<ComparedObjective> Objectives() =>
    [
        .. (now.Health?.Objectives ?? []).Select(one => new ComparedObjective(
            one.Scheme, one.Segment, one.Objective,
            (then.Health?.Objectives ?? []).FirstOrDefault(old =>
                (old.Scheme, old.Segment, old.Objective) == (one.Scheme, one.Segment, one.Objective))?.Now,
            one.Now, one.Target, one.By, one.IsOnPace, one.Text)),
    ];

    /// <summary>
    /// The segments whose part of the hours is at least <see cref="LeastDifference"/> from their part of the value.
    /// </summary>
    public IReadOnlyList<ServedSegment> Served()
    {
        if (now.Outcomes.FirstOrDefault(line => line.Scheme is null) is not { Hours: > 0, Value: > 0 } all)
            return [];
        var names = new SegmentNames(now);
        return
        [
            .. from line in now.Outcomes
               where line is { Scheme: not null, Segment: not null, Hours: not null, Value: not null }
               let hours = Share(line.Hours!.Value, all.Hours.Value)
               let value = Share(line.Value!.Value, all.Value.Value)
               where Math.Abs(hours - value) >= LeastDifference
               select new ServedSegment(
                   line.Scheme!, line.Segment!, names.Of(line.Scheme!, line.Segment!), line.Hours!.Value, hours, value,
                   hours > value),
        ];
    }

    private static decimal Share(decimal part, decimal whole) =>
        Exact.Trimmed(decimal.Round(part / whole, ShareDigits));

    private ComparedScheme Scheme(SchemeReport? before, SchemeReport? after)
    {
        var name = (after ?? before)!.Scheme;
        var sizes = Sizes(before, name);
        IEnumerable<ComparedSegment> current = (after?.Segments ?? []).Select(segment => new ComparedSegment(
            segment.Segment, segment.Name, sizes.GetValueOrDefault(segment.Segment)?.Size,
            new ComparedSize(segment.Customers, segment.Value), Retained(name, segment.Segment)));
        var gone = sizes.Where(size => after?.Segments.All(one => one.Segment != size.Key) ?? true)
            .Select(size => new ComparedSegment(
                size.Key, size.Value.Name, size.Value.Size, null, Retained(name, size.Key)));
        return new ComparedScheme(
            name, before?.Version, after?.Version, [.. current, .. gone], crossing?.Matrix(name), moves.Causes(name));
    }

    /// <summary>The sizes then under the ids that segments have now; several may have become one.</summary>
    private Dictionary<string, Sized> Sizes(SchemeReport? before, string scheme)
    {
        var sizes = new Dictionary<string, Sized>(StringComparer.Ordinal);
        foreach (var segment in before?.Segments ?? [])
        {
            var id = crossing?.Today(scheme, segment.Segment) ?? segment.Segment;
            var known = sizes.GetValueOrDefault(id)?.Size;
            sizes[id] = new Sized(segment.Name, new ComparedSize(
                segment.Customers + (known?.Customers ?? 0),
                segment.Value is null ? null : segment.Value + (known?.Value ?? 0)));
        }

        return sizes;
    }

    private RetainedValue? Retained(string scheme, string segment) =>
        crossing is null ? null : Retained(crossing.Of(scheme, segment));

    private static RetainedValue? Retained(Retention sums) => sums.Start == 0 ? null : RetainedValue.Of(sums);

    private decimal? Amount(Int128 units) => _isValued ? ExactSum.Amount(units) : null;

    private sealed record Sized(string Name, ComparedSize Size);
}
