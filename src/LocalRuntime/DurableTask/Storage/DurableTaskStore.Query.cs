using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <summary>Which orchestrations are looked for.</summary>
/// <param name="From">Created at or after this.</param>
/// <param name="To">Created at or before this.</param>
/// <param name="Statuses">In one of these statuses; empty for any.</param>
internal sealed record InstanceFilter(
    DateTimeOffset? From, DateTimeOffset? To, IReadOnlyCollection<OrchestrationRuntimeStatus> Statuses)
{
    /// <summary>How the id begins; null for any.</summary>
    public string? Prefix { get; init; }
}

/// <content>Tells what is known of orchestrations.</content>
internal sealed partial class DurableTaskStore
{
    private const string Columns =
        "key, id, name, status, created, updated, input, output, custom_status, tags, failure";

    /// <summary>What is known of an orchestration; null when there is none of that id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="payloads">Whether to fetch input, output and custom status.</param>
    public OrchestrationMetadata? Find(string id, bool payloads) => Read(() => _sql.First(
        $"SELECT {Columns} FROM instances WHERE id = $1", row => Metadata(row, payloads), id));

    /// <summary>The status of an orchestration; null when there is none of that id.</summary>
    public OrchestrationRuntimeStatus? FindStatus(string id) => Read(() => StatusOf(id));

    /// <summary>Orchestrations, oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The number of the one before the first; 0 for the beginning.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="payloads">Whether to fetch input, output and custom status.</param>
    /// <returns>Each with its number.</returns>
    public List<(long Key, OrchestrationMetadata Metadata)> List(
        InstanceFilter filter, long after, int most, bool payloads) => Read(() => _sql.All(
            $"""
            SELECT {Columns} FROM instances
            WHERE key > $1 AND created BETWEEN $2 AND $3
                AND ($4 IS NULL OR instr($4, ',' || status || ',') > 0)
                AND ($5 IS NULL OR substr(id, 1, length($5)) = $5)
            ORDER BY key LIMIT $6
            """,
            row => (row.GetInt64(0), Metadata(row, payloads)),
            after,
            (filter.From ?? DateTimeOffset.MinValue).UtcTicks,
            (filter.To ?? DateTimeOffset.MaxValue).UtcTicks,
            StatusList(filter.Statuses),
            string.IsNullOrEmpty(filter.Prefix) ? null : filter.Prefix,
            most));

    // Written as ',0,3,' so that one prepared statement serves any set of statuses.
    private static string? StatusList(IReadOnlyCollection<OrchestrationRuntimeStatus> statuses) => statuses.Count == 0
        ? null
        : $",{string.Join(',', statuses.Select(status => ((int)status).ToString(CultureInfo.InvariantCulture)))},";

    private static OrchestrationMetadata Metadata(SqliteDataReader row, bool payloads) =>
        new(row.GetString(2), row.GetString(1))
        {
            DataConverter = payloads ? Payloads.Json : null,
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(3),
            CreatedAt = row.Instant(4),
            LastUpdatedAt = row.Instant(5),
            SerializedInput = payloads ? row.Text(6) : null,
            SerializedOutput = payloads ? row.Text(7) : null,
            SerializedCustomStatus = payloads ? row.Text(8) : null,
            Tags = row.Text(9) is { } tags
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags)!
                : ImmutableDictionary<string, string>.Empty,
            FailureDetails = Failures.FromJson(row.Text(10)),
        };
}
