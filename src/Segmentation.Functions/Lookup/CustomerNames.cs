using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// The names and owners of customers by run; those of the two runs that were asked for last are kept in memory.
/// </summary>
/// <param name="data">Where the files are.</param>
public sealed class CustomerNames(BlobStore data)
{
    // The published run, and the run before it, whose cursors are still about.
    private const int RunsKept = 2;

    private readonly Memo _known = new(RunsKept);

    /// <summary>The names and owners in a run whose files are kept.</summary>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public RunNames In(int run) => _known.Get(RunStore.Folder(run), () => new RunNames(data, run));

    /// <summary>Forgets what was read: a customer was erased.</summary>
    internal void Forget() => _known.Clear();
}
