namespace Segmentation.Functions.Runs;

/// <summary>Definitions became the current ones.</summary>
/// <param name="Version">Their version.</param>
/// <param name="At">When.</param>
/// <param name="How">One of the names below. They are stored and shown: append only.</param>
public sealed record Deployment(string Version, DateTimeOffset At, string How)
{
    /// <summary>A person made new definitions live.</summary>
    public const string Deploy = "deploy";

    /// <summary>A person made definitions live that had been before.</summary>
    public const string Rollback = "rollback";

    /// <summary>An import was taken under them.</summary>
    public const string Run = "run";

    /// <summary>The app was started with them.</summary>
    public const string Serve = "serve";

    /// <summary>Who did; null when not said.</summary>
    public string? Author { get; init; }

    /// <summary>What for; null when not said.</summary>
    public string? Note { get; init; }
}
