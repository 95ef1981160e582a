using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tests.Tables;

/// <summary>What only the SQLite back end has: a file, shared and kept.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UseDevelopmentStorage=false;AccountKey=secret")]
    [InlineData("AccountName=a;AccountKey=secret")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("secret")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=secret")]
    [InlineData("SharedAccessSignature=secret")]
    [InlineData("AccountName=a;AccountName=b;AccountKey=secret")]
    public void Another_connection_string_is_refused_and_not_quoted(string connectionString)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TableServiceClient(connectionString));

        Assert.Contains("Data Source=PATH", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_file_keeps_its_entities()
    {
        var table = await NewTableAsync();
        var written = await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        Database.Close(_folder.File);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, written.Headers.ETag), (read.GetInt32("A"), (ETag?)read.ETag));
    }

    [Fact]
    public async Task A_file_in_a_folder_that_is_not_there_is_made()
    {
        var path = Path.Combine(Path.GetDirectoryName(_folder.File)!, "deep", "er", "data.db");

        await new TableClient($"Data Source={path}", "Customers").CreateAsync();

        Assert.True(File.Exists(path));
        Database.Close(path);
    }

    [Fact]
    public async Task Etags_grow_even_when_the_clock_was_ahead_before()
    {
        var table = await NewTableAsync();
        var later = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var ahead = new TableClient(_folder.ConnectionString, "Customers", later);
        await ahead.UpsertEntityAsync(new TableEntity("p", "ahead"));
        Database.Close(_folder.File);

        await table.UpsertEntityAsync(new TableEntity("p", "now"));

        var read = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.True(read.Single(e => e.RowKey == "now").Timestamp > read.Single(e => e.RowKey == "ahead").Timestamp);
    }

    [Fact]
    public async Task Point_and_range_reads_use_the_primary_key()
    {
        await NewTableAsync();
        var sql = new LocalRuntime.Tables.TableSql("Customers");

        foreach (var statement in new[] { sql.Find, sql.Scan, sql.Delete })
        {
            var plan = Database.At(_folder.File).Read(statement, static (connection, text) =>
            {
                var rows = connection.Prepare($"EXPLAIN QUERY PLAN {text}");
                Assert.True(rows.Step());
                var detail = rows.Text(3);
                Assert.False(rows.Step());
                return detail;
            });
            Assert.StartsWith("SEARCH entities_Customers USING PRIMARY KEY (key", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_range_query_looks_at_no_other_partition()
    {
        var table = await NewTableAsync();
        foreach (var partition in new[] { "a", "b", "c" })
        {
            for (var batch = 0; batch < 12; batch++)
            {
                await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(row => new TableTransactionAction(
                    TableTransactionActionType.Add, new TableEntity(partition, $"{batch:D2}{row:D2}"))));
            }
        }

        // A page ends after 1,000 entities looked at, so a scan of the table would need several.
        var query = table.QueryAsync<TableEntity>("PartitionKey eq 'c' and RowKey ge '1150'");
        var pages = await query.AsPages().ToListAsync();

        Assert.Equal(50, Assert.Single(pages).Values.Count);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        using var other = Connection.Open(_folder.File, forReading: false);
        other.Execute("BEGIN IMMEDIATE; UPDATE entities_Customers SET instant = 0");

        var read = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(1, read.Value["A"]);
        other.Execute("ROLLBACK");
    }

    [Fact]
    public async Task Two_processes_write_to_one_file_and_lose_nothing()
    {
        var table = await NewTableAsync();
        // A second copy of this runtime's connections stands for another process: they share no lock but the file's.
        var write = Task.Run(() => WriteElsewhere(200));
        for (var i = 0; i < 200; i++)
            await table.AddEntityAsync(new TableEntity("here", $"{i:D3}"));
        await write;

        var keys = await table.QueryAsync<TableEntity>().ToListAsync();

        Assert.Equal(400, keys.Count);
        Assert.Equal(400, keys.Select(entity => entity.ETag).Distinct().Count());
    }

    [Fact]
    public async Task A_table_that_another_process_drops_is_gone_here_and_one_it_makes_is_there()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));
        using (var other = Connection.Open(_folder.File, forReading: false))
        {
            other.Execute("DROP TABLE entities_Customers");
            other.Execute(new LocalRuntime.Tables.TableSql("Others").Create);
        }

        var gone = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpsertEntityAsync(new TableEntity("p", "r")));
        await new TableClient(_folder.ConnectionString, "Others").AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal((404, "TableNotFound"), (gone.Status, gone.ErrorCode));
    }

    [Fact]
    public async Task Listeners_hear_of_each_durable_write()
    {
        var heard = new ConcurrentQueue<string>();
        // Other tests write at the same time, but not to a table of this name.
        var table = new TableClient(_folder.ConnectionString, "Listened");
        await table.CreateAsync();
        using var subscription = Listen(heard);

        await table.AddEntityAsync(new TableEntity("p", "r"));
        await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        await table.DeleteEntityAsync("p", "r");

        Assert.Equal(
            ["before", "after", "before", "after"],
            heard.Where(line => line.EndsWith(" tables.Listened", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[0]));
    }

    private void WriteElsewhere(int count)
    {
        using var writer = new Writer(_folder.File);
        for (var i = 0; i < count; i++)
        {
            var entity = new TableEntity("there", $"{i:D3}");
            var changes = LocalRuntime.Tables.EntityChange.All(
                "Customers", [new(TableTransactionActionType.Add, entity)], new());
            var write = new LocalRuntime.Tables.EntityWrite(new("Customers"), changes) { Clock = TimeProvider.System };
            writer.Add(write);
            Assert.True(write.Done.IsCompletedSuccessfully);
        }
    }

    private async Task<TableClient> NewTableAsync()
    {
        var table = new TableClient(_folder.ConnectionString, "Customers");
        await table.CreateIfNotExistsAsync();
        return table;
    }

    private static IDisposable Listen(ConcurrentQueue<string> heard) =>
        DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
        {
            if (listener.Name == Writes.Name)
                listener.Subscribe(new Observer<KeyValuePair<string, object?>>(
                    write => heard.Enqueue($"{write.Key} {write.Value}")));
        }));

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
