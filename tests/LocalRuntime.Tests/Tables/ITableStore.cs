using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Tables;

/// <summary>A back end under test: empty at first, gone after the test.</summary>
public interface ITableStore : IDisposable
{
    TableServiceClient Service { get; }

    /// <summary>Why a test, or a case of it, does not hold here as it does in the service; null when it does.</summary>
    /// <param name="test">The name of the test, or its name and arguments as they are displayed.</param>
    string? Deviation(string test);

    /// <summary>The error code that stands here for one of the service's; mostly itself.</summary>
    string Code(string documented);
}

/// <summary>The SQLite back end, with a clock that stands still.</summary>
public sealed class SqliteStore : ITableStore
{
    private readonly TemporaryFolder _folder = new();

    public SqliteStore() => Service = new TableServiceClient(_folder.ConnectionString, Clock);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public TableServiceClient Service { get; }

    public string? Deviation(string test) => null;

    public string Code(string documented) => documented;

    public void Dispose() => _folder.Dispose();
}
