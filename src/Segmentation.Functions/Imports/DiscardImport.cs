using Microsoft.Azure.Functions.Worker;

namespace Segmentation.Functions.Imports;

/// <summary>A held import that a person threw away.</summary>
/// <param name="Import">The import.</param>
/// <param name="At">When.</param>
public sealed record DiscardedImport(string Import, DateTime At);

/// <summary>Deletes the dumps of a held import, and writes down that it was discarded.</summary>
public sealed class DiscardImport(ImportLedger ledger, Receipts receipts, HeldImports held)
{
    /// <summary>Discards an import; one that is not held any more is left alone.</summary>
    [Function(nameof(DiscardImport))]
    public async Task RunAsync([ActivityTrigger] DiscardedImport discarded, CancellationToken cancel)
    {
        if (held.Find(discarded.Import) is not { } import
            || await ledger.FindAsync(import.Row, cancel) is not { } row)
            return;
        receipts.Discard(discarded.Import, import.Why);
        (row.State, row.At, row.Error) = (ImportRow.Discarded, discarded.At, import.Why);
        await ledger.SettleAsync(row, cancel);
        held.Delete(discarded.Import);
    }
}
