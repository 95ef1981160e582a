using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Proves by cases which segments of a scheme customers can be in: every combination of values that its conditions can
/// tell apart is decided once. Conditions that are more than comparisons of names with literals are left out, so that
/// nothing is claimed of them.
/// </summary>
internal sealed class SchemeProof
{
    /// <summary>The most combinations that are tried.</summary>
    public const int MostCases = 200_000;

    private readonly SchemePlan _plan;
    private readonly bool[] _plain;
    private readonly Literals _literals = new();

    private SchemeProof(SchemePlan plan)
    {
        _plan = plan;
        _plain = [.. plan.Definition.Segments.Select((segment, i) => segment.When is { } when && IsPlain(i, when))];
    }

    /// <summary>
    /// Whether a condition can be proved: it names only what has few values, or compares names with literals.
    /// </summary>
    private bool IsPlain(int segment, ExpressionText when) =>
        (_plan.BySegment[segment]!.Expression.References.All(IsFinite) && !Literals.AsksForDay(when))
        || _literals.TryAdd(when);

    private bool IsFinite(Reference reference) => reference.Texts is not null
        || _plan.Definition.Scores.Any(score => score.Name == reference.Name);

    /// <summary>Adds a problem for each condition that never holds, and for each segment that others leave nobody.
    /// </summary>
    public static void Check(SchemePlan plan, Problems problems)
    {
        var proof = new SchemeProof(plan);
        int[] plain = [.. Enumerable.Range(0, proof._plain.Length).Where(segment => proof._plain[segment])];
        if (proof.Cases(plain) is { } cases)
        {
            proof.Check(cases, plain, problems);
            return;
        }

        // Too many combinations: at least each condition by itself.
        foreach (var segment in plain)
        {
            if (proof.Cases([segment]) is { } own)
                proof.Check(own, [segment], problems);
        }
    }

    /// <summary>All combinations of values that some conditions can tell apart; null when there are too many.</summary>
    private CaseFrame? Cases(int[] segments)
    {
        var columns = segments.SelectMany(segment => _plan.BySegment[segment]!.Expression.References)
            .DistinctBy(reference => reference.Slot)
            .ToDictionary(reference => reference.Slot, Values);
        long cases = 1;
        foreach (var column in columns.Values)
        {
            cases *= column.Count;
            if (cases > MostCases)
                return null;
        }

        return new CaseFrame(columns, (int)cases);
    }

    private Column Values(Reference reference) => reference.Texts is { } texts
        ? Regions.OfTexts(texts)
        : _plan.Definition.Scores.FirstOrDefault(score => score.Name == reference.Name) is { } score
        ? Regions.OfScore(score.Buckets)
        : Regions.Of(reference, _literals);

    private void Check(CaseFrame cases, int[] segments, Problems problems)
    {
        const int Open = -1;
        var taken = new int[cases.Count];
        Array.Fill(taken, Open);
        foreach (var segment in segments)
        {
            var condition = _plan.BySegment[segment]!;
            var holds = ((BooleanColumn)condition.Expression.Evaluate(cases)).Values;
            var takers = new SortedSet<int>();
            var isFirst = false;
            for (var i = 0; i < taken.Length; i++)
            {
                var isUnknown = holds[i] == BooleanColumn.Null;
                if (isUnknown && condition.IfUnknown == UnknownPolicy.Unknown && taken[i] == Open)
                    taken[i] = _plan.Missing;
                if (holds[i] != 1 && !(isUnknown && condition.IfUnknown == UnknownPolicy.Included))
                    continue;
                isFirst |= taken[i] == Open;
                takers.Add(taken[i]);
                taken[i] = taken[i] == Open ? segment : taken[i];
            }

            if (takers.Count == 0)
                Contradicts(segment, problems);
            else if (!isFirst)
                IsShadowed(segment, takers, problems);
        }

        if (segments.Length == _plan.BySegment.Count(condition => condition is not null)
            && _plan.LastResort >= 0 && !taken.Contains(Open))
            LeavesNobody(problems);
    }

    private void Contradicts(int segment, Problems problems) => problems.Add(
        ProblemCode.Contradiction, _plan.Definition.Segments[segment].When!.At,
        $"the condition of segment '{_plan.Definition.Segments[segment].Id}' never holds",
        "a condition that some customer can fulfil");

    private void IsShadowed(int segment, IEnumerable<int> takers, Problems problems)
    {
        var earlier = string.Join(" and ", takers.Select(taker => $"'{_plan.Definition.Segments[taker].Id}'"));
        problems.Add(
            ProblemCode.Shadowed, _plan.Definition.Segments[segment].When!.At,
            $"segment '{_plan.Definition.Segments[segment].Id}' never gets a customer: {earlier} before it take all",
            "a segment that some customer can be in", "put it before them, narrow them, or take it out");
    }

    private void LeavesNobody(Problems problems)
    {
        var last = _plan.Definition.Segments[_plan.LastResort];
        problems.Add(
            ProblemCode.Unreachable, last.At, $"segment '{last.Id}' never gets a customer: the others take all",
            "a last segment for whom no condition holds", "take the condition from the segment before it");
    }
}
