using LocalRuntime.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.DurableTask;

/// <summary>A store in a file of its own, a worker, a client, and a clock that stands still unless told.</summary>
internal sealed class Orchestrations : IAsyncDisposable
{
    /// <summary>How long a test waits, in real time, for what must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("durable").FullName;
    private DurableTaskWorker? _worker;

    public Orchestrations() => (Store, Client) = Open();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public TaskRegistry Registry { get; } = new();

    // The clock stands still: a stop must not wait for it.
    public DurableTaskWorkerOptions Options { get; } = new()
    {
        MaxConcurrentActivities = 4,
        GracePeriod = TimeSpan.Zero,
        CancelPeriod = TimeSpan.Zero,
    };

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public DurableTaskStore Store { get; private set; }

    public LocalDurableTaskClient Client { get; private set; }

    public string File => Path.Combine(_folder, "tasks.db");

    public Orchestrations Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> run)
    {
        Registry.AddOrchestrator(name, async context => await run(context));
        return this;
    }

    public Orchestrations Activity<TIn, TOut>(string name, Func<TIn, TOut> run) =>
        ActivityAsync<TIn, TOut>(name, (input, _) => Task.FromResult(run(input)));

    public Orchestrations ActivityAsync<TIn, TOut>(string name, Func<TIn, CancellationToken, Task<TOut>> run)
    {
        Registry.AddActivity(name, async (call, stop) =>
            await run(Payloads.Json.Deserialize<TIn>(call.Input)!, stop));
        return this;
    }

    public async Task<Orchestrations> StartAsync()
    {
        _worker = new(Store, Registry, Time, Options, Loggers);
        await _worker.StartAsync(CancellationToken.None);
        return this;
    }

    public Task StopAsync() => _worker!.StopAsync(CancellationToken.None);

    /// <summary>What is left of a worker whose process was killed: a file that nobody has open.</summary>
    public void Kill() => Store.Dispose();

    /// <summary>Another process starts on the same file.</summary>
    public Task RestartAsync()
    {
        (Store, Client) = Open();
        return StartAsync();
    }

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null) =>
        ScheduleAsync(name, input, new StartOrchestrationOptions(id));

    public Task<string> ScheduleAsync(string name, object? input, StartOrchestrationOptions options) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);

    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? id = null) =>
        await EndAsync(await ScheduleAsync(name, input, id));

    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Patience);

    public Task<OrchestrationMetadata?> FindAsync(string id) => Client.GetInstanceAsync(id, getInputsAndOutputs: true);

    public async Task<OrchestrationRuntimeStatus?> StatusAsync(string id) => (await FindAsync(id))?.RuntimeStatus;

    public Task TerminateAsync(string id, object? output = null, bool recursive = false) =>
        Client.TerminateInstanceAsync(id, new TerminateInstanceOptions(output, recursive));

    public Task SuspendAsync(string id) => Client.SuspendInstanceAsync(id, "a test");

    public Task ResumeAsync(string id) => Client.ResumeInstanceAsync(id, "a test");

    public async Task<int> PurgeAsync(string id, bool recursive = false) =>
        (await Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(recursive))).PurgedInstanceCount;

    public Task<PurgeResult> PurgeAllAsync(PurgeInstancesFilter filter) => Client.PurgeAllInstancesAsync(filter);

    public async Task<List<OrchestrationMetadata>> ListAsync(OrchestrationQuery query)
    {
        var found = new List<OrchestrationMetadata>();
        await foreach (OrchestrationMetadata one in Client.GetAllInstancesAsync(query))
            found.Add(one);
        return found;
    }

    /// <summary>The pages of a query, each as the ids of its instances.</summary>
    public async Task<List<string>> PagesAsync(OrchestrationQuery query)
    {
        var pages = new List<string>();
        await foreach (Page<OrchestrationMetadata> page in Client.GetAllInstancesAsync(query).AsPages())
            pages.Add(string.Join(' ', page.Values.Select(one => one.InstanceId)));
        return pages;
    }

    public async Task<T?> ResultAsync<T>(string name, object? input = null)
    {
        OrchestrationMetadata end = await RunAsync(name, input);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, end.FailureDetails?.ToString());
        return end.ReadOutputAs<T>();
    }

    public async Task<TaskFailureDetails> FailureAsync(string name, object? input = null)
    {
        OrchestrationMetadata end = await RunAsync(name, input);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        return Assert.IsType<TaskFailureDetails>(end.FailureDetails);
    }

    /// <summary>Waits for something that a write to the store makes true.</summary>
    public async Task UntilAsync(Func<bool> happened)
    {
        while (true)
        {
            Task changed = Store.Work.Next;
            if (happened())
                return;
            await changed.WaitAsync(Patience);
        }
    }

    /// <summary>Whether an orchestration has ended.</summary>
    public bool HasEnded(string id) => !Store.FindStatus(id)!.Value.IsActive();

    /// <summary>Waits for the next timer and moves the clock to it; false when the orchestration has ended.</summary>
    public async Task<bool> NextTimerAsync(string id)
    {
        DateTime? due = null;
        await UntilAsync(() => (due = Store.FireTimers()) is not null || HasEnded(id));
        if (due is { } at && at > Time.GetUtcNow().UtcDateTime)
            Time.Advance(at - Time.GetUtcNow().UtcDateTime);
        return due is not null;
    }

    /// <summary>Waits until the history of an orchestration has a length.</summary>
    public Task HistoryAsync(string id, int rows) => UntilAsync(() => Store.Statistics(id)!.HistoryRows >= rows);

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        if (_worker is not null)
            await _worker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private (DurableTaskStore Store, LocalDurableTaskClient Client) Open()
    {
        var store = new DurableTaskStore(File, Time);
        return (store, new(store));
    }
}
