using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Backtesting;

/// <summary>
/// Which measures could be computed on a day, by what the sources say: events have their time; a field of customers is
/// known since <c>known_since</c>, and without it only today; a field of events is known with its row, unless it says
/// otherwise.
/// </summary>
/// <param name="plan">The measures.</param>
/// <param name="workspace">The sources.</param>
/// <param name="day">The day.</param>
public sealed class KnownMeasures(MeasurePlan plan, Workspace workspace, DateOnly day)
{
    private readonly Dictionary<int, string?> _why = [];

    /// <summary>Why a measure could not be computed then, such as "reads customers.plan, ..."; null when it could.
    /// </summary>
    public string? WhyNot(int measure)
    {
        if (!_why.TryGetValue(measure, out var why))
            _why[measure] = why = Reason(measure);
        return why;
    }

    /// <summary>The measures that could not be computed then, and why, in the order of the workspace.</summary>
    public IEnumerable<(string Measure, string Why)> Unknown => Enumerable.Range(0, plan.Definitions.Count)
        .Where(measure => WhyNot(measure) is not null)
        .Select(measure => (plan.Definitions[measure].Name, WhyNot(measure)!));

    private string? Reason(int measure)
    {
        if (plan.Definitions[measure].IsRolledUp)
            return "is rolled up, and only today's parents are known";
        var bound = plan.Bound(measure);
        return bound.References.Select(ReasonOf).Concat(StreamRead.Of(bound, workspace).Select(ReasonOf))
            .FirstOrDefault(why => why is not null);
    }

    private string? ReasonOf(Reference used)
    {
        if (used.Slot < plan.Definitions.Count)
            return WhyNot(used.Slot) is { } why ? $"uses {used.Name}, which {why}" : null;
        var field = workspace.Customers!.Fields.Single(one => one.Name == used.Name);
        return field.KnownSince switch
        {
            null => $"reads customers.{used.Name}, and nothing says since when that is known",
            { IsNever: true } => $"reads customers.{used.Name}, which tells only what is so today",
            { Day: { } since } when since > day => Late($"customers.{used.Name}", since),
            _ => null,
        };
    }

    private string? ReasonOf(StreamRead read)
    {
        var source = read.Source;
        if (source.BelongsTo || !workspace.HasTime(source))
            return $"reads {source.Name}, whose rows tell only what is so today";
        return read.Fields.Select(field => field.KnownSince switch
        {
            { IsNever: true } => $"reads {source.Name}.{field.Name}, which tells only what is so today",
            { Day: { } since } when since > day => Late($"{source.Name}.{field.Name}", since),
            _ => null,
        }).FirstOrDefault(why => why is not null);
    }

    private static string Late(string field, DateOnly since) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"reads {field}, which is known since {since:yyyy-MM-dd}");
}
