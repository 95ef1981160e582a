using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>Changes made together.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class TransactionContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Fact]
    public async Task All_kinds_of_changes_are_made_together()
    {
        foreach (var row in new[] { "b", "c", "d", "e", "f" })
            await Table.AddEntityAsync(Entity("p", row, ("Old", 1)));

        var result = await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "a", ("New", 2))),
            new(TableTransactionActionType.UpdateMerge, Entity("p", "b", ("New", 2)), ETag.All),
            new(TableTransactionActionType.UpdateReplace, Entity("p", "c", ("New", 2)), ETag.All),
            new(TableTransactionActionType.Delete, Entity("p", "d")),
            new(TableTransactionActionType.UpsertMerge, Entity("p", "e", ("New", 2))),
            new(TableTransactionActionType.UpsertReplace, Entity("p", "f", ("New", 2))),
        ]);

        var read = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(
            [("a", null, 2), ("b", 1, 2), ("c", null, 2), ("e", 1, 2), ("f", null, 2)],
            read.Select(entity => (entity.RowKey, entity.GetInt32("Old"), entity.GetInt32("New"))));
        Assert.Equal(6, result.Value.Count);
        Assert.All(result.Value, response => Assert.Equal(204, response.Status));
        Assert.Equal(read[0].ETag, result.Value[0].Headers.ETag);
        Assert.Null(result.Value[3].Headers.ETag);
    }

    [Theory]
    [InlineData(TableTransactionActionType.Add, 409, "EntityAlreadyExists")]
    [InlineData(TableTransactionActionType.UpdateMerge, 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.UpdateReplace, 412, "UpdateConditionNotSatisfied")]
    [InlineData(TableTransactionActionType.Delete, 412, "UpdateConditionNotSatisfied")]
    public async Task A_refused_change_in_the_middle_undoes_all(
        TableTransactionActionType type, int status, string code)
    {
        await Table.AddEntityAsync(Entity("p", "r"));

        var refusal = await RefusedAsync(status, code, () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertReplace, Entity("p", "before")),
            new(TableTransactionActionType.Add, Entity("p", "too")),
            new(type, Entity("p", "r", ("A", 1)), new ETag("W/\"wrong\"")),
            new(TableTransactionActionType.UpsertReplace, Entity("p", "after")),
        ]));

        Assert.Equal(2, Assert.IsType<TableTransactionFailedException>(refusal).FailedTransactionActionIndex);
        Assert.Equal(["p|r"], await KeysAsync());
    }

    [Fact]
    public async Task Rows_are_added_on_both_sides_of_another_whose_own_key_is_refused()
    {
        await Table.AddEntityAsync(Entity("p", "m"));
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "z")),
            new(TableTransactionActionType.Add, Entity("p", "a")),
        ]);

        var refusal = await RefusedAsync(409, "EntityAlreadyExists", () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "b")),
            new(TableTransactionActionType.Add, Entity("p", "m")),
        ]));

        Assert.Equal(1, Assert.IsType<TableTransactionFailedException>(refusal).FailedTransactionActionIndex);
        Assert.Equal(["p|a", "p|m", "p|z"], await KeysAsync());
    }

    [Fact]
    public async Task Deleting_what_is_not_there_fails_a_transaction()
    {
        var refusal = await RefusedAsync(404, "ResourceNotFound", () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "r")),
            new(TableTransactionActionType.Delete, Entity("p", "missing")),
        ]));

        Assert.Equal(1, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
    }

    [Fact]
    public async Task An_update_without_an_etag_is_an_upsert()
    {
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, Entity("p", "r"))]);

        Assert.Equal(["p|r"], await KeysAsync());
    }

    [Fact]
    public async Task Two_partitions_are_refused()
    {
        var code = "CommandsInBatchActOnDifferentPartitions";
        var refusal = await RefusedAsync(400, code, () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "r")),
            new(TableTransactionActionType.Add, Entity("q", "s")),
        ]));

        Assert.Equal(1, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task A_row_twice_is_refused()
    {
        var refusal = await RefusedAsync(400, "InvalidDuplicateRow", () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertReplace, Entity("p", "r")),
            new(TableTransactionActionType.UpsertReplace, Entity("p", "s")),
            new(TableTransactionActionType.Delete, Entity("p", "r")),
        ]));

        Assert.Equal(2, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
    }

    [Fact]
    public async Task There_are_1_to_100_changes()
    {
        List<TableTransactionAction> Changes(int count) => [.. Enumerable.Range(0, count).Select(i =>
            new TableTransactionAction(TableTransactionActionType.Add, Entity("p", $"{i:D3}")))];

        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
        await RefusedAsync(400, "InvalidInput", () => Table.SubmitTransactionAsync(Changes(101)));
        Assert.Empty(await KeysAsync());
        await Table.SubmitTransactionAsync(Changes(100));
        Assert.Equal(100, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_transaction_has_at_most_4_mebibytes()
    {
        // A property of 32,000 plain characters is about 32,000 bytes as sent; 13 or 14 of them in 10 entities.
        List<TableTransactionAction> Changes(int properties) => [.. Enumerable.Range(0, 10).Select(row =>
            new TableTransactionAction(TableTransactionActionType.Add, Entity("p", $"{properties}-{row}", [.. Enumerable
                .Range(0, properties).Select(i => ($"A{i}", (object?)new string('a', 32_000)))])))];

        await Table.SubmitTransactionAsync(Changes(13));
        await RefusedAsync(413, "RequestBodyTooLarge", () => Table.SubmitTransactionAsync(Changes(14)));
    }

    [Theory]
    [InlineData("a'b''c")]
    [InlineData("100% %25 + ~=&;{}()")]
    [InlineData("ß 😀")]
    public async Task Keys_are_kept_as_they_are_by_every_kind_of_change(string key)
    {
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity(key, $"{key}1")),
            new(TableTransactionActionType.UpsertMerge, Entity(key, $"{key}2", ("A", 1))),
            new(TableTransactionActionType.UpsertReplace, Entity(key, $"{key}3")),
        ]);
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, Entity(key, $"{key}1")),
            new(TableTransactionActionType.UpdateMerge, Entity(key, $"{key}2", ("B", 2)), ETag.All),
            new(TableTransactionActionType.UpdateReplace, Entity(key, $"{key}3", ("C", 3)), ETag.All),
        ]);

        var read = await Table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(
            [(key, $"{key}2", 1, 2, null), (key, $"{key}3", null, null, 3)],
            read.Select(entity => (
                entity.PartitionKey,
                entity.RowKey,
                entity.GetInt32("A"),
                entity.GetInt32("B"),
                entity.GetInt32("C"))));
    }

    [Fact]
    public async Task A_value_that_is_too_large_is_named_and_one_of_64_kibibytes_is_not()
    {
        List<TableTransactionAction> Changes(int more) =>
        [
            new(TableTransactionActionType.Add, Entity("p", "r", ("A", new string('a', 32 * 1024)))),
            new(TableTransactionActionType.UpsertReplace, Entity("p", "s", ("A", new byte[(64 * 1024) + more]))),
        ];

        var refusal = await RefusedAsync(
            400, "PropertyValueTooLarge", () => Table.SubmitTransactionAsync(Changes(1)));

        Assert.Equal(1, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync());
        await Table.SubmitTransactionAsync(Changes(0));
        Assert.Equal(2, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_change_without_a_key_is_named()
    {
        var refusal = await RefusedAsync(400, "PropertiesNeedValue", () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "r")),
            new(TableTransactionActionType.UpsertReplace, Entity("p", null!)),
        ]));

        Assert.Equal(1, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task A_change_that_cannot_be_stored_is_named()
    {
        var refusal = await RefusedAsync(400, "PropertyNameInvalid", () => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "r")),
            new(TableTransactionActionType.Add, Entity("p", "s", ("a-b", 1))),
        ]));

        Assert.Equal(1, ((TableTransactionFailedException)refusal).FailedTransactionActionIndex);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < 10; batch++)
            {
                await Table.SubmitTransactionAsync(Enumerable.Range(0, 20).Select(row => new TableTransactionAction(
                    TableTransactionActionType.Add, Entity($"w{writer}", $"{batch:D2}-{row:D2}"))));
            }
        })));

        Assert.Equal(8 * 10 * 20, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_refused_transaction_does_not_harm_those_that_are_committed_with_it()
    {
        await Table.AddEntityAsync(Entity("p", "taken"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            try
            {
                await Table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, Entity("p", $"r{i:D2}")),
                    new(TableTransactionActionType.Add, Entity("p", i % 2 == 0 ? $"s{i:D2}" : "taken")),
                ]);
                return true;
            }
            catch (TableTransactionFailedException)
            {
                return false;
            }
        })));

        Assert.Equal(20, outcomes.Count(made => made));
        Assert.Equal(1 + (20 * 2), (await KeysAsync()).Count);
    }
}
