using System.Diagnostics;
using LocalRuntime.DurableTask;
using Microsoft.Data.Sqlite;

namespace LocalRuntime.Tests.DurableTask;

/// <summary>The store itself: its file, its counts, what it tells of its writes.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Sizes_are_counted_for_an_instance_and_for_all_below_it()
    {
        await using Orchestrations app = await new Orchestrations()
            .Activity<int, string>("Text", length => new string('x', length))
            .Orchestrator("Wave", async context => await context.CallActivityAsync<string>("Text", 1000) is { } text
                ? text.Length
                : 0)
            .Orchestrator("Root", async context =>
            {
                await context.CallActivityAsync<string>("Text", 10);
                await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallSubOrchestratorAsync<int>("Wave")));
                return 0;
            }).StartAsync();
        string id = (await app.RunAsync("Root")).InstanceId;

        OrchestrationStatistics root = app.Store.Statistics(id)!;
        Assert.Equal((1, 1L, 12L), (root.Instances, root.Activities, root.LargestPayloadBytes));
        OrchestrationStatistics tree = app.Store.TreeStatistics(id)!;
        Assert.Equal((4, 4L, 1002L), (tree.Instances, tree.Activities, tree.LargestPayloadBytes));
        Assert.Equal(root.HistoryRows + (3 * 6), tree.HistoryRows);
        Assert.Null(app.Store.TreeStatistics("nothing"));
    }

    [Fact]
    public async Task Each_write_is_told_before_and_after()
    {
        var told = new List<string>();
        using IDisposable all = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == Writes.Name)
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(Tell));
        }));
        await using (Orchestrations app = await new Orchestrations()
            .Activity<int, int>("Same", x => x)
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Same", 1))
            .StartAsync())
        {
            await app.RunAsync("One");
        }

        // Other tests may write at the same time.
        lock (told)
        {
            foreach (string what in new[] { "schedule", "orchestration", "activity" })
            {
                Assert.Contains($"before {what}", told);
                Assert.Contains($"after {what}", told);
            }
        }

        void Tell(KeyValuePair<string, object?> write)
        {
            lock (told)
                told.Add($"{write.Key} {write.Value}");
        }
    }

    [Fact]
    public async Task A_file_of_another_version_is_refused_by_name()
    {
        await using var app = new Orchestrations();
        app.Kill();
        using (var connection = new SqliteConnection($"Data Source={app.File};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        InvalidDataException e = Assert.Throws<InvalidDataException>(() => new DurableTaskStore(app.File, app.Time));
        Assert.Contains("version 99; expected 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_may_open_one_new_file_at_once()
    {
        await using var app = new Orchestrations();
        string file = app.File + "-new";
        DurableTaskStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => new DurableTaskStore(file, app.Time))));

        foreach (DurableTaskStore store in stores)
        {
            Assert.Null(store.FindStatus("nothing"));
            store.Dispose();
        }
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
