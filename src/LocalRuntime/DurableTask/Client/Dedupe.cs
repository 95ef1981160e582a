using System.Collections.Frozen;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <summary>The statuses of an existing orchestration that forbid a new one of the same id.</summary>
internal static class Dedupe
{
    private static readonly FrozenSet<OrchestrationRuntimeStatus> Active = FrozenSet.ToFrozenSet(
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ]);

    /// <summary>The statuses that a start names; by default those of an orchestration that has not ended.</summary>
    /// <param name="named">The names of statuses, without case; null for the default.</param>
    /// <exception cref="ArgumentException">When a name is unknown, or the set contradicts itself.</exception>
    public static IReadOnlySet<OrchestrationRuntimeStatus> Forbidden(IReadOnlyList<string>? named)
    {
        if (named is null)
            return Active;
        HashSet<OrchestrationRuntimeStatus> forbidden = [.. named.Select(Parse)];
        if (forbidden.Contains(OrchestrationRuntimeStatus.Terminated) && !Active.IsSubsetOf(forbidden))
        {
            throw new ArgumentException(
                $"Dedupe statuses: found '{string.Join(", ", named)}'; expected Pending, Running and Suspended " +
                "beside Terminated: replacing an active instance terminates it, which would forbid the new one.");
        }

        return forbidden;
    }

    private static OrchestrationRuntimeStatus Parse(string name) =>
        Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status) && Enum.IsDefined(status)
            ? status
            : throw new ArgumentException(
                $"Dedupe statuses: found '{name}'; expected the name of a runtime status, such as 'Completed'.");
}
