using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>What the dumps of an import hold for one source, before it is merged with the base.</summary>
/// <param name="Parts">The good rows, by file and chunk.</param>
/// <param name="Unresolved">Rows whose joined key is unknown, by file and chunk.</param>
/// <param name="FilteredKeys">The keys of rows that <c>where</c> left out.</param>
/// <param name="Files">What happened to the rows of each file.</param>
internal sealed record ParsedSource(
    IReadOnlyList<Part> Parts,
    IReadOnlyList<Rows> Unresolved,
    TextList FilteredKeys,
    IReadOnlyList<FileLedger> Files);

/// <summary>What happened to the rows of a file for one source.</summary>
/// <param name="Number">The number of the file in its import.</param>
/// <param name="File">The file's name.</param>
/// <param name="Source">The source.</param>
/// <param name="Ledger">The counts.</param>
/// <param name="Rejects">The files with its rejected rows, in the order of its chunks.</param>
internal sealed record FileLedger(int Number, string File, string Source, Ledger Ledger, IReadOnlyList<string> Rejects)
{
    /// <summary>The rows of erased customers, which count as filtered.</summary>
    public long Erased { get; init; }
}
