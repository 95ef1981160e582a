using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;

namespace Segmentation.Cli.Export;

/// <summary>What an exported base does not carry over: told, so that nobody misses it later.</summary>
internal static class LeftOut
{
    /// <summary>A sentence for each.</summary>
    /// <param name="manifest">The base.</param>
    /// <param name="store">Its files.</param>
    /// <param name="workspace">The definitions under which it was read.</param>
    /// <param name="stores">The merge ledger and the tombstones.</param>
    /// <param name="overrides">How many segments persons set.</param>
    /// <param name="odd">What the files cannot say.</param>
    public static IEnumerable<string> Of(
        BaseManifest manifest, BaseStore store, Workspace workspace, (IdentityLedger Ledger, TombstoneStore Erased) stores,
        int overrides, (long WithoutRows, long EmptyTexts) odd)
    {
        yield return "values are exact: a text that looks like a formula is not made safe for spreadsheets";
        yield return "runs and their history stay here, with lifetime models and clusters, which are fitted anew";
        if (workspace.Currency is { } currency && HasForeignMoney(workspace))
            yield return $"amounts are in {currency}; the currencies that they were converted from are not kept";
        foreach (var (count, what) in Counts(manifest, store, workspace, stores, overrides, odd))
        {
            if (count > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
        }
    }

    private static IEnumerable<(long Count, string What)> Counts(
        BaseManifest manifest, BaseStore store, Workspace workspace, (IdentityLedger Ledger, TombstoneStore Erased) stores,
        int overrides, (long WithoutRows, long EmptyTexts) odd)
    {
        yield return (overrides, "segments set by hand stay here");
        yield return (
            stores.Ledger.Entries.LongCount(entry => entry.State == LedgerState.Split),
            "customers that a person split are merged again where they are imported");
        yield return (
            stores.Erased.Count,
            "customers were erased: where the base is imported, nothing keeps later imports from bringing them back");
        yield return (Marked(manifest, store, workspace), "customers were missing from their last snapshot; the mark is lost");
        yield return (odd.WithoutRows, "customers without any row are customers without fields");
        yield return (odd.EmptyTexts, "texts of no characters are empty cells, which are null");
        yield return (
            manifest.FilteredKeys.Values.Sum(file => file.Rows),
            "keys of rows that were filtered are not kept: later rows that join them would wait");
    }

    private static bool HasForeignMoney(Workspace workspace) => workspace.Sources.SelectMany(source => source.Fields)
        .Any(field => field.Currency is { } money && (money.Column is not null || money.Code != workspace.Currency));

    private static long Marked(BaseManifest manifest, BaseStore store, Workspace workspace)
    {
        if (workspace.Customers is not { } customers || !manifest.Tables.TryGetValue(customers.Name, out var tables))
            return 0;
        var absent = RowLayout.Of(customers).Absent;
        return tables.Sum(table =>
            (long)((BooleanColumn)store.ReadTable(table.File).Columns[absent]).Values.AsSpan().Count((sbyte)1));
    }
}
