using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>What is refused, and what is just accepted.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class LimitContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u009fb")]
    public async Task Keys_with_forbidden_characters_are_refused(string key)
    {
        await RefusedAsync(400, "OutOfRangeInput", () => Table.AddEntityAsync(Entity(key, "r")));
        await RefusedAsync(400, "OutOfRangeInput", () => Table.AddEntityAsync(Entity("p", key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a'b''c")]
    [InlineData("100% + ~=&;")]
    [InlineData("ß 😀 \uffff \u00a0")]
    public async Task Other_keys_are_kept_as_they_are(string key)
    {
        await Table.AddEntityAsync(Entity(key, key, ("A", 1)));

        var read = (await Table.GetEntityAsync<TableEntity>(key, key)).Value;

        Assert.Equal((key, key), (read.PartitionKey, read.RowKey));
        Assert.Single(await KeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}")));
    }

    [Fact]
    public async Task Keys_may_have_one_kibibyte()
    {
        await Table.AddEntityAsync(Entity(new string('p', 512), new string('r', 512)));

        Assert.Equal(512, Assert.Single(await Table.QueryAsync<TableEntity>().ToListAsync()).RowKey.Length);
    }

    [Fact]
    public async Task Keys_of_more_than_one_kibibyte_are_refused()
    {
        await RefusedAsync(400, "KeyValueTooLarge", () => Table.AddEntityAsync(Entity(new string('p', 513), "r")));
        await RefusedAsync(400, "KeyValueTooLarge", () => Table.AddEntityAsync(Entity("p", new string('r', 513))));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("a-b-c")]
    [InlineData("tables")]
    [InlineData("täglich")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Names_that_no_table_has_are_refused(string name) => await RefusedAsync(
        400, "InvalidResourceName", () => Store.Service.CreateTableIfNotExistsAsync(name));

    [Theory]
    [InlineData("a-b", "PropertyNameInvalid")]
    [InlineData("1a", "PropertyNameInvalid")]
    [InlineData("a.b", "PropertyNameInvalid")]
    [InlineData("a b", "PropertyNameInvalid")]
    public async Task Names_that_no_property_has_are_refused(string name, string code) =>
        await RefusedAsync(400, code, () => Table.AddEntityAsync(Entity("p", "r", (name, 1))));

    [Fact]
    public async Task Property_names_may_have_255_characters()
    {
        await Table.AddEntityAsync(Entity("p", "r", (new string('ä', 255), 1), ("_ok9", 2)));

        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value[new string('ä', 255)]);
    }

    [Fact]
    public async Task Property_names_of_256_characters_are_refused() => await RefusedAsync(
        400, "PropertyNameTooLong", () => Table.AddEntityAsync(Entity("p", "s", (new string('a', 256), 1))));

    [Fact]
    public async Task A_text_has_at_most_64_kibibytes_at_two_a_character()
    {
        var text = new string('ä', 32 * 1024);
        await Table.AddEntityAsync(Entity("p", "r", ("A", text)));
        Assert.Equal(text, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
        await RefusedAsync(
            400, "PropertyValueTooLarge", () => Table.AddEntityAsync(Entity("p", "s", ("A", text + "a"))));
    }

    [Fact]
    public async Task A_binary_has_at_most_64_kibibytes()
    {
        var bytes = new byte[64 * 1024];
        await Table.AddEntityAsync(Entity("p", "r", ("A", bytes)));
        Assert.Equal(bytes, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
        await RefusedAsync(
            400,
            "PropertyValueTooLarge",
            () => Table.AddEntityAsync(Entity("p", "s", ("A", new byte[bytes.Length + 1]))));
    }

    [Fact]
    public async Task An_entity_may_have_one_mebibyte()
    {
        await Table.AddEntityAsync(Entity("p", "r", Mebibyte(0)));

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(16, read.Keys.Count(name => name.StartsWith('A')));
    }

    [Fact]
    public async Task An_entity_of_more_than_one_mebibyte_is_refused_merged_ones_too()
    {
        await Table.AddEntityAsync(Entity("p", "r", Mebibyte(0)));

        await RefusedAsync(400, "EntityTooLarge", () => Table.AddEntityAsync(Entity("p", "s", Mebibyte(1))));
        await RefusedAsync(400, "EntityTooLarge", () => Table.UpsertEntityAsync(Entity("p", "r", ("More", 1))));
    }

    [Fact]
    public async Task An_entity_may_have_252_properties()
    {
        await Table.AddEntityAsync(Entity("p", "r", Numbered(252)));
        await Table.UpsertEntityAsync(Entity("p", "r", ("A7", 8)));

        Assert.Equal(8, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A7"]);
    }

    [Fact]
    public async Task An_entity_of_253_properties_is_refused_merged_ones_too()
    {
        await Table.AddEntityAsync(Entity("p", "r", Numbered(252)));

        await RefusedAsync(400, "TooManyProperties", () => Table.AddEntityAsync(Entity("p", "s", Numbered(253))));
        await RefusedAsync(400, "TooManyProperties", () => Table.UpsertEntityAsync(Entity("p", "r", ("More", 1))));
    }

    [Fact]
    public async Task Instants_may_start_in_1601()
    {
        var first = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Table.AddEntityAsync(Entity("p", "r", ("A", first)));

        Assert.Equal(first, (await Table.GetEntityAsync<TableEntity>("p", "r")).Value["A"]);
    }

    [Fact]
    public async Task Instants_before_1601_are_refused() => await RefusedAsync(
        400, "OutOfRangeInput", () => Table.AddEntityAsync(Entity("p", "s", ("A", DateTime.MinValue))));

    [Fact]
    public async Task A_type_that_tables_lack_is_refused() => await Assert.ThrowsAsync<NotSupportedException>(
        () => Table.AddEntityAsync(Entity("p", "r", ("A", 1.5m))));

    private static (string Name, object? Value)[] Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => ($"A{i}", (object?)i))];

    /// <summary>Properties of an entity that has a mebibyte, and more bytes.</summary>
    private static (string Name, object? Value)[] Mebibyte(int more)
    {
        // 4 + two keys of 1 character + 16 properties: 8, two a character of the name, 4, and the value.
        var used = 4 + 4 + (16 * (8 + 6 + 4)) + (15 * 65536);
        var rest = (1024 * 1024) - used;
        return
        [
            .. Enumerable.Range(10, 15).Select(i => ($"A{i}", (object?)new byte[65536])),
            ("A99", new byte[rest + more]),
        ];
    }
}
