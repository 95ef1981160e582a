using System.Globalization;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Show.Summary;

/// <summary>Says how many customers were taken for one.</summary>
internal static class IdentityNote
{
    public static string? Of(RunReport report) => report.Identity is not { } identity ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"identity: {identity.Aliases:N0} ids stand for {identity.Groups:N0} other customers; "
        + $"{identity.KeptApart:N0} pairs kept apart, {identity.SharedValues:N0} values that too many share, "
        + $"{identity.PossibleDuplicates.Count:N0} possible duplicates");
}
