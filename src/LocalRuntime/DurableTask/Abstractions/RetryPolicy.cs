namespace Microsoft.DurableTask;

/// <summary>Tries a failed call again after a delay that grows.</summary>
public class RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">All attempts, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">The delay before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">What each delay is multiplied by; at least 1. Default: 1.</param>
    /// <param name="maxRetryInterval">No delay is longer. Default: 1 hour.</param>
    /// <param name="retryTimeout">No attempt begins later than this after the first. Default: infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">When a value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>All attempts, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The delay before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What each delay is multiplied by.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>No delay is longer; <see cref="Timeout.InfiniteTimeSpan"/> for no bound.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt begins later than this after the first; infinite for no bound.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Which failures are worth another attempt. Default: all.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handles = value;
    }

    /// <summary>The test that <see cref="HandleFailure"/> sets.</summary>
    internal Func<TaskFailureDetails, bool> Handles { get; private init; } = static _ => true;

    /// <summary>The delay after a failed attempt; null when there is no further attempt.</summary>
    /// <param name="failures">How many attempts have failed.</param>
    /// <param name="failure">How the last one failed.</param>
    /// <param name="spent">The time since the first attempt began.</param>
    internal TimeSpan? DelayAfter(int failures, TaskFailureDetails failure, TimeSpan spent)
    {
        bool timedOut = RetryTimeout != Timeout.InfiniteTimeSpan && spent >= RetryTimeout;
        if (failures >= MaxNumberOfAttempts || timedOut || !Handles(failure))
            return null;
        double milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, failures - 1);
        TimeSpan longest = MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(3650) : MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private static void ThrowIfShorter(TimeSpan? value, TimeSpan firstRetryInterval, string name)
    {
        if (value is { } given && given != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, firstRetryInterval, name);
    }
}
