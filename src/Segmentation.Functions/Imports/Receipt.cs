using System.Text.Json.Serialization;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>What came of an import.</summary>
/// <param name="Import">Its id.</param>
/// <param name="Mode">How it was taken.</param>
/// <param name="BaseVersion">The version of the base that it made.</param>
/// <param name="Files">Where every row of every file went.</param>
/// <param name="Unread">Files that no source reads.</param>
/// <param name="Resolved">Rows of earlier imports that waited for their customer and found it.</param>
/// <param name="Absent">Customers of the base that a snapshot of customers lacks; they are kept.</param>
/// <param name="Removed">Customers that a full import lacks; they are gone.</param>
/// <param name="Repeats">Files whose content an earlier import brought already.</param>
public sealed record Receipt(
    string Import,
    ImportMode Mode,
    int BaseVersion,
    IReadOnlyList<ReceiptFile> Files,
    IReadOnlyList<string> Unread,
    long Resolved,
    long Absent,
    long Removed,
    IReadOnlyList<string> Repeats)
{
    /// <summary>How full the fields of its sources are, by group.</summary>
    public IReadOnlyList<FieldLine> Fields { get; init; } = [];

    /// <summary>The rows of erased customers, which count as filtered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Erased { get; init; }

    /// <summary>All rows of all files together.</summary>
    public Ledger Total() => Files.Aggregate(default(Ledger), (sum, file) => sum + file.Ledger);
}

/// <summary>Where the rows of one file went for one source.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Source">The source.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Ledger">The counts.</param>
public sealed record ReceiptFile(string File, string Source, long Bytes, Ledger Ledger);
