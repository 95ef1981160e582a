using System.Globalization;
using System.Text;
using Segmentation.Engine.Dumps;

namespace Segmentation.Functions.Imports;

/// <summary>A receipt as people read it.</summary>
internal static class ReceiptText
{
    /// <summary>A line for the import, and one for each file and source with where its rows went.</summary>
    public static byte[] Of(Receipt receipt)
    {
        var text = new StringBuilder();
        var mode = receipt.Mode.ToString().ToLowerInvariant();
        Line(text, $"import {receipt.Import}, taken as {mode}, made version {receipt.BaseVersion} of the base");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. Rows(receipt)];
    }

    /// <summary>A line for an import that is not taken, and one with the reason.</summary>
    /// <param name="id">The import.</param>
    /// <param name="what">What became of it.</param>
    /// <param name="why">Why.</param>
    public static byte[] Refused(string id, string what, string why) =>
        Encoding.UTF8.GetBytes($"import {id} {what}; nothing was changed\n{why}\n");

    /// <summary>A line for each file and source with where its rows went.</summary>
    public static byte[] Rows(Receipt receipt)
    {
        var text = new StringBuilder();
        foreach (var file in receipt.Files)
        {
            var parts = string.Join(" + ", Parts(file.Ledger));
            Line(text, $"{file.File} as {file.Source}: read {file.Ledger.Read:N0} = {parts}");
        }

        foreach (var unread in receipt.Unread)
            Line(text, $"{unread}: no source reads it");
        if (receipt.Resolved > 0)
            Line(text, $"{receipt.Resolved:N0} rows of earlier imports found their customer");
        if (receipt.Absent > 0)
            Line(text, $"{receipt.Absent:N0} customers of the base are missing from it; they are kept");
        if (receipt.Removed > 0)
            Line(text, $"{receipt.Removed:N0} customers of the base are missing from it; they were removed");
        if (receipt.Erased > 0)
            Line(text, $"{receipt.Erased:N0} rows of erased customers were left out; they count as filtered");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Parts(Ledger ledger)
    {
        var parts = new (string Name, long Rows)[]
        {
            ("accepted", ledger.Accepted), ("rejected", ledger.Rejected), ("filtered", ledger.Filtered),
            ("unresolved", ledger.Unresolved), ("duplicate", ledger.Duplicate), ("superseded", ledger.Superseded),
            ("blank", ledger.Blank),
        };
        return parts.Where((part, i) => i == 0 || part.Rows > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Rows:N0} {part.Name}"));
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
