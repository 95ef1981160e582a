using Microsoft.Data.Sqlite;

namespace LocalRuntime.DurableTask;

/// <summary>The size of an orchestration, or of several.</summary>
/// <param name="Instances">How many orchestrations are counted.</param>
/// <param name="HistoryRows">The rows of their histories now.</param>
/// <param name="MostHistoryRows">The longest history that one of their executions reached.</param>
/// <param name="Activities">The activities that they called, over all executions.</param>
/// <param name="LargestPayloadBytes">Their largest input, output, result or custom status.</param>
internal sealed record OrchestrationStatistics(
    int Instances, long HistoryRows, long MostHistoryRows, long Activities, long LargestPayloadBytes);

/// <content>Counts.</content>
internal sealed partial class DurableTaskStore
{
    /// <summary>The size of an orchestration; null when there is none of that id.</summary>
    public OrchestrationStatistics? Statistics(string id) => Sizes(id, recursive: false);

    /// <summary>The size of an orchestration and all below it; null when there is none of that id.</summary>
    public OrchestrationStatistics? TreeStatistics(string id) => Sizes(id, recursive: true);

    private OrchestrationStatistics? Sizes(string id, bool recursive) => Read(() => KeyOf(id) is not { } root
        ? null
        : Tree(root, recursive).Select(Size).Aggregate((a, b) => new(
            a.Instances + b.Instances,
            a.HistoryRows + b.HistoryRows,
            Math.Max(a.MostHistoryRows, b.MostHistoryRows),
            a.Activities + b.Activities,
            Math.Max(a.LargestPayloadBytes, b.LargestPayloadBytes))));

    private OrchestrationStatistics Size(long key) => _sql.First(
        "SELECT history_rows, most_history_rows, activities, largest_payload FROM instances WHERE key = $1",
        static (SqliteDataReader row) => new OrchestrationStatistics(
            1, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
        key)!;
}
