using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Tables;

/// <summary>A back end under test: empty at first, gone after the test.</summary>
public interface ITableStore : IDisposable
{
    TableServiceClient Service { get; }
}

/// <summary>The SQLite back end, with a clock that stands still.</summary>
public sealed class SqliteStore : ITableStore
{
    private readonly TemporaryFolder _folder = new();

    public SqliteStore() => Service = new TableServiceClient(_folder.ConnectionString, Clock);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public TableServiceClient Service { get; }

    public void Dispose() => _folder.Dispose();
}
