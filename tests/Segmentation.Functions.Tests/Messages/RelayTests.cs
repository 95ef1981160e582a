using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Messages;

public sealed class RelayTests : IAsyncLifetime
{
    private readonly TempFolder _topicFolder = new();
    private readonly LimitedTopic _topic;
    private Shop _shop = null!;

    public RelayTests() => _topic = new LimitedTopic($"Data Source={_topicFolder["topic.db"]}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _shop = await Shop.OpenAsync(services => services.AddSingleton<ServiceBusClient>(_topic));

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        _topicFolder.Dispose();
    }

    [Fact]
    public async Task The_first_run_sends_one_summary()
    {
        await _shop.FirstRunAsync();
        Assert.Equal(["segmentation.run.published.v1"], await TypesAsync());
        Assert.NotNull((await RowAsync(1)).RelayedAt);
    }

    [Fact]
    public async Task A_later_run_sends_its_transitions_and_then_announces_itself()
    {
        await _shop.FirstRunAsync();
        await _shop.RunAsync("orders.csv", Moving);
        var types = (await TypesAsync()).Skip(1).ToArray();
        Assert.True(types.Length > 1);
        Assert.Equal("segmentation.run.published.v1", types[^1]);
        Assert.All(types[..^1], type => Assert.Equal("segmentation.customer.transitioned.v1", type));
        var row = await RowAsync(2);
        Assert.Equal(types.Length - 1, row.Moves);
        Assert.All(Enumerable.Range(0, 4), file => Assert.Equal(Length(2, file), Offsets(row)[file]));
    }

    [Fact]
    public async Task Messages_of_a_run_that_is_not_published_are_not_sent()
    {
        await _shop.FirstRunAsync();
        var run = await _shop.ScoreAsync("orders.csv", Moving);
        var before = _topic.Sends.Count;
        for (var file = 0; file < 4; file++)
            Assert.Equal(0, await RelayAsync(run, file));
        Assert.Equal(before, _topic.Sends.Count);
    }

    [Fact]
    public async Task A_relay_that_was_ended_goes_on_where_it_was()
    {
        await _shop.FirstRunAsync();
        var run = await _shop.ScoreAsync("orders.csv", Moving);
        await _shop.Spine.ProjectAsync(run);
        await _shop.PublishAsync(run);
        int[] files = [.. Enumerable.Range(1, 3).Where(file => Length(run, file) > 0)];
        Assert.True(files.Length > 1);
        _topic.Left = 1;
        var sent = await RelayAsync(run, files[0]);
        Assert.Equal(Lines(run, files[0]).Length, sent);
        await Assert.ThrowsAsync<ServiceBusException>(() => RelayAsync(run, files[1]));
        Assert.Equal(Length(run, files[0]), Offsets(await RowAsync(run))[files[0]]);
        Assert.Equal(0, Offsets(await RowAsync(run))[files[1]]);
        _topic.Left = null;
        Assert.Equal(0, await RelayAsync(run, files[0]));
        Assert.Equal(Lines(run, files[1]).Length, await RelayAsync(run, files[1]));
    }

    [Fact]
    public async Task Lines_before_the_offset_of_a_file_are_not_sent_again()
    {
        await _shop.FirstRunAsync();
        var run = await _shop.ScoreAsync("orders.csv", Moving);
        await _shop.Spine.ProjectAsync(run);
        await _shop.PublishAsync(run);
        var file = Enumerable.Range(1, 3).MaxBy(file => Lines(run, file).Length);
        var lines = Lines(run, file);
        Assert.True(lines.Length > 1);
        var offsets = new long[4];
        offsets[file] = lines[0].Length + 1;
        await _shop.Spine.Get<RunLedger>().ChangeAsync(
            run, row => (row.Relayed = JsonSerializer.Serialize(offsets)) is not null, Cancel);
        var before = (await _topic.ReadAsync()).Count;
        Assert.Equal(lines.Length - 1, await RelayAsync(run, file));
        var ids = (await _topic.ReadAsync()).Skip(before).Select(message => message.MessageId);
        Assert.Equal(
            lines[1..].Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("id").GetString()), ids);
    }

    [Fact]
    public async Task A_relay_that_was_ended_before_it_was_noted_sends_the_same_messages_again()
    {
        await _shop.FirstRunAsync();
        var run = await _shop.RunAsync("orders.csv", Moving);
        var (before, sends) = (await _topic.ReadAsync(), _topic.Sends.Count);
        await _shop.Spine.Get<RunLedger>().ChangeAsync(run, row => (row.Relayed = null) is null, Cancel);
        await _shop.Spine.RelayAsync(run);
        Assert.True(_topic.Sends.Count > sends + 1);
        Assert.Equal(before.Select(message => message.Sequence), (await _topic.ReadAsync()).Select(m => m.Sequence));
    }

    [Fact]
    public async Task What_is_too_large_is_parked_with_the_run_and_counted_once()
    {
        await _shop.FirstRunAsync();
        var run = await _shop.ScoreAsync("orders.csv", Moving);
        await _shop.Spine.ProjectAsync(run);
        await _shop.PublishAsync(run);
        var sends = _topic.Sends.Count;
        _topic.MostBytes = 500;
        for (var time = 0; time < 2; time++)
        {
            await _shop.Spine.RelayAsync(run);
            var row = await RowAsync(run);
            Assert.NotNull(row.RelayedAt);
            // The message about the run is too large too.
            Assert.Equal(row.Moves + 1, row.Parked);
            await _shop.Spine.Get<RunLedger>().ChangeAsync(run, changed => (changed.Relayed = null) is null, Cancel);
        }

        Assert.Equal(sends, _topic.Sends.Count);
        var parked = _shop.Spine.Get<DataFolder>().Files(ParkedEvents.Of(run));
        var ids = Enumerable.Range(1, 3).SelectMany(file => Lines(run, file))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("id").GetString() + ".json");
        Assert.Superset(ids.ToHashSet(), parked.ToHashSet());
    }

    private string Moving => _shop.Orders(
        [.. Enumerable.Repeat(1, 30), .. Enumerable.Repeat(2, 20), .. Enumerable.Repeat(3, 12), 4]);

    private Task<long> RelayAsync(int run, int file) =>
        _shop.Spine.Get<RelayTransitions>().RunAsync(new Piece(RunStore.Folder(run), file), Cancel);

    private Task<RunRow> RowAsync(int run) => _shop.Spine.Get<RunLedger>().GetAsync(run, Cancel);

    private static long[] Offsets(RunRow row) => JsonSerializer.Deserialize<long[]>(row.Relayed!)!;

    private static string Name(int run, int file) =>
        file == 0 ? TransitionFile.Summary(run) : TransitionFile.Name(run, file - 1);

    private long Length(int run, int file) => _shop.Spine.Get<DataFolder>().Length(Name(run, file));

    private byte[][] Lines(int run, int file) => [.. _shop.Spine.Get<DataFolder>().Lines(Name(run, file))];

    /// <summary>The types of all messages of runs, in order.</summary>
    private async Task<string[]> TypesAsync() =>
    [
        .. (await _topic.ReadAsync()).Select(message => message.Subject!)
            .Where(type => !type.Contains(".import.", StringComparison.Ordinal)),
    ];
}
