using Segmentation.Functions.Blobs;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Messages;

/// <summary>
/// Events that were too large to send: a file each, named by the event's id, with what would have been sent.
/// </summary>
public static class ParkedEvents
{
    /// <summary>The folder of those about imports, overrides and reviews.</summary>
    public const string OfNoRun = "dumps/receipts/parked";

    /// <summary>The folder of those of a run; it is deleted with the run.</summary>
    public static string Of(int run) => RunStore.Name(run, "parked");

    /// <summary>How many of a run there are.</summary>
    public static int Count(BlobStore data, int run) => data.Files(Of(run)).Count;
}
