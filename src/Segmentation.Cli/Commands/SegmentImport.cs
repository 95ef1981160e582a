using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary>What <c>segment run</c> is asked for.</summary>
/// <param name="Import">A folder of dumps, or one dump.</param>
/// <param name="Workspace">A folder of definitions, or the name of a shipped workspace.</param>
/// <param name="Data">The data folder.</param>
internal sealed record SegmentRequest(string Import, string Workspace, string Data)
{
    /// <summary>The as-of day; null for the day after the newest event.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where the results are written; null for nowhere.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the dumps add to their streams.</summary>
    public bool Delta { get; init; }

    /// <summary>The settings.</summary>
    public Settings Settings { get; init; } = Settings.FromEnvironment();
}

/// <summary>What came of it.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Report">The report of the run.</param>
/// <param name="AlreadyTaken">Whether the same import was in the base before.</param>
/// <param name="AsOfFrom">Where the as-of day comes from; empty when it was asked for.</param>
/// <param name="Notes">What a person should know before the numbers.</param>
internal sealed record SegmentResult(
    SegmentRequest Request, RunReport Report, bool AlreadyTaken, string AsOfFrom, IReadOnlyList<string> Notes);

/// <summary>Takes an import and makes a run.</summary>
internal static class SegmentImport
{
    private const string LockFile = ".lock";

    public static SegmentResult Run(SegmentRequest request, TimeProvider time, Action<StageProgress>? progress)
    {
        var workspace = WorkspaceFolder.Read(Options.WorkspacePath(request.Workspace), request.Workspace);
        Plans.Bind(workspace);
        var data = new DataFolder(request.Data);
        CheckApart(request.Import, "--data", request.Data);
        CheckApart(request.Import, "--out", request.Output);
        CheckOutput(request.Output);
        using var held = Lock(data);
        var stages = new Stages(time, progress);
        var taken = new TakeImport(data, workspace, request.Settings, stages)
            .Run(request.Import, request.Delta, request.Output);
        var asOf = request.AsOf ?? taken.AsOf ?? DefaultAsOf(taken.Base, workspace, time);
        var report = new SegmentBase(data, workspace, request.Settings, stages)
            .Run(taken.Base, taken.Receipt, asOf, request.Output, time.GetUtcNow());
        return new SegmentResult(
            request, report, taken.AlreadyTaken, AsOfFrom(request, taken), [.. Notes(taken, asOf, time)]);
    }

    private static IEnumerable<string> Notes(TakenResult taken, DateOnly asOf, TimeProvider time)
    {
        if (taken.Reread)
            yield return "the sources changed: all kept dumps were read again";
        if (taken.Base.NewestDay is not null && asOf > DateOnly.FromDateTime(time.GetUtcNow().Date).AddDays(2))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the as-of day {asOf:yyyy-MM-dd} lies in the future: a mistyped date? --as-of names another");
    }

    private static string AsOfFrom(SegmentRequest request, TakenResult taken) =>
        request.AsOf is not null ? ""
        : taken.AsOf is not null ? "the manifest's"
        : taken.Base.NewestDay is not null ? "the day after the newest event"
        : "today, because there are no events";

    /// <summary>The day after the newest event, within the calendar; today when there are none.</summary>
    private static DateOnly DefaultAsOf(BaseManifest manifest, Workspace workspace, TimeProvider time) =>
        manifest.NewestDay is { } newest
            ? DateOnly.FromDayNumber(
                Math.Min(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + newest + 1, DateOnly.MaxValue.DayNumber))
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), workspace.TimeZone).Date);

    /// <summary>One command at a time changes a data folder.</summary>
    private static FileStream Lock(DataFolder data)
    {
        Directory.CreateDirectory(data.Root);
        try
        {
            return new FileStream(data.PathOf(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (File.Exists(data.PathOf(LockFile)))
        {
            throw new ImportException(
                data.Root, "another command is changing this data folder",
                "one at a time", "wait for it, or use another --data folder", fault);
        }
    }

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
