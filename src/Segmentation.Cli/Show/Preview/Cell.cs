using System.Globalization;

namespace Segmentation.Cli.Show.Preview;

/// <summary>Numbers in the tables of a preview.</summary>
internal static class Cell
{
    /// <summary>A whole number or an amount, without digits behind the point; nothing for null.</summary>
    public static string Number(decimal? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share from 0 to 1 in percent.</summary>
    public static string Share(decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>How much more it is now, with its sign; nothing when it is the same, or was not known.</summary>
    public static string Change(decimal? before, decimal? after) =>
        before is { } then && after is { } now && then != now
        ? (now - then).ToString("+#,##0;-#,##0;0", CultureInfo.InvariantCulture)
        : "";
}
