using System.Text.Json;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Backtests;

/// <summary>The last backtest of each scheme and outcome: <c>published/backtests/{scheme}.{outcome}.json</c>.</summary>
/// <param name="data">Where the files are.</param>
public sealed class BacktestStore(BlobStore data)
{
    private const string Folder = "published/backtests";

    /// <summary>
    /// The backtests, by scheme and outcome, each of one scheme. A file that is no backtest is left out; the next one
    /// of its scheme and outcome replaces it.
    /// </summary>
    public IReadOnlyList<BacktestReport> All => [.. data.Files(Folder).Select(Read).OfType<BacktestReport>()];

    /// <summary>Keeps a backtest as the last one of each of its schemes.</summary>
    public void Keep(BacktestReport report)
    {
        foreach (var scheme in report.Schemes)
        {
            data.Write(
                $"{Folder}/{scheme.Scheme}.{report.Outcome}.json",
                JsonSerializer.SerializeToUtf8Bytes(report with { Schemes = [scheme] }, Json.Indented));
        }
    }

    private BacktestReport? Read(string file)
    {
        try
        {
            return Json.Read<BacktestReport>(data, $"{Folder}/{file}");
        }
        catch (ImportException fault) when (fault.InnerException is JsonException)
        {
            return null;
        }
    }
}
