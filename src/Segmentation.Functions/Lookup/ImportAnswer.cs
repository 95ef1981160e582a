using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Lookup;

/// <summary>A page of imports.</summary>
/// <param name="Items">The imports, newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record ImportList(IReadOnlyList<ImportItem> Items, string? Next);

/// <summary>A page of rejected rows.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record RejectList(IReadOnlyList<RejectedRow> Items, string? Next);

/// <summary>An import that a person decided on.</summary>
/// <param name="Import">Its id.</param>
/// <param name="State">Its state before.</param>
internal sealed record DecidedImport(string Import, string State);

/// <summary>An import.</summary>
/// <param name="Import">Its id.</param>
/// <param name="State"><c>accepted</c>, <c>repeated</c>, <c>rejected</c>, <c>held</c> or <c>discarded</c>.</param>
/// <param name="Folder">The inbox folder, or the last part of the path that it came from.</param>
/// <param name="At">When it was settled.</param>
/// <param name="BaseVersion">The version of the base with it; null when it is not in it.</param>
/// <param name="Rows">Its rows; null when it was rejected.</param>
/// <param name="RejectedRows">Its rejected rows; null when all of it was rejected.</param>
/// <param name="Error">Why it was rejected or held, as a person reads it; null when it was not.</param>
internal sealed record ImportItem(
    string Import, string State, string Folder, DateTimeOffset At, int? BaseVersion, long? Rows, long? RejectedRows,
    string? Error);

/// <summary>An import with its ledger.</summary>
/// <param name="Import">Its id.</param>
/// <param name="State"><c>accepted</c>, <c>repeated</c>, <c>rejected</c>, <c>held</c> or <c>discarded</c>.</param>
/// <param name="Folder">The inbox folder, or the last part of the path that it came from.</param>
/// <param name="At">When it was settled.</param>
internal sealed record ImportAnswer(string Import, string State, string Folder, DateTimeOffset At)
{
    /// <summary>The version of the base with it; null when it is not in it.</summary>
    public int? BaseVersion { get; init; }

    /// <summary>Its rows; null when it was rejected.</summary>
    public long? Rows { get; init; }

    /// <summary>Its rejected rows; null when all of it was rejected.</summary>
    public long? RejectedRows { get; init; }

    /// <summary>Why it was rejected or held, as a person reads it; null when it was not.</summary>
    public string? Error { get; init; }

    /// <summary>How it was taken; null when it was rejected.</summary>
    public ImportMode? Mode { get; init; }

    /// <summary>Where every row of every file went.</summary>
    public IReadOnlyList<ReceiptFile> Files { get; init; } = [];

    /// <summary>Files that no source reads.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Rows of earlier imports that waited for their customer and found it.</summary>
    public long Resolved { get; init; }

    /// <summary>Customers of the base that a snapshot of customers lacks; they are kept.</summary>
    public long Absent { get; init; }

    /// <summary>Customers that a full import lacks; they are gone.</summary>
    public long Removed { get; init; }

    /// <summary>How full the fields of its sources are, by group.</summary>
    public IReadOnlyList<FieldLine> Fields { get; init; } = [];
}
