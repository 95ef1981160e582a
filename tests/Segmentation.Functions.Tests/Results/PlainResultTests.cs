using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;
using PlainLoops;
using PlainLoops.Results;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

/// <summary>What runs write is what the plain loops write that <c>bench/kernels</c> times it against.</summary>
public sealed class PlainResultTests
{
    private static readonly EngineShop Shop = new();
    private static readonly Plans Plans = Plans.Bind(Shop.Workspace);

    [Fact]
    public void The_lines_of_customers_are_those_of_joined_texts() => Prop.ForAll<int>(seed =>
    {
        var shard = Shard(seed);
        var lines = new CsvLines(isForSpreadsheets: false);
        var add = new CustomersCsv(Plans).Into(lines, shard);
        for (var customer = 0; customer < shard.Ids.Count; customer++)
            add(customer);
        Assert.Equal(
            string.Concat(Enumerable.Range(0, shard.Ids.Count).Select(customer => PlainCsv.Line(
                shard.Columns.SkipLast(2).Select(column => Value(column, customer))
                    .Prepend(shard.Ids.Text(customer)).Append(Value(shard.Find("rfm.segment")!, customer))))),
            Encoding.UTF8.GetString(lines.Written));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_texts_of_rows_are_those_of_serialized_objects() => Prop.ForAll<int>(seed =>
    {
        var shard = Shard(seed);
        var customers = Shop.Workspace.Customers!;
        var ids = Some.Strings(shard.Ids);
        string?[] names = [.. ids.Select((id, i) => i % 3 == 0 ? null : $"\"{id}\" é\n")];
        var rows = Some.Rows(customers, ids);
        var layout = Engine.Dumps.RowLayout.Of(customers);
        rows.Columns[layout.Find("name")] = Some.Column(names);
        var table = Engine.Base.TableMerge.Merge(layout, [rows], TimeZoneInfo.Utc);
        var (name, owner) = (new CustomerTexts(customers, table, "name"), new CustomerTexts(customers, table, "owner"));
        var writer = new ResultWriter(shard, Plans, name, owner, []);
        for (var i = 0; i < ids.Length; i++)
        {
            Assert.Equal(
                PlainRows.Text(
                    names[i], null, (string)Value(shard.Find("rfm.segment")!, i)!, i + 1,
                    (long?)Value(shard.Find("rfm.r")!, i), (long?)Value(shard.Find("rfm.f")!, i),
                    (long?)Value(shard.Find("rfm.m")!, i)),
                writer.Write(i));
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_rows_of_a_partition_are_those_written_one_by_one(int published)
    {
        using var folder = new TempFolder();
        var changes = new PartitionChanges("7f", published, [.. Enumerable.Range(0, 120).Select(i => new RowChange(
            $"c {i}", i % 7 == 0 ? null : $"now {i}", i % 5 == 0 ? null : $"then {i}", i % 3 == 0 ? "[]" : null))]);
        var cancel = TestContext.Current.CancellationToken;
        var (fast, plain) = (Tables(folder["fast.db"]), Tables(folder["plain.db"]));
        await new RowWriter(fast).CreateAsync(cancel);
        await new RowWriter(plain).CreateAsync(cancel);
        await new RowWriter(fast).WriteAsync(2, changes, () => Task.FromResult(true), cancel);
        await PlainRows.WriteAsync(plain.GetTableClient("segments"), 2, changes, cancel);
        var found = await EntitiesAsync(fast);
        Assert.Equal(120 + 40, found.Count);
        Assert.Equal(await EntitiesAsync(plain), found);
    }

    private static TableServiceClient Tables(string file) => new($"Data Source={file}");

    private static async Task<List<string>> EntitiesAsync(TableServiceClient tables)
    {
        var all = new List<string>();
        await foreach (var entity in tables.GetTableClient("segments").QueryAsync<TableEntity>())
        {
            all.Add(string.Join('|', entity.Where(cell => cell.Key is not ("odata.etag" or "Timestamp"))
                .OrderBy(cell => cell.Key, StringComparer.Ordinal)
                .Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key} {cell.Value}"))));
        }

        return all;
    }

    /// <summary>The shard of up to 60 orders of up to 12 customers.</summary>
    private static ScoredShard Shard(int seed)
    {
        var random = new Random(seed);
        return ScoredShop.Of(Shop, PlainShop.Orders(random, random.Next(1, 60), random.Next(1, 13)));
    }

    private static object? Value(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        TextColumn texts => Encoding.UTF8.GetString(texts[row]),
        IntegerColumn numbers => numbers.Values[row],
        MoneyColumn amounts => amounts.Values[row],
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
