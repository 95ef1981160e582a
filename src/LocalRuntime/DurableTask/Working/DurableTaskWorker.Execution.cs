namespace LocalRuntime.DurableTask;

/// <content>Runs one orchestration, one activity.</content>
internal sealed partial class DurableTaskWorker
{
    private static readonly TimeSpan TroubleDelay = TimeSpan.FromSeconds(1);

    private async Task RunOrchestrationAsync(long key)
    {
        try
        {
            if (_store.Load(key, _cache) is not { } item)
                return;
            OrchestrationOutcome outcome = _registry.Orchestrator(item.Name) is { } code
                ? OrchestrationRun.Execute(item, code, _loggers)
                : Unknown(item);
            if (_store.Commit(item, outcome, _cache))
                Log(item, outcome);
        }
        catch (ObjectDisposedException)
        {
            // The store was closed: what was not recorded runs again at the next start.
        }
        catch (Exception e)
        {
            _cache.Forget(key);
            LogTrouble(_logger, "orchestration", e);
            await PauseAsync();
        }
    }

    // A row that cannot be worked on would otherwise be taken again at once, for ever.
    private Task PauseAsync() => EndOrTimeAsync(_stopped.Task, TroubleDelay, CancellationToken.None);

    private static OrchestrationOutcome Unknown(OrchestrationWorkItem item) => new(
        OrchestrationStep.Failed,
        Failures.ToJson(
            Failures.OrchestratorNotFound,
            $"Instance '{item.Id}': found orchestrator '{item.Name}'; expected one that the app has. " +
            "Check the name, and that the function is built into the app."),
        [],
        false,
        null);

    private void Log(OrchestrationWorkItem item, OrchestrationOutcome outcome)
    {
        if (outcome.Step == OrchestrationStep.Failed)
            LogFailed(_logger, item.Id, item.Name, Failures.FromJson(outcome.Payload)!.ErrorType);
        else
            LogStep(_logger, item.Id, item.Name, outcome.Step);
    }

    private async Task RunActivityAsync(ActivityWorkItem item)
    {
        ActivityCall call = item.Call;
        try
        {
            (bool good, string? payload) = await CallAsync(call);
            _store.CompleteActivity(item, good, payload);
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            LogActivityStopped(_logger, call.InstanceId, call.Name);
        }
        catch (ObjectDisposedException)
        {
            // The store was closed: the activity runs again at the next start.
        }
        catch (Exception e)
        {
            LogTrouble(_logger, "activity", e);
            await PauseAsync();
        }
    }

    private async Task<(bool Good, string? Payload)> CallAsync(ActivityCall call)
    {
        if (_registry.Activity(call.Name) is not { } run)
        {
            LogActivityFailed(_logger, call.InstanceId, call.Name, Failures.ActivityNotFound);
            return (false, Failures.ToJson(
                Failures.ActivityNotFound,
                $"Instance '{call.InstanceId}': found a call of activity '{call.Name}'; " +
                "expected one that the app has."));
        }

        try
        {
            return (true, Payloads.Json.Serialize(await run(call, _shutdown.Token)));
        }
        catch (Exception e) when (e is not OperationCanceledException || !_shutdown.IsCancellationRequested)
        {
            LogActivityFailed(_logger, call.InstanceId, call.Name, e.GetType().ToString());
            return (false, Failures.ToJson(e));
        }
    }
}
