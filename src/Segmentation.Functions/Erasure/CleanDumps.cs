using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Takes an erased customer's rows out of all kept dumps, accepted and held ones.</summary>
public sealed class CleanDumps(
    BaseStore store, HeldImports held, WorkspaceStore workspaces, ErasedDumps dumps, Erasures erasures)
{
    /// <summary>Cleans the dumps that are not clean yet.</summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    [Function(nameof(CleanDumps))]
    public void Run([ActivityTrigger] string hash)
    {
        if (erasures.Find(hash) is { } erased)
            erasures.Write(hash, erased with { Cleaned = Clean(erased.ValueBytes, erased.Cleaned) });
    }

    /// <summary>Cleans kept dumps of all erased customers' rows; all of them when one tells of a key that nobody knew.
    /// </summary>
    /// <param name="values">Texts that only the customer being erased has.</param>
    /// <param name="cleaned">The imports that are clean.</param>
    /// <returns>The imports that are clean now.</returns>
    internal IReadOnlyList<string> Clean(IReadOnlyList<byte[]> values, IReadOnlyList<string> cleaned)
    {
        if (workspaces.Current is not { } version)
            return cleaned;
        var workspace = workspaces.Read(version);
        while (true)
        {
            var isNews = false;
            var clean = cleaned.ToHashSet();
            foreach (var (import, folder) in Kept().Where(kept => clean.Add(kept.Import.Id)))
                isNews |= dumps.Clean(import, folder, workspace, values);
            if (!isNews)
                return [.. clean.Order(StringComparer.Ordinal)];
            cleaned = [];
        }
    }

    private IEnumerable<(TakenImport Import, string Folder)> Kept() =>
        (store.Load()?.Imports ?? []).Select(import => (import, import.Accepted))
            .Concat(held.All().Select(import => (import.Taken, HeldImports.Folder(import.Taken.Id))));
}
