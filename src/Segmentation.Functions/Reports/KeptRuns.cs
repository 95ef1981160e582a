using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>A published run.</summary>
/// <param name="Run">The run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="WorkspaceVersion">The version of its definitions.</param>
public sealed record KeptRun(int Run, DateOnly AsOf, DateTimeOffset PublishedAt, string WorkspaceVersion);

/// <summary>
/// The published runs by number or day, and what is kept of each for good: its figures without a word of any customer,
/// <c>runs/records/{n}.json</c>.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="ledger">Which runs there are.</param>
public sealed class KeptRuns(BlobStore data, RunLedger ledger)
{
    /// <summary>Writes down what is kept of a run for good.</summary>
    internal static void Keep(BlobStore data, RunReport report) =>
        data.Write(NameOf(report.Run), JsonSerializer.SerializeToUtf8Bytes(Record(report), Json.Options));

    /// <summary>All published runs, newest first.</summary>
    public async Task<IReadOnlyList<KeptRun>> AllAsync(CancellationToken cancel)
    {
        var (pointer, all) = (await ledger.PointerAsync(cancel), new List<KeptRun>());
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (pointer.Shows(row.Run) && row.PublishedAt is { } at && row.Made is { } made)
                all.Add(new KeptRun(row.Run, made.AsOf, at, made.WorkspaceVersion));
        }

        return all;
    }

    /// <summary>The published run of a number, or the latest whose as-of day is at most a day.</summary>
    /// <param name="all">The published runs, newest first.</param>
    /// <param name="where">The option or parameter that asks for it.</param>
    /// <param name="asked">A number or a day; null for the newest.</param>
    /// <exception cref="RefusedException">When there is none, or it is neither a number nor a day.</exception>
    public static KeptRun Find(IReadOnlyList<KeptRun> all, string where, string? asked)
    {
        if (all.Count == 0)
        {
            throw new RefusedException(
                StatusCodes.Status404NotFound, "no-run", where, "no run is published yet", "data with a published run",
                "take an import first");
        }

        if (asked is null)
            return all[0];
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return all.FirstOrDefault(run => run.Run == number) ?? throw Unknown(all, where, number);
        if (!DateOnly.TryParseExact(
            asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new RefusedException(
                StatusCodes.Status400BadRequest, "bad-run", where, $"found {Sentence.Quoted(asked)}",
                "the number of a run, or a day like 2026-11-21");
        }

        return all.FirstOrDefault(run => run.AsOf <= day) ?? throw new RefusedException(
            StatusCodes.Status404NotFound, "no-run", where, $"no run is published as of {asked} or before",
            $"a day from {Said.Day(all.Min(run => run.AsOf))} on");
    }

    /// <summary>The figures of a run; null when they are not kept, as of runs of versions that kept none.</summary>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public RunReport? Report(int run) => new[] { RunStore.Name(run, RunReport.File), NameOf(run) }
        .Where(data.Has).Select(name => Json.Read<RunReport>(data, name)).FirstOrDefault();

    /// <summary>The files of a run are not kept.</summary>
    internal static RefusedException NotKept(string where, int run) => new(
        StatusCodes.Status410Gone, "run-not-kept", where, $"the files of {Said.Run(run)} are not kept any more",
        "one of the last three runs, one of the last 7 days, or the last of one of four months");

    private static RefusedException Unknown(IReadOnlyList<KeptRun> all, string where, int number) => new(
        StatusCodes.Status404NotFound, "unknown-run", where, $"no {Said.Run(number)} is published",
        $"a published run, from {Said.Run(all[^1].Run)} to {Said.Run(all[0].Run)}");

    /// <summary>What tells of customers, or only of how the run went, is left out.</summary>
    private static RunReport Record(RunReport report) => report with
    {
        Attention = [],
        Ledger = [],
        Edges = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<object>>>(),
        Calibration = new Dictionary<string, IReadOnlyList<ScoreCalibration>>(),
        Warnings = [],
        Fields = [],
        Unmapped = [],
        UnmappedTotals = [],
        Differentiators = [],
        Clusters = null,
        DecisionShares = [],
        Findings = [],
        AcceptedFindings = [],
        Identity = null,
        Models = null,
        Health = report.Health is null ? null : report.Health with { Schemes = [] },
    };

    private static string NameOf(int run) =>
        string.Create(CultureInfo.InvariantCulture, $"runs/records/{run}.json");
}
