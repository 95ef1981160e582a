using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>Order, pages and tokens.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class QueryContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Fact]
    public async Task Entities_come_in_ordinal_order_of_partition_and_row()
    {
        string[] keys =
        [
            "", "!", "0", "10", "9", "A", "Z", "a", "a!", "ab", "b", "~", "ä", "é", "\ud83d\ude00", "\ufffd", "a~",
        ];
        var all = keys.SelectMany(partition => keys.Select(row => (partition, row))).ToList();
        foreach (var (partition, row) in all.AsEnumerable().Reverse())
            await Table.AddEntityAsync(Entity(partition, row));

        var read = await Table.QueryAsync<TableEntity>().ToListAsync();

        all.Sort((x, y) => string.CompareOrdinal(x.partition, y.partition) is var order and not 0
            ? order
            : string.CompareOrdinal(x.row, y.row));
        Assert.Equal(all, read.Select(entity => (entity.PartitionKey, entity.RowKey)));
    }

    [Fact]
    public async Task A_page_has_at_most_1000_entities_and_a_token_when_there_are_more()
    {
        await FillAsync("p", 2050);

        var pages = await PagesAsync();

        Assert.Equal([1000, 1000, 50], pages.Select(page => page.Values.Count));
        Assert.Equal([true, true, false], pages.Select(page => page.ContinuationToken is not null));
        Assert.Equal(2050, pages.SelectMany(page => page.Values).Select(entity => entity.RowKey).Distinct().Count());
    }

    [Fact]
    public async Task Pages_go_on_across_partitions()
    {
        string[] partitions = ["", "a'b", "p", "ä"];
        foreach (var partition in partitions)
            await FillAsync(partition, 25);

        var pages = await PagesAsync(most: 10);

        Assert.Equal([10, 10, 10, 10, 10, 10, 10, 10, 10, 10], pages.Select(page => page.Values.Count));
        Assert.Equal(
            partitions.SelectMany(partition => Enumerable.Repeat(partition, 25)),
            pages.SelectMany(page => page.Values).Select(entity => entity.PartitionKey));
    }

    [Fact]
    public async Task Only_selected_properties_are_queried()
    {
        await FillAsync("p", 2, row => [("A", row), ("B", "text"), ("C", null)]);

        var read = await Table.QueryAsync<TableEntity>("B eq 'text'", select: ["RowKey", "A", "C"]).ToListAsync();

        Assert.Equal(["00000", "00001"], read.Select(entity => entity.RowKey));
        Assert.Equal([0, 1], read.Select(entity => entity.GetInt32("A")));
        Assert.All(read, entity => Assert.Equal((null, null, null), (entity["B"], entity["C"], entity.PartitionKey)));
        Assert.All(read, entity => Assert.NotEqual(default, entity.ETag));
    }

    [Fact]
    public async Task The_last_full_page_has_no_token()
    {
        await FillAsync("p", 30);

        Assert.Equal([10, 10, 10], (await PagesAsync(most: 10)).Select(page => page.Values.Count));
    }

    [Fact]
    public async Task A_token_goes_on_where_the_page_ended_whatever_was_written_since()
    {
        await FillAsync("p", 30);
        var first = (await PagesAsync(most: 10))[0];
        await Table.DeleteEntityAsync("p", "00010");
        await Table.AddEntityAsync(Entity("p", "00012a"));

        var rest = await PagesAsync(most: 100, token: first.ContinuationToken);

        Assert.Equal(
            ["00011", "00012", "00012a", "00013"], rest.SelectMany(page => page.Values).Take(4).Select(e => e.RowKey));
        Assert.Equal(20, rest.Sum(page => page.Values.Count));
    }

    [Fact]
    public async Task The_size_asked_of_the_pages_goes_before_that_of_the_query()
    {
        await FillAsync("p", 10);

        var pages = await Table.QueryAsync<TableEntity>(maxPerPage: 9).AsPages(pageSizeHint: 4).ToListAsync();

        Assert.Equal([4, 4, 2], pages.Select(page => page.Values.Count));
    }

    [Fact]
    public async Task A_page_may_be_empty_and_have_a_token()
    {
        await FillAsync("p", 1500);
        await FillAsync("q", 1500, row => [("Wanted", row == 1499)]);

        var pages = await PagesAsync("Wanted eq true");

        Assert.Contains(pages, page => page.Values.Count == 0 && page.ContinuationToken is not null);
        Assert.Equal("01499", Assert.Single(pages.SelectMany(page => page.Values)).RowKey);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_page_of_no_or_too_many_entities_is_refused(int most) =>
        await RefusedAsync(400, "InvalidInput", () => PagesAsync(most: most));

    [Fact]
    public async Task A_token_that_is_none_is_refused() =>
        await RefusedAsync(400, "InvalidInput", () => PagesAsync(token: "no token!"));

    [Theory]
    [InlineData("PartitionKey eq 'b'", "b|1 b|2 b|3")]
    [InlineData("PartitionKey eq 'b' and RowKey eq '2'", "b|2")]
    [InlineData("PartitionKey eq 'b' and RowKey ge '2'", "b|2 b|3")]
    [InlineData("PartitionKey eq 'b' and RowKey gt '2'", "b|3")]
    [InlineData("PartitionKey eq 'b' and RowKey lt '2'", "b|1")]
    [InlineData("PartitionKey eq 'b' and RowKey le '2'", "b|1 b|2")]
    [InlineData("'b' eq PartitionKey and '2' lt RowKey", "b|3")]
    [InlineData("PartitionKey gt 'a' and PartitionKey lt 'c'", "b|1 b|2 b|3 bb|1 bb|2 bb|3")]
    [InlineData("PartitionKey ge 'bb' and PartitionKey le 'c' and RowKey eq '1'", "bb|1 c|1")]
    [InlineData("PartitionKey eq 'a' and PartitionKey eq 'b'", "")]
    [InlineData("(PartitionKey eq 'a' or PartitionKey eq 'c') and RowKey eq '3'", "a|3 c|3")]
    [InlineData("PartitionKey eq 'a' and RowKey eq '1' or PartitionKey eq 'c' and RowKey eq '2'", "a|1 c|2")]
    [InlineData("not (PartitionKey gt 'a') and RowKey ne '2'", "a|1 a|3")]
    [InlineData("PartitionKey gt 'a\u0001'", "b|1 b|2 b|3 bb|1 bb|2 bb|3 c|1 c|2 c|3")]
    public async Task Filters_on_keys_give_what_they_say(string filter, string expected)
    {
        foreach (var partition in new[] { "a", "b", "bb", "c" })
            await Table.SubmitTransactionAsync(Enumerable.Range(1, 3).Select(row =>
                new TableTransactionAction(TableTransactionActionType.Add, Entity(partition, $"{row}"))));

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), await KeysAsync(filter));
    }

    [Fact]
    public async Task A_query_of_a_table_that_is_not_there_is_404() => await RefusedAsync(
        404,
        "TableNotFound",
        () => Store.Service.GetTableClient("Missing").QueryAsync<TableEntity>().ToListAsync().AsTask());
}
