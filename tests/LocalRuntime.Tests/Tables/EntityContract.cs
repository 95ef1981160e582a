using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>Writing and reading single entities.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class EntityContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Fact]
    public async Task An_entity_is_read_as_it_was_written()
    {
        var written = new Customer
        {
            PartitionKey = "p",
            RowKey = "r",
            Name = "Zoë 😀 '\u0001",
            Orders = -1,
            Cents = long.MaxValue,
            Score = 0.1,
            IsActive = true,
            Since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(7),
            Seen = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Id = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            Photo = [1, 2, 0],
            Vector = new BinaryData([9]),
            Day = DayOfWeek.Friday,
            Original = "o",
            Ignored = "i",
        };
        written.Keep(5);
        await Table.AddEntityAsync(written);

        var read = (await Table.GetEntityAsync<Customer>("p", "r")).Value;

        Assert.Equal((written.Name, written.Orders, written.Cents), (read.Name, read.Orders, read.Cents));
        Assert.Equal((written.Score, written.IsActive, written.Id), (read.Score, read.IsActive, read.Id));
        Assert.Equal(written.Day, read.Day);
        Assert.Equal((written.Since, written.Seen, written.Original), (read.Since, read.Seen, read.Original));
        Assert.Equal(written.Photo, read.Photo);
        Assert.Equal([9], read.Vector!.ToArray());
        Assert.Null(read.Ignored);
        Assert.Equal(5, read.Secret);
    }

    [Fact]
    public async Task An_entity_is_read_by_name_with_the_types_of_tables()
    {
        await Table.AddEntityAsync(
            new Customer { PartitionKey = "p", RowKey = "r", Original = "o", Vector = new([1]) });

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Sunday", read.GetString("Day"));
        Assert.Equal("o", read.GetString("renamed"));
        Assert.Equal(DateTimeOffset.UnixEpoch, read.GetDateTimeOffset("Since"));
        Assert.Equal([1], read.GetBinary("Vector"));
        Assert.Equal((0, 0.0, false), (read.GetInt32("Orders"), read.GetDouble("Score"), read.GetBoolean("IsActive")));
        Assert.DoesNotContain("Ignored", read.Keys);
        // As officially, what can only be read is stored too.
        Assert.Equal("!", read.GetString("Computed"));
    }

    [Theory]
    [InlineData(5.0)]
    [InlineData(-0.25)]
    [InlineData(1e300)]
    [InlineData(4.9e-324)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_double_stays_a_double(double number)
    {
        await Table.AddEntityAsync(Entity("p", "r", ("A", number)));

        Assert.Equal(number, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":[\"b}\"]}")]
    [InlineData("\\ ' \" \r\n\t \u0001 \u2028\u2029 <&> % + ß 😀 \uffff")]
    [InlineData("\r\n--changeset_of_entities--\r\nHTTP/1.1 500 \r\n\r\n--batch_of_entities--")]
    public async Task Any_text_is_kept_as_it_is(string text)
    {
        await Table.AddEntityAsync(Entity("p", "r", ("A", text)));
        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Entity("p", "s", ("A", text))),
            new(TableTransactionActionType.UpsertMerge, Entity("p", "t", ("A", text), ("B", 1))),
        ]);

        var read = await Table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal([text, text, text], read.Select(entity => entity["A"]));
    }

    [Fact]
    public async Task Nulls_are_not_stored()
    {
        await Table.AddEntityAsync(Entity("p", "r", ("Nothing", null), ("Something", 1)));

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.DoesNotContain("Nothing", read.Keys);
        Assert.Equal(1, read["Something"]);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_survives_beside_other_text()
    {
        await Table.AddEntityAsync(Entity("p", "r", ("Half", "a\ud83d"), ("Whole", "ok")));

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(("a\ud83d", "ok"), (read.GetString("Half"), read.GetString("Whole")));
    }

    [Fact]
    public async Task An_entity_that_is_not_there_is_404_or_no_value()
    {
        await RefusedAsync(404, "ResourceNotFound", () => Table.GetEntityAsync<TableEntity>("p", "r"));

        var none = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.False(none.HasValue);
        Assert.Equal(404, none.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => none.Value);
    }

    [Fact]
    public async Task Adding_a_key_twice_is_409_and_keeps_the_first()
    {
        await Table.AddEntityAsync(Entity("p", "r", ("A", 1)));

        await RefusedAsync(409, "EntityAlreadyExists", () => Table.AddEntityAsync(Entity("p", "r", ("A", 2))));

        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1, 3, 4)]
    [InlineData(TableUpdateMode.Replace, null, 3, 4)]
    public async Task Updates_merge_or_replace(TableUpdateMode mode, int? a, int? b, int? c)
    {
        foreach (var row in new[] { "upsert", "update" })
            await Table.AddEntityAsync(Entity("p", row, ("A", 1), ("B", "2")));

        await Table.UpsertEntityAsync(Entity("p", "upsert", ("B", 3), ("C", 4)), mode);
        await Table.UpdateEntityAsync(Entity("p", "update", ("B", 3), ("C", 4)), ETag.All, mode);

        foreach (var row in new[] { "upsert", "update" })
        {
            var read = (await Table.GetEntityAsync<TableEntity>("p", row)).Value;
            Assert.Equal((a, b, c), (read.GetInt32("A"), read.GetInt32("B"), read.GetInt32("C")));
        }
    }

    [Fact]
    public async Task Upsert_inserts_what_is_not_there_and_update_does_not()
    {
        await Table.UpsertEntityAsync(Entity("p", "merge"));
        await Table.UpsertEntityAsync(Entity("p", "replace"), TableUpdateMode.Replace);
        await RefusedAsync(
            404,
            "ResourceNotFound",
            () => Table.UpdateEntityAsync(Entity("p", "r"), ETag.All, TableUpdateMode.Replace));

        Assert.Equal(["p|merge", "p|replace"], await KeysAsync());
    }

    [Fact]
    public async Task Every_write_gives_a_new_etag_and_a_later_timestamp_even_when_the_clock_stands_still()
    {
        var seen = new HashSet<string>();
        DateTimeOffset last = default;
        for (var write = 0; write < 20; write++)
        {
            var response = await Table.UpsertEntityAsync(Entity("p", "r", ("A", 1)));
            var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;

            Assert.Equal(response.Headers.ETag, read.ETag);
            Assert.StartsWith("W/\"datetime'20", read.ETag.ToString("H"), StringComparison.Ordinal);
            Assert.True(seen.Add(read.ETag.ToString("H")));
            Assert.True(read.Timestamp > last);
            last = read.Timestamp!.Value;
        }
    }

    [Fact]
    public async Task An_entity_made_anew_does_not_have_an_etag_of_before()
    {
        var before = (await Table.UpsertEntityAsync(Entity("p", "r"))).Headers.ETag!.Value;
        await Table.DeleteEntityAsync("p", "r");
        await Table.AddEntityAsync(Entity("p", "r"));

        await RefusedAsync(
            412, "UpdateConditionNotSatisfied", () => Table.UpdateEntityAsync(Entity("p", "r"), before));
    }

    [Fact]
    public async Task Another_etag_is_412_for_updates_and_deletes()
    {
        var old = (await Table.UpsertEntityAsync(Entity("p", "r"))).Headers.ETag!.Value;
        var current = (await Table.UpsertEntityAsync(Entity("p", "r", ("A", 1)))).Headers.ETag!.Value;

        foreach (var wrong in new[] { old, new ETag("W/\"other\"") })
        {
            await RefusedAsync(
                412, "UpdateConditionNotSatisfied", () => Table.UpdateEntityAsync(Entity("p", "r"), wrong));
            await RefusedAsync(412, "UpdateConditionNotSatisfied", () => Table.DeleteEntityAsync("p", "r", wrong));
        }

        await Table.UpdateEntityAsync(Entity("p", "r"), current, TableUpdateMode.Replace);
        Assert.Null((await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
    }

    [Fact]
    public async Task An_update_needs_an_etag() => await Assert.ThrowsAsync<ArgumentException>(
        () => Table.UpdateEntityAsync(Entity("p", "r"), default));

    [Fact]
    public async Task Deleting_asks_for_no_etag_unless_one_is_given()
    {
        await Table.AddEntityAsync(Entity("p", "r"));
        var stale = Entity("p", "r");
        stale.ETag = new ETag("W/\"stale\"");

        Assert.Equal(204, (await Table.DeleteEntityAsync(stale)).Status);
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r", new ETag("W/\"x\""))).Status);
    }

    [Fact]
    public async Task Only_selected_properties_are_read()
    {
        await Table.AddEntityAsync(Entity("p", "r", ("A", 1), ("B", 2)));

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", ["A", "RowKey", "Missing"])).Value;

        Assert.Equal((1, null, "r", null), (read.GetInt32("A"), read.GetInt32("B"), read.RowKey, read.PartitionKey));
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task A_class_does_not_read_a_value_of_another_type()
    {
        await Table.AddEntityAsync(Entity("p", "text", ("Orders", "many")));
        await Table.AddEntityAsync(Entity("p", "narrow", ("Cents", 7)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.GetEntityAsync<Customer>("p", "text"));
        Assert.Equal(7, (await Table.GetEntityAsync<Customer>("p", "narrow")).Value.Cents);
    }

    [Fact]
    public async Task Of_two_writers_with_the_same_etag_exactly_one_wins()
    {
        await Table.AddEntityAsync(Entity("p", "r", ("Count", 0)));
        const int Writers = 4, Rounds = 25;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => CountAsync(Rounds))));

        Assert.Equal(Writers * Rounds, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["Count"]);
    }

    private async Task CountAsync(int rounds)
    {
        for (var counted = 0; counted < rounds;)
        {
            var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
            read["Count"] = read.GetInt32("Count") + 1;
            try
            {
                await Table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace);
                counted++;
            }
            catch (RequestFailedException refusal) when (refusal.Status == 412)
            {
                // Another writer was first: read again.
            }
        }
    }
}
