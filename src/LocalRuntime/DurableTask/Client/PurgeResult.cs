namespace Microsoft.DurableTask.Client;

/// <summary>What was deleted.</summary>
public class PurgeResult
{
    /// <summary>Makes it.</summary>
    /// <param name="count">How many orchestrations were deleted.</param>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>Makes it.</summary>
    /// <param name="count">How many orchestrations were deleted.</param>
    /// <param name="isComplete">Whether that was all of them.</param>
    public PurgeResult(int count, bool? isComplete)
        : this(count) =>
        IsComplete = isComplete;

    /// <summary>How many orchestrations were deleted.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether that was all of them; null when it is not known.</summary>
    public bool? IsComplete { get; }
}
