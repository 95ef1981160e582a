using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Takes an erased customer's rows out of all kept dumps, accepted and held ones.</summary>
public sealed class CleanDumps(
    BaseStore store, HeldImports held, WorkspaceStore workspaces, ErasedDumps dumps, Erasures erasures)
{
    /// <summary>Cleans the dumps, until nothing new is found in them.</summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    [Function(nameof(CleanDumps))]
    public void Run([ActivityTrigger] string hash)
    {
        if (erasures.Find(hash) is { } erased)
            Clean(erased.ValueBytes);
    }

    /// <summary>Cleans all kept dumps of all erased customers' rows.</summary>
    /// <param name="values">Texts that only the customer being erased has.</param>
    internal void Clean(IReadOnlyList<byte[]> values)
    {
        if (workspaces.Current is not { } version)
            return;
        var workspace = workspaces.Read(version);
        bool isNews;
        do
        {
            isNews = false;
            foreach (var import in (store.Load()?.Imports ?? []).DistinctBy(import => import.Id))
                isNews |= dumps.Clean(import, import.Accepted, workspace, values);
            foreach (var import in held.All())
                isNews |= dumps.Clean(import.Taken, HeldImports.Folder(import.Taken.Id), workspace, values);
        }
        while (isNews);
    }
}
