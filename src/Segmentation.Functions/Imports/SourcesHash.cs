using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>
/// What decides how a dump's rows are read: the sources, the time zone, the currency, the rates, and the tables that
/// sources look values up in.
/// </summary>
internal static class SourcesHash
{
    /// <summary>The SHA-256 of it, in lower-case hexadecimal.</summary>
    public static string Of(Workspace workspace)
    {
        var text = Encoding.UTF8.GetBytes($"{workspace.TimeZone.Id}\n{workspace.Currency}\n");
        var rates = workspace.Files.GetValueOrDefault(RatesTable.File) ?? [];
        return Convert.ToHexStringLower(SHA256.HashData(
            [.. text, .. workspace.Files["sources.yaml"], .. rates, .. Tables(workspace).SelectMany(bytes => bytes)]));
    }

    private static IEnumerable<byte[]> Tables(Workspace workspace) => workspace.Sources.SelectMany(UsedTables.Of)
        .Distinct().Order(StringComparer.Ordinal)
        .Select(name => workspace.Files.GetValueOrDefault(LookupTables.FileOf(name)) ?? []);
}
