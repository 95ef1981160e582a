namespace Comparison.Pairs;

/// <summary>The programs that are compared, beside the engine in this process's own file.</summary>
/// <param name="Modules">The folder with DuckDB for Node.</param>
/// <param name="DuckDb">The script that DuckDB runs.</param>
/// <param name="Segment">The segment command.</param>
/// <param name="LowerBound">The lower bound in C; null when it could not be built.</param>
internal sealed record Tools(string Modules, string DuckDb, string Segment, string? LowerBound);

/// <summary>Work that is compared.</summary>
internal enum Work
{
    /// <summary>A line per customer, sorted.</summary>
    Csv,

    /// <summary>The sizes of the segments, from the orders alone.</summary>
    Counts,

    /// <summary>The segment command: a first run, and one behind a change of 1 %.</summary>
    Run,
}

/// <summary>A comparison cannot go on.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
