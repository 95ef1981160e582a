using System.Globalization;
using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>The runs in the data folder: <c>runs/{n}/</c>.</summary>
/// <param name="data">Where the files are.</param>
public sealed class RunStore(BlobStore data)
{
    /// <summary>The file that is written last when a run begins.</summary>
    public const string InputsFile = "inputs.json";

    /// <summary>How many published runs are kept however old they are.</summary>
    public const int RunsKept = 3;

    /// <summary>Of how many months the last published run is kept: a quarter, and the month before it.</summary>
    public const int MonthsKept = 4;

    /// <summary>The file of the segments that persons set; there is none when nobody did.</summary>
    internal const string OverridesFile = "overrides.json";

    /// <summary>The file of who is one; there is none when customers are not matched.</summary>
    internal const string IdentityFile = "identity.json";

    /// <summary>The file of what a run learned from the whole base.</summary>
    internal const string CalibrationFile = "calibration.json";

    /// <summary>The file of the lifetime models; there is none when no measure asks for one.</summary>
    internal const string ModelsFile = "models.json";

    /// <summary>The file of what came up while the measures of all customers were combined.</summary>
    internal const string CombinedCountsFile = "counts/all.json";

    /// <summary>The folders of a run that only those who make it read; they are gone when it is done.</summary>
    internal static readonly IReadOnlyList<string> Scratch =
        ["measures", "aliases", "combined", "moves", "csv", "exports", "out"];

    private const string BaseFile = "base.json";

    /// <summary>For how long runs are kept that are not the newest, and held ones once a newer is published.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Begins a run; what was left under its number before its inputs were frozen is deleted.</summary>
    /// <param name="inputs">What the run is made from.</param>
    /// <param name="manifest">The base.</param>
    /// <param name="workspace">The definitions.</param>
    /// <param name="overrides">The segments that persons set, by customer and scheme.</param>
    /// <param name="learner">The run that learned for it; null when it learns for itself.</param>
    public void Begin(
        RunInputs inputs, BaseManifest manifest, Workspace workspace, IReadOnlyList<Override> overrides,
        int? learner = null)
    {
        data.DeleteFolder(Folder(inputs.Run));
        data.Write(Name(inputs.Run, BaseFile), JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Options));
        foreach (var (file, content) in workspace.Files)
            data.Write(Name(inputs.Run, $"workspace/{file}"), content);
        if (overrides.Count > 0)
        {
            data.Write(
                Name(inputs.Run, OverridesFile), JsonSerializer.SerializeToUtf8Bytes(overrides, Json.Indented));
        }

        if (learner is { } taken)
            Take(taken, inputs);
        data.Write(Name(inputs.Run, InputsFile), JsonSerializer.SerializeToUtf8Bytes(inputs, Json.Indented));
    }

    /// <summary>Takes over what an earlier run learned; no id of a cluster that was given meanwhile is free again.
    /// </summary>
    private void Take(int learner, RunInputs inputs)
    {
        var published = inputs.Published!.Value;
        string[] learned = [CalibrationFile, CombinedCountsFile, ModelsFile];
        foreach (var file in learned.Where(file => data.Has(Name(learner, file))))
        {
            data.Write(Name(inputs.Run, file), file == CalibrationFile && learner != published
                ? Calibration(learner).Keeping(Calibration(published)).ToJson()
                : data.Read(Name(learner, file)));
        }
    }

    /// <summary>Deletes the files of a run.</summary>
    public void Delete(int run) => data.DeleteFolder(Folder(run));

    /// <summary>Whether the files of a run are kept.</summary>
    public bool Has(int run) => data.Has(Name(run, InputsFile));

    /// <summary>The inputs of a run.</summary>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public RunInputs Inputs(int run) => Json.Read<RunInputs>(data, Name(run, InputsFile));

    /// <summary>The version of the base that a run was made from.</summary>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public BaseManifest Base(int run) => Json.Read<BaseManifest>(data, Name(run, BaseFile));

    /// <summary>The definitions of a run, with the segments that it learned.</summary>
    public Workspace Workspace(int run)
    {
        var written = WorkspaceStore.Read(data, Name(run, "workspace"));
        return LearnedSegments.AreIn(written) && data.Has(CalibrationName(run))
            ? LearnedSegments.Of(written, Calibration(run))
            : written;
    }

    /// <summary>What a run learned from the whole base.</summary>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public RunCalibration Calibration(int run) => Json.Read<RunCalibration>(data, CalibrationName(run));

    /// <summary>The name of the file of what a run learned from the whole base.</summary>
    internal static string CalibrationName(int run) => Name(run, CalibrationFile);

    /// <summary>The lifetime models of a run; none when no measure asks for one.</summary>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public LifetimeModels Models(int run) => data.Has(Name(run, ModelsFile))
        ? Json.Read<LifetimeModels>(data, Name(run, ModelsFile))
        : LifetimeModels.None;

    /// <summary>What a run found, without the times of its stages.</summary>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public RunReport Report(int run) => Json.Read<RunReport>(data, Name(run, RunReport.File));

    /// <summary>
    /// The segments that persons set, by customer and scheme; none that had expired when the run began. Of an alias
    /// they hold for the customer that it stands for, unless that one has its own.
    /// </summary>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public IReadOnlyList<Override> Overrides(int run)
    {
        var identity = Matches(run).Identity;
        return
        [
            .. OverridesAsSet(run).OrderBy(held => identity.IsAlias(held.Customer))
                .Select(held => held with { Customer = identity.Canonical(held.Customer) })
                .DistinctBy(held => (held.Customer, held.Scheme))
                .OrderBy(held => held.Customer, StringComparer.Ordinal)
                .ThenBy(held => held.Scheme, StringComparer.Ordinal),
        ];
    }

    /// <summary>The same under the ids that they were set for.</summary>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public IReadOnlyList<Override> OverridesAsSet(int run) => data.Has(Name(run, OverridesFile))
        ? Json.Read<Override[]>(data, Name(run, OverridesFile))
        : [];

    /// <summary>Which customers are one; none before that is resolved, and when customers are not matched.</summary>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public Matches Matches(int run) => data.Has(Name(run, IdentityFile))
        ? Json.Read<Matches>(data, Name(run, IdentityFile))
        : Engine.Identities.Matches.None;

    /// <summary>The name of the file with the rows of aliases: customers' are kept, others' are gone when the run is
    /// done.</summary>
    internal static string AliasesName(int run, SourceDefinition source) =>
        Name(run, $"{(source.IsCustomers ? "identity" : "aliases")}/{source.Name}");

    /// <summary>Whether a file of a run has rows of aliases.</summary>
    /// <param name="file">Its name in the run's folder.</param>
    internal static bool IsAliases(string file) =>
        file.StartsWith("identity/", StringComparison.Ordinal);

    /// <summary>A shard of a run, from the folder of the run that holds it.</summary>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public ScoredShard Shard(int run, int shard) =>
        data.Read(ShardName(Inputs(run).HolderOf(shard), shard), ScoredShard.Read);

    /// <summary>Whether a run has results of a customer under this id; false for run 0.</summary>
    /// <exception cref="ImportException">When a file is missing or damaged.</exception>
    public bool HasCustomer(int run, byte[] id) =>
        run > 0 && Shard(run, StableHash.Shard(StableHash.Of(id), Base(run).Shards)).IndexOf(id) >= 0;

    /// <summary>Writes a shard of a run.</summary>
    public void WriteShard(int run, int shard, ScoredShard scored) => data.Write(ShardName(run, shard), scored.Write);

    /// <summary>The name of a file of a run.</summary>
    public static string Name(int run, string file) => $"{Folder(run)}/{file}";

    /// <summary>The folder of a run: the name that the pieces of its waves have.</summary>
    public static string Folder(int run) => string.Create(CultureInfo.InvariantCulture, $"runs/{run}");

    /// <summary>The run of such a name.</summary>
    public static int Number(string folder) =>
        int.Parse(folder.AsSpan("runs/".Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>
    /// Deletes runs that are neither needed nor were begun within a week, unless one that is kept has shards there.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="needed">The last published runs, and those whose messages are not sent.</param>
    public void CleanUp(DateTimeOffset now, IReadOnlyCollection<int> needed)
    {
        int[] all = [.. data.Folders("runs")
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var run) ? run : 0)
            .Where(run => run > 0)];
        var kept = all
            .Where(run => needed.Contains(run) || now - data.Changed(Name(run, BaseFile)) <= Kept).ToHashSet();
        kept.UnionWith([.. kept.Where(Has).SelectMany(run => Inputs(run).Holders ?? [])]);
        foreach (var run in all.Where(run => !kept.Contains(run)))
            data.DeleteFolder(Folder(run));
    }

    /// <summary>
    /// The last of some runs in each of the newest <see cref="MonthsKept"/> months of as-of days whose files are kept:
    /// a quarter is compared with the one before it.
    /// </summary>
    /// <param name="published">Published runs, newest first.</param>
    public IReadOnlyList<int> MonthEnds(IEnumerable<int> published)
    {
        var folders = data.Folders("runs").Select(name => $"runs/{name}").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. published.Where(run => folders.Contains(Folder(run)) && Has(run))
                .Select(run => (Run: run, Inputs(run).AsOf)).DistinctBy(run => (run.AsOf.Year, run.AsOf.Month))
                .OrderByDescending(run => run.AsOf).Take(MonthsKept).Select(run => run.Run),
        ];
    }

    /// <summary>The versions of the base that the runs kept were made from.</summary>
    public IEnumerable<BaseManifest> Bases() => data.Folders("runs")
        .Where(run => data.Has($"runs/{run}/{BaseFile}"))
        .Select(run => Json.Read<BaseManifest>(data, $"runs/{run}/{BaseFile}"));

    private static string ShardName(int run, int shard) =>
        Name(run, string.Create(CultureInfo.InvariantCulture, $"shards/{shard}"));
}
