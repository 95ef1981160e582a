using Azure;
using Azure.Data.Tables;
using Azurite;
using Xunit.Sdk;

namespace LocalRuntime.Tests.Tables.Rest;

/// <summary>What becomes of each kind of call when its first attempt fails.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Table = "Customers";

    private static readonly Fault[] NotMade = [Fault.Status429, Fault.Status500, Fault.Status503, Fault.LostBefore];
    private static readonly Fault[] Made = [Fault.LostAfter, Fault.Error500After];

    /// <summary>
    /// The kinds of calls on a table that has the row <c>old</c>: what is done, how a repetition is refused when the
    /// first attempt was made (null for not at all), and the rows that there are then.
    /// </summary>
    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["create a table"] = new(s => s.CreateTableAsync("Other"), "TableAlreadyExists", "old:0"),
        ["create a table if need be"] = new(s => s.CreateTableIfNotExistsAsync("Other"), null, "old:0"),
        ["delete a table"] = new(s => s.DeleteTableAsync("Empty"), null, "old:0"),
        ["list tables"] = new(s => s.QueryAsync().ToListAsync().AsTask(), null, "old:0"),
        ["add"] = new(s => Of(s).AddEntityAsync(Row("new")), "EntityAlreadyExists", "new:1 old:0"),
        ["upsert by merging"] = new(s => Of(s).UpsertEntityAsync(Row("new")), null, "new:1 old:0"),
        ["upsert by replacing"] = new(
            s => Of(s).UpsertEntityAsync(Row("old"), TableUpdateMode.Replace), null, "old:1"),
        ["update by merging"] = new(
            async s => await Of(s).UpdateEntityAsync(Row("old"), await TagAsync(s)),
            "UpdateConditionNotSatisfied",
            "old:1"),
        ["update by replacing"] = new(
            async s => await Of(s).UpdateEntityAsync(Row("old"), await TagAsync(s), TableUpdateMode.Replace),
            "UpdateConditionNotSatisfied",
            "old:1"),
        ["update whatever there is"] = new(s => Of(s).UpdateEntityAsync(Row("old"), ETag.All), null, "old:1"),
        ["delete"] = new(async s => await Of(s).DeleteEntityAsync("p", "old", await TagAsync(s)), null, ""),
        ["get"] = new(s => Of(s).GetEntityAsync<TableEntity>("p", "old"), null, "old:0"),
        ["query"] = new(s => Of(s).QueryAsync<TableEntity>().ToListAsync().AsTask(), null, "old:0"),
        ["add together"] = new(
            s => SubmitAsync(s, (TableTransactionActionType.UpsertReplace, "old", default), (default, "new", default)),
            "EntityAlreadyExists",
            "new:1 old:1"),
        ["upsert together"] = new(
            s => SubmitAsync(
                s,
                (TableTransactionActionType.UpsertMerge, "old", default),
                (TableTransactionActionType.UpsertReplace, "new", default)),
            null,
            "new:1 old:1"),
        ["update together"] = new(
            async s => await SubmitAsync(s, (TableTransactionActionType.UpdateReplace, "old", await TagAsync(s))),
            "UpdateConditionNotSatisfied",
            "old:1"),
        ["delete together"] = new(
            async s => await SubmitAsync(s, (TableTransactionActionType.Delete, "old", await TagAsync(s))),
            "ResourceNotFound",
            ""),
    };

    private FaultyProxy _proxy = null!;
    private TableServiceClient _service = null!;

    public static MatrixTheoryData<string, Fault> CallsNotMade => new(Kinds.Keys, NotMade);

    public static MatrixTheoryData<string, Fault> CallsMade => new(Kinds.Keys, Made);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        _proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        _service = Client();
        await _service.CreateTableAsync(Table);
        await _service.CreateTableAsync("Empty");
        await Of(_service).AddEntityAsync(new TableEntity("p", "old") { ["A"] = 0 });
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(CallsNotMade))]
    public async Task A_call_that_was_not_made_is_made_at_the_second_attempt(string kind, Fault fault)
    {
        _proxy.Policy = FaultyProxy.Once(fault);

        await Kinds[kind].ActAsync(_service);

        Assert.Contains(_proxy.Calls, call => call.Fault == fault);
        await HoldsAsync(Kinds[kind].Rows);
    }

    [Theory]
    [MemberData(nameof(CallsMade))]
    public async Task A_call_that_was_made_and_not_answered_is_not_made_twice(string kind, Fault fault)
    {
        _proxy.Policy = FaultyProxy.Once(fault);

        var refusal = await RefusalAsync(() => Kinds[kind].ActAsync(_service));

        Assert.Equal(Kinds[kind].Refused, refusal?.ErrorCode);
        if (refusal is TableTransactionFailedException refused)
            Assert.Equal(kind == "add together" ? 1 : 0, refused.FailedTransactionActionIndex);
        Assert.Contains(_proxy.Calls, call => call.Fault == fault);
        await HoldsAsync(Kinds[kind].Rows);
    }

    [Fact]
    public async Task A_call_that_hangs_is_made_anew_when_the_client_gives_up()
    {
        var options = Options();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(1);
        _service = Client(options);
        await _service.CreateTableAsync(Table);
        _proxy.Policy = FaultyProxy.Once(Fault.Hang);

        await Of(_service).UpsertEntityAsync(Row("old"));

        await HoldsAsync("old:1");
    }

    [Theory]
    [InlineData(Fault.Status429, 429)]
    [InlineData(Fault.Status500, 500)]
    [InlineData(Fault.Status503, 503)]
    public async Task What_fails_for_good_is_refused_after_three_repetitions(Fault fault, int status)
    {
        _proxy.Policy = _ => fault;
        _proxy.Forget();

        var single = await RefusalAsync(() => Of(_service).UpsertEntityAsync(Row("new")));
        var together = await RefusalAsync(() => SubmitAsync(_service, (default, "new", default)));

        Assert.Equal((status, status), (single!.Status, together!.Status));
        Assert.Equal(["MERGE", "MERGE", "MERGE", "MERGE"], _proxy.Calls.Take(4).Select(call => call.Kind));
        Assert.Equal([1, 1, 1, 1], _proxy.Calls.Skip(4).Select(call => call.Operations));
        _proxy.Policy = _ => Fault.None;
        await HoldsAsync("old:0");
    }

    [Fact]
    public async Task Operations_are_counted_at_the_wire()
    {
        _proxy.Forget();

        await SubmitAsync(
            _service,
            (TableTransactionActionType.UpsertReplace, "a", default),
            (TableTransactionActionType.UpsertMerge, "b", default),
            (TableTransactionActionType.Delete, "old", default));
        await Of(_service).DeleteEntityAsync("p", "a");
        await Of(_service).QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(
            [("POST $batch", 3), ("DELETE", 1), ("GET", 0)],
            _proxy.Calls.Select(call => (call.Kind, call.Operations)));
    }

    private static TableClientOptions Options()
    {
        var options = new TableClientOptions();
        (options.Retry.Delay, options.Retry.MaxDelay) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));
        return options;
    }

    private TableServiceClient Client(TableClientOptions? options = null) =>
        new(_proxy.NewAccount(), options ?? Options());

    private static TableClient Of(TableServiceClient service) => service.GetTableClient(Table);

    private static TableEntity Row(string row) => new("p", row) { ["A"] = 1 };

    private static async Task<ETag> TagAsync(TableServiceClient service) =>
        (await Of(service).GetEntityAsync<TableEntity>("p", "old")).Value.ETag;

    private static async Task SubmitAsync(
        TableServiceClient service, params (TableTransactionActionType Type, string Row, ETag ETag)[] actions) =>
        await Of(service).SubmitTransactionAsync(actions.Select(
            action => new TableTransactionAction(action.Type, Row(action.Row), action.ETag)));

    private static async Task<RequestFailedException?> RefusalAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RequestFailedException refusal)
        {
            return refusal;
        }
    }

    private async Task HoldsAsync(string rows)
    {
        var read = await Of(_service).QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(rows, string.Join(' ', read.Select(row => $"{row.RowKey}:{row["A"]}")));
    }

    private sealed record Kind(Func<TableServiceClient, Task> ActAsync, string? Refused, string Rows);
}
