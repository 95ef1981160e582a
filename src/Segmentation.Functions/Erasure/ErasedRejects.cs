using System.Text;
using Segmentation.Engine.Erasure;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Erasure;

/// <summary>Lines of a dump that an erased row stood in.</summary>
/// <param name="File">The dump.</param>
/// <param name="First">The first line, from 1.</param>
/// <param name="Last">The last line.</param>
internal sealed record ErasedLines(string File, long First, long Last);

/// <summary>Takes rejected rows of erased customers out of the files that tell of them.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="erased">Tells the values that name an erased customer.</param>
internal sealed class ErasedRejects(BlobStore data, ErasedRows erased)
{
    /// <summary>Cleans a file of rejected rows, when it is there.</summary>
    /// <param name="name">The file.</param>
    /// <param name="lines">The lines whose rows were erased.</param>
    public void Clean(string name, IReadOnlyList<ErasedLines> lines)
    {
        if (!data.Has(name))
            return;
        var all = RejectsFile.Read(data, name).ToArray();
        var kept = Array.FindAll(all, row => !IsErased(row, lines));
        if (kept.Length < all.Length)
            data.Write(name, stream => RejectsFile.Write(stream, kept));
    }

    private bool IsErased(RejectedRow row, IReadOnlyList<ErasedLines> lines) =>
        lines.Any(gone => gone.File == row.File && gone.First <= row.Line && row.Line <= gone.Last)
        || erased.IsMentioned(Encoding.UTF8.GetBytes(row.Value));
}
