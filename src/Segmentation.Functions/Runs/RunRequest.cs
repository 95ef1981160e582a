namespace Segmentation.Functions.Runs;

/// <summary>What a run is asked for.</summary>
public sealed record RunRequest
{
    /// <summary>One of <see cref="RunKind"/>.</summary>
    public string Kind { get; init; } = RunKind.Full;

    /// <summary>The customers that alone may move; null unless the kind is <see cref="RunKind.Scope"/>.</summary>
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>The held run that is released, or the run that is taken back to; else null.</summary>
    public int? Of { get; init; }

    /// <summary>The as-of day; null for the one of the import's manifest, else the default.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether the default as-of day is the day after the newest event, and not today.</summary>
    public bool AsOfNewest { get; init; }

    /// <summary>Whether lifetime models and clusters are to be fitted anew, due or not.</summary>
    public bool Refit { get; init; }

    /// <summary>The import whose ledger the report shows; null for the newest.</summary>
    public string? Import { get; init; }

    /// <summary>The version of the definitions; null for the current one.</summary>
    public string? Workspace { get; init; }

    /// <summary>The full path of a folder where the results are written; null for nowhere.</summary>
    public string? Output { get; init; }
}

/// <summary>The kinds of runs. Names are stored and shown: append only.</summary>
public static class RunKind
{
    /// <summary>All customers are measured, and edges are learned.</summary>
    public const string Full = "full";

    /// <summary>
    /// Only the shards of some customers are decided again, with what was measured and learned for the published run.
    /// </summary>
    public const string Scope = "scope";

    /// <summary>A held run, made again without the guard.</summary>
    public const string Release = "release";

    /// <summary>The results of an earlier run.</summary>
    public const string Rollback = "rollback";
}

/// <summary>The states of a run. Names are stored and shown: append only.</summary>
public static class RunState
{
    /// <summary>Asked for, not begun.</summary>
    public const string Queued = "queued";

    /// <summary>Measures, calibration and segments are computed.</summary>
    public const string Scoring = "scoring";

    /// <summary>Rows are written that nobody sees yet.</summary>
    public const string Projecting = "projecting";

    /// <summary>What people see, or saw until a later run.</summary>
    public const string Published = "published";

    /// <summary>Given up; what it left never shows.</summary>
    public const string Failed = "failed";

    /// <summary>Scored, and not published because too many would move; a person decides on it.</summary>
    public const string Held = "held";

    /// <summary>It was held, and a person published it by a later run.</summary>
    public const string Released = "released";

    /// <summary>It was held, and a person threw it away.</summary>
    public const string Discarded = "discarded";

    /// <summary>Whether a run goes on.</summary>
    public static bool IsActive(string state) => state is Scoring or Projecting;

    /// <summary>Whether a run is not made any more, published or not.</summary>
    public static bool IsOver(string state) => state != Queued && !IsActive(state);
}
