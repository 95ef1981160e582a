using Microsoft.Extensions.Logging;

namespace LocalRuntime.DurableTask;

/// <content>What the worker logs; ids 7000 to 7099. Never inputs, outputs or messages of exceptions.</content>
internal sealed partial class DurableTaskWorker
{
    [LoggerMessage(7000, LogLevel.Debug, "Orchestration '{InstanceId}' ({Name}): {Step}")]
    private static partial void LogStep(ILogger logger, string instanceId, string name, OrchestrationStep step);

    [LoggerMessage(7001, LogLevel.Warning, "Orchestration '{InstanceId}' ({Name}) failed: {ErrorType}")]
    private static partial void LogFailed(ILogger logger, string instanceId, string name, string errorType);

    [LoggerMessage(7002, LogLevel.Warning, "Activity '{Name}' of orchestration '{InstanceId}' failed: {ErrorType}")]
    private static partial void LogActivityFailed(ILogger logger, string instanceId, string name, string errorType);

    [LoggerMessage(
        7003,
        LogLevel.Information,
        "Activity '{Name}' of orchestration '{InstanceId}' was stopped; it runs again at the next start")]
    private static partial void LogActivityStopped(ILogger logger, string instanceId, string name);

    [LoggerMessage(7004, LogLevel.Error, "The task store could not be worked on ({What}); trying again")]
    private static partial void LogTrouble(ILogger logger, string what, Exception exception);
}
