using System.Globalization;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace LocalRuntime.Tests.Tables;

/// <summary>The language of filters.</summary>
/// <typeparam name="TStore">The back end.</typeparam>
public abstract class FilterContract<TStore> : TableContract<TStore>
    where TStore : class, ITableStore, new()
{
    [Theory]
    [InlineData("Text eq 'it''s'")]
    [InlineData("Text gt 'it' and Text lt 'iu'")]
    [InlineData("Number eq 5")]
    [InlineData("Number eq 5L")]
    [InlineData("Number lt 5.5")]
    [InlineData("Number ge -1")]
    [InlineData("Large eq 5000000000L")]
    [InlineData("Large eq 5000000000")]
    [InlineData("Large gt 5")]
    [InlineData("Ratio eq 0.25")]
    [InlineData("Ratio le 2.5e-1")]
    [InlineData("Ratio lt 1")]
    [InlineData("Flag eq true")]
    [InlineData("Flag")]
    [InlineData("not (Flag eq false)")]
    [InlineData("not Missing")]
    [InlineData("not (Missing eq 1)")]
    [InlineData("Day eq datetime'2026-01-02T03:04:05Z'")]
    [InlineData("Day gt datetime'2026-01-02'")]
    [InlineData("Day lt datetime'2026-01-02T04:04:05.0000001+01:00'")]
    [InlineData("Id eq guid'00112233-4455-6677-8899-aabbccddeeff'")]
    [InlineData("Bytes eq X'0aFF'")]
    [InlineData("Bytes ge binary'0a'")]
    [InlineData("Timestamp gt datetime'2020-01-01T00:00:00Z'")]
    [InlineData("((Number eq 4) or (Number eq 5)) and true")]
    [InlineData("Number eq 4 and Number eq 5 or Flag")]
    [InlineData("  ")]
    public async Task A_filter_that_holds_finds_the_entity(string filter)
    {
        await AddAsync();

        Assert.Equal(["p|r"], await KeysAsync(filter));
        if (!string.IsNullOrWhiteSpace(filter))
            Assert.Empty(await KeysAsync($"not ({filter})"));
    }

    [Theory]
    [InlineData("Missing eq 1")]
    [InlineData("Missing ne 1")]
    [InlineData("Text eq 5")]
    [InlineData("Text ne 5")]
    [InlineData("Number eq '5'")]
    [InlineData("text eq 'it''s'")]
    [InlineData("PartitionKey eq 5")]
    public async Task Comparing_with_nothing_or_another_type_finds_nothing(string filter)
    {
        await AddAsync();

        Assert.Empty(await KeysAsync(filter));
    }

    [Theory]
    [InlineData("Number eq")]
    [InlineData("eq 5")]
    [InlineData("Number = 5")]
    [InlineData("Number EQ 5")]
    [InlineData("(Number eq 5")]
    [InlineData("Number eq 5)")]
    [InlineData("Number eq 5 Number eq 5")]
    [InlineData("Text eq 'open")]
    [InlineData("Text eq null")]
    [InlineData("Number eq 5x")]
    [InlineData("Id eq guid'5'")]
    [InlineData("Day eq datetime'x'")]
    [InlineData("Bytes eq X'0'")]
    [InlineData("Text eq other'x'")]
    [InlineData("Text eq Number")]
    [InlineData("5 eq 5")]
    [InlineData("'x'")]
    public async Task A_text_that_is_no_filter_is_refused(string filter) =>
        await RefusedAsync(400, "InvalidInput", () => KeysAsync(filter));

    [Fact]
    public async Task A_filter_may_not_be_nested_without_end() => await RefusedAsync(
        400, "InvalidInput", () => KeysAsync(new string('(', 100_000) + "Flag" + new string(')', 100_000)));

    [Fact]
    public async Task Values_written_into_a_filter_are_found()
    {
        await AddAsync();
        var day = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1));
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");

        Assert.Equal(["p|r"], await KeysAsync(TableClient.CreateQueryFilter(
            $"Text eq {"it's"} and Number eq {5} and Large eq {5_000_000_000} and Ratio eq {0.25} and {true}")));
        Assert.Equal(["p|r"], await KeysAsync(TableClient.CreateQueryFilter(
            $"Day eq {day} and Id eq {id} and Bytes eq {new byte[] { 10, 255 }} and Flag eq {true}")));
    }

    [Fact]
    public void Filters_agree_with_plain_predicates() =>
        Prop.ForAll<int>(Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private void Agree(int seed)
    {
        var random = new Random(seed);
        var table = Store.Service.GetTableClient($"Seed{(uint)seed}");
        var rows = RandomRow.Some(random, 60);
        var predicates = Enumerable.Range(0, 20).Select(_ => RandomPredicate.Next(random, 3)).ToList();
        CompareAsync(table, rows, predicates).GetAwaiter().GetResult();
    }

    private static async Task CompareAsync(TableClient table, List<RandomRow> rows, List<RandomPredicate> predicates)
    {
        await table.CreateIfNotExistsAsync();
        foreach (var row in rows)
            await table.UpsertEntityAsync(row.Entity, TableUpdateMode.Replace);
        foreach (var predicate in predicates)
        {
            var expected = rows.Where(predicate.Holds).Select(row => row.Key).Order(StringComparer.Ordinal);
            var found = await table.QueryAsync<TableEntity>(predicate.Text, maxPerPage: 7).ToListAsync();
            Assert.Equal(expected, found.Select(entity => $"{entity.PartitionKey}\u0001{entity.RowKey}"));
        }

        await table.DeleteAsync();
    }

    private async Task AddAsync() => await Table.AddEntityAsync(Entity(
        "p",
        "r",
        ("Text", "it's"),
        ("Number", 5),
        ("Large", 5_000_000_000),
        ("Ratio", 0.25),
        ("Flag", true),
        ("Day", DateTimeOffset.Parse("2026-01-02T03:04:05Z", CultureInfo.InvariantCulture)),
        ("Id", new Guid("00112233-4455-6677-8899-aabbccddeeff")),
        ("Bytes", new byte[] { 0x0a, 0xff })));
}
