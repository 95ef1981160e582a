using Segmentation.Engine.Columns;
using Segmentation.Engine.Erasure;

namespace Segmentation.Engine.Dumps;

/// <summary>What a chunk holds for one source.</summary>
/// <param name="Accepted">The good rows. Duplicates are told later, when all chunks are known.</param>
/// <param name="Unresolved">Rows whose joined key is unknown; their customer column holds that key.</param>
/// <param name="FilteredKeys">The keys of rows that <c>where</c> left out.</param>
/// <param name="Rejections">The bad rows, in the order of the file.</param>
/// <param name="Ledger">What happened to each row so far.</param>
public sealed record ParsedChunk(
    Rows Accepted, Rows Unresolved, TextList FilteredKeys, IReadOnlyList<Rejection> Rejections, Ledger Ledger)
{
    /// <summary>The rows of erased customers; they count as filtered.</summary>
    public IReadOnlyList<ErasedRow> Erased { get; init; } = [];

    /// <summary>The hashes of their keys.</summary>
    public IReadOnlyList<string> ErasedKeys { get; init; } = [];
}
