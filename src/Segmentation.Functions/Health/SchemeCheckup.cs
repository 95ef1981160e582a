using Segmentation.Engine.Health;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Reviews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Health;

/// <summary>Tells how a scheme is.</summary>
/// <param name="report">What the run found.</param>
/// <param name="index">The place of the scheme in it.</param>
/// <param name="record">What the run keeps of the scheme.</param>
/// <param name="last">What the published run kept, by whose moves the next are expected; null when they tell nothing.
/// </param>
/// <param name="counted">The baseline, and the columns now.</param>
/// <param name="workspace">The definitions.</param>
internal sealed class SchemeCheckup(
    RunReport report, int index, SchemeRecord record, SchemeRecord? last, CountedScheme counted, Workspace workspace)
{
    private const int Digits = 6;
    private const string LearnedKind = "clusters";

    private readonly SchemeReport _scheme = report.Schemes[index];
    private readonly long[] _sizes = [.. report.Schemes[index].Segments.Select(segment => segment.Customers)];

    /// <summary>Whether the segments of a scheme are learned.</summary>
    public static bool IsLearned(SchemeReport scheme) => scheme.Kind == LearnedKind;

    /// <summary>The health of the scheme.</summary>
    /// <param name="separation">Eta squared of value.</param>
    public SchemeHealth Of(double? separation)
    {
        var (health, baseline) = (Figures(separation), counted.Kept);
        if (baseline is null)
            return HealthText.Without(health);
        health = health with
        {
            Baseline = new ComparedRun(baseline.Run, baseline.AsOf, baseline.Customers),
            SegmentShift = Shift(_scheme.Scheme, Then(baseline), _sizes),
            Measures = [.. Shifts(baseline, isScore: false)],
            Scores = [.. Shifts(baseline, isScore: true)],
        };
        return HealthText.Of(health, SchemeFindings.Of(health, record, Definition, _sizes));
    }

    private SchemeDefinition? Definition => workspace.Schemes.FirstOrDefault(scheme => scheme.Name == _scheme.Scheme);

    private SchemeHealth Figures(double? separation) => new(_scheme.Scheme, _scheme.Version, "", "")
    {
        IsLearned = IsLearned(_scheme),
        Segments = [.. Segments()],
        Separation = Rounded(separation),
        Balance = Balanced(),
        FlapRate = (double)_scheme.FlapRate,
        UnknownRate = Rate(_scheme.Segments.Sum(segment => segment.Unknown)),
        OverrideRate = Rate(_scheme.Overridden),
        ConflictRate = Rate(_scheme.Conflicts),
        // What people recorded is no input of a run; look-ups add it.
        Review = Definition is null ? null : new ReviewPlan([]).Of(workspace, _scheme.Scheme, report.AsOf),
    };

    private IEnumerable<SegmentShare> Segments()
    {
        var then = counted.Kept is { } baseline ? Then(baseline) : null;
        var expected = Expected();
        for (var i = 0; i < _sizes.Length; i++)
        {
            yield return new SegmentShare(
                _scheme.Segments[i].Segment, Rate(_sizes[i]),
                then is null || then.Sum() == 0 ? null : Rounded((double)then[i] / then.Sum()),
                expected is null || expected.Sum() == 0 ? null : Rounded(expected[i] / expected.Sum()));
        }
    }

    /// <summary>The customers of each segment if they had moved like in the run before; null when that moved nobody, or
    /// under another version.</summary>
    private double[]? Expected()
    {
        if (last is null || last.Migration.Count == 0 || last.Version != _scheme.Version)
            return null;
        var moves = new long[_sizes.Length, _sizes.Length];
        foreach (var cell in last.Migration)
        {
            if (Place(cell.From) is var from and >= 0 && Place(cell.To) is var to and >= 0)
                moves[from, to] += cell.Customers;
        }

        return Markov.Expected(InOrder(last.Segments), moves);
    }

    private SegmentBalance Balanced()
    {
        var balance = Balance.Of(_sizes);
        string? Name(int segment) => segment < 0 ? null : _scheme.Segments[segment].Segment;
        return new SegmentBalance(
            Rounded(balance.Evenness), Name(balance.Largest), Rounded(balance.LargestShare)!.Value,
            Name(balance.Smallest), Rounded(balance.SmallestShare)!.Value,
            balance.Largest >= 0 && balance.HasNoLarge && balance.HasNoSmall);
    }

    private IEnumerable<ColumnShift> Shifts(SchemeBaseline baseline, bool isScore)
    {
        var prefix = $"{_scheme.Scheme}.";
        foreach (var (then, now) in baseline.Columns.Zip(counted.Columns))
        {
            var name = then.Column;
            // Names of measures have no point.
            if (name.StartsWith(prefix, StringComparison.Ordinal) == isScore)
                yield return Shift(isScore ? name[prefix.Length..] : name, then.Counts, now.Counts);
        }
    }

    private static ColumnShift Shift(string name, IReadOnlyList<long> then, IReadOnlyList<long> now) => new(
        name, Rounded(PopulationShift.Index(then, now)),
        PopulationShift.Level(then, now).ToString().ToLowerInvariant());

    private long[] Then(SchemeBaseline baseline) => InOrder(baseline.Segments);

    private long[] InOrder(IReadOnlyList<SegmentSize> sizes) =>
    [
        .. _scheme.Segments.Select(
            segment => sizes.FirstOrDefault(size => size.Segment == segment.Segment)?.Customers ?? 0),
    ];

    private int Place(string? segment) =>
        _scheme.Segments.Select(one => one.Segment).ToList().FindIndex(one => one == segment);

    private double Rate(long customers) =>
        report.Customers == 0 ? 0 : Rounded((double)customers / report.Customers)!.Value;

    private static double? Rounded(double? number) => number is { } known ? Math.Round(known, Digits) : null;
}
