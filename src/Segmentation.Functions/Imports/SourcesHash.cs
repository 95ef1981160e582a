using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>What decides how a dump's rows are read: the sources, the time zone, the currency and the rates.</summary>
internal static class SourcesHash
{
    /// <summary>The SHA-256 of it, in lower-case hexadecimal.</summary>
    public static string Of(Workspace workspace)
    {
        var text = Encoding.UTF8.GetBytes($"{workspace.TimeZone.Id}\n{workspace.Currency}\n");
        var rates = workspace.Files.GetValueOrDefault(RatesTable.File) ?? [];
        return Convert.ToHexStringLower(SHA256.HashData([.. text, .. workspace.Files["sources.yaml"], .. rates]));
    }
}
