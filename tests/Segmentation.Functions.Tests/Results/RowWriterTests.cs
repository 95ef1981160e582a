using Azure.Data.Tables;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class RowWriterTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly RowWriter _writer;
    private readonly TableClient _table;

    public RowWriterTests()
    {
        var tables = new TableServiceClient($"Data Source={_folder["tables.db"]}");
        (_writer, _table) = (new RowWriter(tables), tables.GetTableClient("segments"));
    }

    private static Func<Task<bool>> Yes => () => Task.FromResult(true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _writer.CreateAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(250)]
    public async Task All_rows_of_a_partition_are_written_with_their_history(int customers)
    {
        var changes = Changes(0, [.. Enumerable.Range(0, customers).Select(i => Change($"c{i}", "now", null, "[]"))]);
        Assert.Equal(customers, await _writer.WriteAsync(1, changes, Yes, Cancel));
        Assert.Equal((customers, customers), await CountAsync());
        RowChange[] second = [.. changes.Rows.Select(row => Change(row.Id, "two", "now", null))];
        await _writer.WriteAsync(2, Changes(1, second), Yes, Cancel);
        Assert.Equal((customers, customers), await CountAsync());
        Assert.Equal((2, "two", 1, "now"), await RowAsync("c0"));
    }

    [Fact]
    public async Task Large_rows_go_in_several_transactions()
    {
        var large = new string('x', 30_000);
        var changes = Changes(0, [.. Enumerable.Range(0, 90).Select(i => Change($"c{i}", large, large, null))]);
        await _writer.WriteAsync(1, changes, Yes, Cancel);
        Assert.Equal((90, 0), await CountAsync());
    }

    [Fact]
    public async Task Writing_twice_changes_nothing()
    {
        var changes = Changes(0, Change("a", "now", null, "[]"), Change("b", "now", null, null));
        await _writer.WriteAsync(1, changes, Yes, Cancel);
        var before = await ETagsAsync();
        await _writer.WriteAsync(1, changes, Yes, Cancel);
        await _writer.WriteAsync(1, changes with { Published = 9 }, Yes, Cancel);
        Assert.Equal(before, await ETagsAsync());
    }

    [Fact]
    public async Task Rows_of_a_higher_run_are_left_alone_and_those_of_a_lower_one_are_replaced()
    {
        await _writer.WriteAsync(3, Changes(0, Change("low", "three", null, null)), Yes, Cancel);
        await _writer.WriteAsync(7, Changes(3, Change("high", "seven", "three", null)), Yes, Cancel);
        await _writer.WriteAsync(
            5, Changes(3, Change("low", "five", "three", "[1]"), Change("high", "five", "three", "[1]")), Yes,
            Cancel);
        Assert.Equal((5, "five", 3, "three"), await RowAsync("low"));
        Assert.Equal((7, "seven", 3, "three"), await RowAsync("high"));
        Assert.Equal((2, 1), await CountAsync());
    }

    [Fact]
    public async Task A_run_that_was_given_up_gives_its_own_rows_back_and_touches_no_others()
    {
        await _writer.WriteAsync(
            3, Changes(0, Change("old", "three", null, null), Change("kept", "three", null, null)), Yes, Cancel);
        var changes = Changes(
            3, Change("old", "five", "three", "[1]"), Change("new", "five", null, "[1]"),
            Change("higher", "five", null, "[1]"), Change("kept", "five", "three", "[1]"));
        await _writer.WriteAsync(7, Changes(3, Change("higher", "seven", null, null)), Yes, Cancel);
        await _writer.WriteAsync(5, Changes(3, [.. changes.Rows.Where(row => row.Id != "kept")]), Yes, Cancel);
        for (var time = 0; time < 2; time++)
        {
            await _writer.WriteBackAsync(5, changes, Cancel);
            Assert.Equal((3, "three", 0, null), await RowAsync("old"));
            Assert.Equal((3, "three", 0, null), await RowAsync("kept"));
            Assert.Equal((7, "seven", 3, null), await RowAsync("higher"));
            Assert.Null(await RowAsync("new"));
            Assert.Equal((3, 0), await CountAsync());
        }
    }

    [Fact]
    public async Task Two_runs_at_once_leave_the_higher_one()
    {
        string[] ids = [.. Enumerable.Range(0, 120).Select(i => $"c{i}")];
        await _writer.WriteAsync(1, Changes(0, [.. ids.Select(id => Change(id, "one", null, null))]), Yes, Cancel);
        await Task.WhenAll(new[] { 2, 3, 4 }.Select(run => Task.Run(
            () => _writer.WriteAsync(
                run, Changes(1, [.. ids.Select(id => Change(id, $"run {run}", "one", "[]"))]), Yes, Cancel), Cancel)));
        foreach (var id in ids)
            Assert.Equal((4, "run 4", 1, "one"), await RowAsync(id));
    }

    private static RowChange Change(string id, string? current, string? previous, string? moves) =>
        new(id, current, previous, moves);

    private static PartitionChanges Changes(int published, params RowChange[] rows) => new("7f", published, rows);

    private async Task<(int, string?, int, string?)?> RowAsync(string id)
    {
        var found = await _table.GetEntityIfExistsAsync<CustomerRow>(
            "7f", CustomerKey.Current(System.Text.Encoding.UTF8.GetBytes(id)), cancellationToken: Cancel);
        return found.HasValue
            ? (found.Value!.Run, found.Value.Current, found.Value.PreviousRun, found.Value.Previous)
            : null;
    }

    private async Task<(int Rows, int History)> CountAsync()
    {
        var keys = (await ETagsAsync()).Select(entity => entity.Key).ToArray();
        return (keys.Count(key => key.StartsWith("c~", StringComparison.Ordinal)),
            keys.Count(key => key.StartsWith("t~", StringComparison.Ordinal)));
    }

    private async Task<List<(string Key, string ETag)>> ETagsAsync()
    {
        var all = new List<(string, string)>();
        await foreach (var entity in _table.QueryAsync<TableEntity>(cancellationToken: Cancel))
            all.Add((entity.RowKey, entity.ETag.ToString()));
        return all;
    }
}
