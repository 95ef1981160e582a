namespace LocalRuntime.DurableTask;

/// <summary>How much a worker does at once.</summary>
internal sealed class DurableTaskWorkerOptions
{
    /// <summary>How many activities run at once. Default: the number of cores.</summary>
    public int MaxConcurrentActivities { get; set; } = Environment.ProcessorCount;

    /// <summary>How many orchestrations replay at once. Default: the number of cores.</summary>
    public int MaxConcurrentOrchestrations { get; set; } = Environment.ProcessorCount;

    /// <summary>How often the worker looks for what other processes wrote. Default: 100 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a stop waits for running activities before it cancels them. Default: 5 s.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for activities that it has cancelled. Default: 2 s.</summary>
    public TimeSpan CancelPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
