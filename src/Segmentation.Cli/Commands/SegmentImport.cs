using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>What <c>segment run</c> is asked for.</summary>
/// <param name="Import">A folder of dumps, or one dump.</param>
/// <param name="Workspace">A folder of definitions, or the name of a shipped workspace.</param>
/// <param name="Data">The data folder.</param>
internal sealed record SegmentRequest(string Import, string Workspace, string Data)
{
    /// <summary>The as-of day; null for the one of the manifest, else the default.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether the default as-of day is the day after the newest event, and not today.</summary>
    public bool AsOfNewest { get; init; } = true;

    /// <summary>Whether the command can be asked for another as-of day.</summary>
    public bool TakesAsOf { get; init; } = true;

    /// <summary>Where the results are written; null for nowhere.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the dumps add to their streams.</summary>
    public bool Delta { get; init; }

    /// <summary>Whether lifetime models and clusters are to be fitted anew, due or not.</summary>
    public bool Refit { get; init; }

    /// <summary>The settings.</summary>
    public Settings Settings { get; init; } = Settings.FromEnvironment();

    /// <summary>What is asked of the app.</summary>
    /// <param name="version">The version of the definitions.</param>
    public ImportRequest ToImport(string version) => new(Path.GetFullPath(Import), IsInbox: false)
    {
        Delta = Delta,
        Workspace = version,
        Run = new RunRequest
        {
            AsOf = AsOf,
            AsOfNewest = AsOfNewest,
            Refit = Refit,
            Workspace = version,
            Output = Output is null ? null : Path.GetFullPath(Output),
        },
    };

    /// <summary>
    /// The same for the same request: a command that is repeated because it was ended finds what it had begun.
    /// </summary>
    /// <param name="version">The version of the definitions.</param>
    public string Instance(string version) => "run-" + Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(ToImport(version))))[..24];
}

/// <summary>What came of it.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Report">The report of the run.</param>
/// <param name="AlreadyTaken">Whether the same import was in the base before.</param>
/// <param name="AsOfFrom">Where the as-of day comes from; empty when it was asked for.</param>
/// <param name="Notes">What a person should know before the numbers.</param>
internal sealed record SegmentResult(
    SegmentRequest Request, RunReport Report, bool AlreadyTaken, string AsOfFrom, IReadOnlyList<string> Notes)
{
    /// <summary>The names of the customers that need attention, by id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>The id of some customer.</summary>
    public required string Example { get; init; }

    /// <summary>Why the run is held; null when it is published.</summary>
    public string? Held { get; init; }

    /// <summary>Ends the command when the run is held, after what it found was shown.</summary>
    /// <exception cref="ImportException">When the run is held.</exception>
    public void ThrowIfHeld()
    {
        if (Held is not null)
            throw ImportException.Told(Held);
    }
}

/// <summary>
/// Takes an import and makes a run, through the same orchestrations as the deployed app: in this process, or in the
/// one that serves the data folder.
/// </summary>
internal static class SegmentImport
{
    public static async Task<SegmentResult> RunAsync(
        SegmentRequest request, TimeProvider time, Action<StageProgress>? progress,
        CancellationToken cancel = default)
    {
        var workspace = WorkspaceFolder.Read(Options.WorkspacePath(request.Workspace), request.Workspace);
        Lint.Ensure(workspace);
        CheckApart(request.Import, "--data", request.Data);
        CheckApart(request.Import, "--out", request.Output);
        CheckOutput(request.Output);
        using var app = new CommandApp(request.Settings with { Data = request.Data }, time, progress);
        app.Services.GetRequiredService<BaseStore>().CheckOwner(workspace);
        var version = app.Services.GetRequiredService<WorkspaceStore>().Keep(workspace);
        return await app.RunAsync(
            async () => Result(
                request,
                await app.Imports.RunAsync(request.Instance(version), request.ToImport(version), cancel), app, time),
            cancel);
    }

    /// <summary>What came of an import whose run is finished.</summary>
    public static SegmentResult Result(
        SegmentRequest request, ImportOutcome outcome, CommandApp app, TimeProvider time)
    {
        var (run, data) = (outcome.Run!.Value, app.Services.GetRequiredService<BlobStore>());
        var report = Json.Read<RunReport>(data, RunStore.Name(run, RunReport.File));
        var runs = app.Services.GetRequiredService<RunStore>();
        var manifest = runs.Base(run);
        return new SegmentResult(
            request, report, outcome.AlreadyTaken, AsOfFrom(request, outcome, manifest),
            [
                .. Notes(outcome, app.Served is not null),
                .. manifest.NewestDay is null ? [] : MistypedDay(request, report, time),
            ])
        {
            Names = new RunNames(data, run).NamesOf(report.Attention.Select(line => line.Customer)),
            Held = report.Held is { } held ? MoveGuard.Told(run, held) : null,
            Example = Enumerable.Range(0, manifest.Shards).Select(shard => runs.Shard(run, shard).Ids)
                .FirstOrDefault(ids => ids.Count > 0)?.Text(0) ?? "CUSTOMER",
        };
    }

    private static IEnumerable<string> Notes(ImportOutcome outcome, bool handedOver)
    {
        if (handedOver)
            yield return "the import was handed over to the process that serves the data folder";
        if (outcome.Reread)
            yield return "the sources changed: all kept dumps were read again";
    }

    private static IEnumerable<string> MistypedDay(SegmentRequest request, RunReport report, TimeProvider time)
    {
        if (report.AsOf > DateOnly.FromDateTime(time.GetUtcNow().Date).AddDays(2))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the as-of day {report.AsOf:yyyy-MM-dd} lies in the future: a mistyped date?")
                + (request.TakesAsOf ? " --as-of names another" : "");
    }

    private static string AsOfFrom(SegmentRequest request, ImportOutcome outcome, BaseManifest manifest) =>
        request.AsOf is not null ? ""
        : outcome.AsOf is not null ? "the manifest's"
        : !request.AsOfNewest ? "today"
        : manifest.NewestDay is not null ? "the day after the newest event"
        : "today, because there are no events";

    /// <summary>
    /// What a run writes among the dumps would be read as dumps by the next run; folders of their own are left out.
    /// </summary>
    private static void CheckApart(string import, string option, string? folder)
    {
        if (folder is not null && Path.GetRelativePath(import, folder) == ".")
        {
            throw new DefinitionException(
                option, $"{Sentence.Quoted(folder)} is the folder of the dumps", "a folder of its own",
                "name another folder: results would be read as dumps");
        }
    }

    /// <summary>A place that cannot be written is told before the work, not after it.</summary>
    private static void CheckOutput(string? output)
    {
        if (output is null)
            return;
        if (File.Exists(output))
            throw new DefinitionException(
                "--out", $"{Sentence.Quoted(output)} is a file", "a folder", "name another folder");
        Directory.CreateDirectory(output);
    }
}
