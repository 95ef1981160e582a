using System.Text.Json.Serialization;

namespace Segmentation.Functions.Runs;

/// <summary>What a run was made from. The same inputs give the same bytes.</summary>
/// <param name="Run">The run's number, from 1.</param>
/// <param name="BaseVersion">The version of the base.</param>
/// <param name="Workspace">The name of the workspace.</param>
/// <param name="WorkspaceVersion">The hash of its definition files.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="Published">The run that it is compared with; null for the first.</param>
/// <param name="Import">The import whose ledger its report shows.</param>
public sealed record RunInputs(
    int Run, int BaseVersion, string Workspace, string WorkspaceVersion, DateOnly AsOf, int? Published, string Import)
{
    /// <summary>One of <see cref="RunKind"/>.</summary>
    public string Kind { get; init; } = RunKind.Full;

    /// <summary>The customers that alone may move; null unless the kind is <see cref="RunKind.Scope"/>.</summary>
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>The held run that is released, or the run that is taken back to; else null.</summary>
    public int? Of { get; init; }

    /// <summary>The day on which the run was begun, by which what persons set may have expired; null when nothing
    /// ended.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Per shard the run whose files hold it; null when all are its own.</summary>
    public IReadOnlyList<int>? Holders { get; init; }

    /// <summary>
    /// Those of the customers that were erased; null when nobody was asked about.
    /// </summary>
    public IReadOnlyList<string>? Gone { get; init; }

    /// <summary>Whether what was not known on the as-of day is left out, as in a backtest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnlyKnown { get; init; }

    /// <summary>Whether somebody asked that lifetime models and clusters be fitted anew, due or not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Refit { get; init; }

    /// <summary>The run whose files hold a shard.</summary>
    public int HolderOf(int shard) => Holders?[shard] ?? Run;
}
