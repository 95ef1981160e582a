using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Cli.Export;

/// <summary>How much there is of what an exported base does not carry over.</summary>
/// <param name="Overrides">Segments that persons set.</param>
/// <param name="Splits">Customers that persons split from others.</param>
/// <param name="Erased">Customers that were erased.</param>
/// <param name="WithoutRows">Customers of whom the base has no row.</param>
/// <param name="EmptyTexts">Texts of no characters.</param>
internal sealed record LeftOutCounts(long Overrides, long Splits, long Erased, long WithoutRows, long EmptyTexts);

/// <summary>What an exported base does not carry over: told, so that nobody misses it later.</summary>
internal static class LeftOut
{
    /// <summary>A sentence for each.</summary>
    /// <param name="manifest">The base.</param>
    /// <param name="store">Its files.</param>
    /// <param name="workspace">The definitions under which it was read.</param>
    /// <param name="counts">How much there is of what is counted elsewhere.</param>
    public static IEnumerable<string> Of(
        BaseManifest manifest, BaseStore store, Workspace workspace, LeftOutCounts counts)
    {
        yield return "values are exact: a text that looks like a formula is not made safe for spreadsheets";
        yield return "runs and their history stay here, with lifetime models and clusters, which are fitted anew";
        if (workspace.Currency is { } currency && HasForeignMoney(workspace))
            yield return $"amounts are in {currency}; the currencies that they were converted from are not kept";
        (string What, long Count)[] all =
        [
            ("segments set by hand, which stay here", counts.Overrides),
            ("customers that a person split, who are merged again where they are imported", counts.Splits),
            ("erased customers, whom later imports may bring back where the base is imported", counts.Erased),
            ("customers that were missing from their last snapshot, of which the mark is lost",
                Marked(manifest, store, workspace)),
            ("customers without any row, who are customers without fields", counts.WithoutRows),
            ("texts of no characters, which are null where they are imported", counts.EmptyTexts),
            ("keys of filtered rows, which are not kept: later rows that join them would wait",
                manifest.FilteredKeys.Values.Sum(file => file.Rows)),
        ];
        foreach (var (what, count) in all.Where(one => one.Count > 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}");
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
