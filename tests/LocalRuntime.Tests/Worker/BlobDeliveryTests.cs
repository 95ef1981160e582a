using System.Diagnostics;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Blobs;
using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Worker;

public sealed class BlobDeliveryTests : IDisposable
{
    private const int Threshold = 5;

    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalFunction _function = FunctionDiscovery.In([typeof(StreamOfBlob)]).Single();
    private readonly RuntimeDatabase _database;
    private readonly LocalQueues _queues;
    private readonly BlobReceipts _receipts;
    private Func<Task> _run = () => Task.CompletedTask;
    private int _runs;

    public BlobDeliveryTests()
    {
        _database = new RuntimeDatabase(new LocalRuntimeOptions { DataFolder = _folder.In("data") });
        _queues = new LocalQueues(_database);
        _receipts = new BlobReceipts(_database, _queues);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_blob_that_worked_is_done_with_for_good()
    {
        var blob = Blob("a.csv");
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task The_waits_between_tries_double()
    {
        var blob = Blob("a.csv");
        _run = () => throw new InvalidDataException();
        foreach (var seconds in new[] { 2, 4, 8, 16 })
        {
            var receipt = await TryAsync(blob);
            Assert.Equal((BlobState.Waiting, TimeSpan.FromSeconds(seconds)),
                (receipt.State, receipt.NextTry - _clock.GetUtcNow()));
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(receipt, await TryAsync(blob));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(BlobState.Poison, (await TryAsync(blob)).State);
        Assert.Equal(Threshold, _runs);
        Assert.NotNull(Poison);
    }

    [Fact]
    public async Task Tries_that_crashed_the_process_count_too()
    {
        var blob = Blob("a.csv");
        _receipts.Keep(
            _function.Name, blob, new BlobReceipt(BlobState.Waiting, Threshold, DateTimeOffset.MinValue));
        Assert.Equal(BlobState.Poison, (await TryAsync(blob)).State);
        Assert.Equal(0, _runs);
        Assert.NotNull(Poison);
    }

    [Fact]
    public async Task A_try_is_kept_before_the_function_runs()
    {
        var blob = Blob("a.csv");
        var during = BlobReceipt.None;
        _run = () =>
        {
            during = _receipts.Find(_function.Name, blob);
            return Task.CompletedTask;
        };
        await TryAsync(blob);
        Assert.Equal(
            new BlobReceipt(BlobState.Waiting, 1, _clock.GetUtcNow() + TimeSpan.FromSeconds(2)), during);
    }

    [Fact]
    public async Task A_blob_that_is_gone_is_dropped_without_a_word()
    {
        var blob = Blob("a.csv");
        File.Delete(blob.Path);
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
        Assert.Equal(0, _runs);
        Assert.Null(Poison);
    }

    [Fact]
    public async Task A_blob_that_goes_while_it_is_worked_on_is_dropped_without_a_word()
    {
        var blob = Blob("a.csv");
        _run = () =>
        {
            File.Delete(blob.Path);
            throw new FileNotFoundException();
        };
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
    }

    [Fact]
    public async Task A_blob_that_was_overwritten_is_left_to_its_new_etag()
    {
        var blob = Blob("a.csv");
        File.WriteAllText(blob.Path, "overwritten");
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task A_run_that_the_stop_ended_is_no_try()
    {
        var blob = Blob("a.csv");
        using var ending = new CancellationTokenSource();
        _run = () =>
        {
            ending.Cancel();
            throw new OperationCanceledException(ending.Token);
        };
        Assert.Equal(BlobReceipt.None, await TryUntilAsync(blob, ending.Token));
        Assert.Equal(BlobReceipt.None, _receipts.Find(_function.Name, blob));
    }

    [Fact]
    public async Task A_blob_that_was_overwritten_while_it_was_worked_on_is_left_to_its_new_etag()
    {
        var blob = Blob("a.csv");
        _run = () =>
        {
            File.WriteAllText(blob.Path, "overwritten");
            throw new InvalidDataException();
        };
        Assert.Equal(BlobState.Done, (await TryAsync(blob)).State);
    }

    [Fact]
    public void Each_durable_write_is_told_before_and_after()
    {
        var told = new List<string>();
        using var all = DiagnosticListener.AllListeners.Subscribe(new Told<DiagnosticListener>(listener =>
        {
            if (listener.Name == Writes.Name)
                listener.Subscribe(new Told<KeyValuePair<string, object?>>(line =>
                {
                    lock (told)
                        told.Add($"{line.Key} {line.Value}");
                }));
        }));
        _database.Write("a write of this test", _ => { });
        lock (told)
        {
            Assert.Contains("before a write of this test", told);
            Assert.Contains("after a write of this test", told);
        }
    }

    private QueueMessage? Poison => _queues.Next(PoisonMessage.Queue, _clock.GetUtcNow());

    private BlobFile Blob(string name)
    {
        var file = new FileInfo(_folder.Write(name, "content"));
        return new BlobFile(
            "dumps", name, file.FullName, BlobFile.TagOf(file.Length, file.LastWriteTimeUtc),
            new Dictionary<string, string>());
    }

    private Task<BlobReceipt> TryAsync(BlobFile blob) => TryUntilAsync(blob, CancellationToken.None);

    private Task<BlobReceipt> TryUntilAsync(BlobFile blob, CancellationToken ending) => new BlobDelivery(
        _receipts, Threshold, _clock,
        (_, _, _) =>
        {
            _runs++;
            return _run();
        },
        NullLogger.Instance).TryAsync(_function, blob, ending);

    private sealed class Told<T>(Action<T> hear) : IObserver<T>
    {
        public void OnNext(T value) => hear(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
