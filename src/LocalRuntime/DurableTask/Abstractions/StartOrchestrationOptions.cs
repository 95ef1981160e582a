using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an id and a start.</summary>
    /// <param name="InstanceId">The id, 1 to 100 characters; null for a fresh one.</param>
    /// <param name="StartAt">When it starts; null for now.</param>
    [SuppressMessage("Style", "IDE1006", Justification = "The official constructor names its parameters so.")]
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>Copies options.</summary>
    /// <param name="options">The options.</param>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id, 1 to 100 characters; null for a fresh one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it starts; null for now.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>What to keep beside it.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>
    /// The statuses that an instance of the same id must not have. Null: none that is running or about to;
    /// empty: an instance of any status is replaced.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
