namespace Segmentation.Functions.Runs;

/// <summary>What a run is asked for.</summary>
public sealed record RunRequest
{
    /// <summary>The as-of day; null for the one of the import's manifest, else the default.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether the default as-of day is the day after the newest event, and not today.</summary>
    public bool AsOfNewest { get; init; }

    /// <summary>The import whose ledger the report shows; null for the newest.</summary>
    public string? Import { get; init; }

    /// <summary>The version of the definitions; null for the current one.</summary>
    public string? Workspace { get; init; }

    /// <summary>The full path of a folder where the results are written; null for nowhere.</summary>
    public string? Output { get; init; }
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

    /// <summary>Whether a run goes on.</summary>
    public static bool IsActive(string state) => state is Scoring or Projecting;
}
