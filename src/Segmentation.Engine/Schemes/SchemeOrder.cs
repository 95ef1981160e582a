using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>Finds the order in which schemes are decided: each behind those that it uses, else by name.</summary>
internal static class SchemeOrder
{
    /// <summary>The order, with a problem for each circle.</summary>
    public static IReadOnlyList<SchemePlan> Of(IEnumerable<SchemePlan> plans, Problems problems)
    {
        var open = plans.OrderBy(plan => plan.Definition.Name, StringComparer.Ordinal).ToList();
        var order = new List<SchemePlan>();
        while (open.Count > 0)
        {
            if (open.Find(plan => Next(plan, open) is null) is { } ready)
            {
                order.Add(ready);
                open.Remove(ready);
                continue;
            }

            var circle = Circle(open);
            var path = string.Join(" -> ", circle.Append(circle[0]).Select(plan => plan.Definition.Name));
            problems.Add(ProblemCode.Cycle, circle[0].Definition.At, $"schemes that use each other: {path}",
                "schemes whose conditions do not lead back to themselves");
            open.RemoveAll(circle.Contains);
        }

        return order;
    }

    /// <summary>The circle that the first open scheme leads to, beginning with its first name.</summary>
    private static List<SchemePlan> Circle(List<SchemePlan> open)
    {
        var path = new List<SchemePlan>();
        for (var plan = open[0]; ; plan = Next(plan, open)!)
        {
            if (path.IndexOf(plan) is var known and >= 0)
            {
                path.RemoveRange(0, known);
                var first = path.IndexOf(path.MinBy(one => one.Definition.Name, StringComparer.Ordinal)!);
                return [.. path.Skip(first), .. path.Take(first)];
            }

            path.Add(plan);
        }
    }

    /// <summary>The first open scheme that a scheme uses; null when none is open.</summary>
    private static SchemePlan? Next(SchemePlan plan, List<SchemePlan> open) =>
        open.Find(other => plan.Uses.Contains(other.Definition.Name));
}
