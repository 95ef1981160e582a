using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>Takes the first segment whose condition holds, and the last resort where none does.</summary>
internal sealed class FirstThatHolds
{
    private readonly Condition?[] _conditions;

    /// <summary>Binds the conditions of a scheme's segments.</summary>
    public FirstThatHolds(SchemeDefinition scheme, SchemeNames names, Problems problems)
    {
        var scope = new SchemeScope(names, scheme, seesOwn: true);
        _conditions =
            [.. scheme.Segments.Select(one => Condition.Bind(one.When, one.IfUnknown, scope, problems))];
        var segments = scheme.Segments.ToList();
        Missing = segments.FindIndex(segment => segment.Id == scheme.Missing);
        LastResort = segments.FindLastIndex(segment => segment.When is null && segment.Id != scheme.Missing);
    }

    /// <summary>The conditions of the segments; null for one without.</summary>
    public IReadOnlyList<Condition?> Conditions => _conditions;

    /// <summary>The index of the segment of customers without a score, or -1.</summary>
    public int Missing { get; }

    /// <summary>The index of the segment of customers for whom no condition holds.</summary>
    public int LastResort { get; }

    /// <summary>The segments of all customers.</summary>
    /// <param name="results">What conditions see.</param>
    /// <param name="population">Which customers are not missing.</param>
    /// <param name="unknown">Takes a 1 for each customer that met an unknown condition.</param>
    public int[] Decide(Frame results, bool[] population, sbyte[] unknown)
    {
        const int Open = -1;
        var segments = new int[results.Count];
        for (var customer = 0; customer < segments.Length; customer++)
            segments[customer] = population[customer] ? Open : Missing;
        for (var segment = 0; segment < _conditions.Length; segment++)
        {
            if (_conditions[segment] is not { } condition)
                continue;
            var holds = condition.Evaluate(results);
            var ifUnknown = condition.IfUnknown switch
            {
                UnknownPolicy.Included => segment,
                UnknownPolicy.Unknown => Missing,
                _ => Open,
            };
            for (var customer = 0; customer < segments.Length; customer++)
            {
                if (segments[customer] != Open || holds[customer] == 0)
                    continue;
                if (holds[customer] == BooleanColumn.Null)
                    unknown[customer] = 1;
                segments[customer] = holds[customer] == 1 ? segment : ifUnknown;
            }
        }

        segments.AsSpan().Replace(Open, LastResort);
        return segments;
    }

    /// <summary>The conditions that are unknown for the only customer, up to the one that decides.</summary>
    public IEnumerable<Condition> Unknown(SchemeResults one)
    {
        foreach (var condition in _conditions.OfType<Condition>())
        {
            var holds = condition.Evaluate(one)[0];
            if (holds == BooleanColumn.Null)
                yield return condition;
            if (holds == 1 || (holds == BooleanColumn.Null && condition.IfUnknown != UnknownPolicy.Excluded))
                yield break;
        }
    }
}
