using System.Globalization;
using System.Text.Json;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Runs;

/// <summary>The runs in the data folder: <c>runs/{n}/</c> and the pointer to the published one.</summary>
/// <param name="data">The data folder.</param>
public sealed class RunStore(DataFolder data)
{
    private const string Pointer = "runs/published.json";
    private const int RunsKept = 3;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The number of the published run; null before the first.</summary>
    public int? Published => data.Has(Pointer)
        ? Json.Read<PublishedRun>(data, Pointer).Run
        : null;

    /// <summary>Publishes a run. From here on it is what people see.</summary>
    public void Publish(int run) =>
        data.Write(Pointer, JsonSerializer.SerializeToUtf8Bytes(new PublishedRun(run), Json.Options));

    /// <summary>Begins a run; what a killed run with the same number left is deleted.</summary>
    public void Begin(RunInputs inputs, BaseManifest manifest, Workspace workspace)
    {
        data.DeleteFolder(Folder(inputs.Run));
        data.Write(Name(inputs.Run, "inputs.json"), JsonSerializer.SerializeToUtf8Bytes(inputs, Json.Indented));
        data.Write(Name(inputs.Run, "base.json"), JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Options));
        foreach (var (file, content) in workspace.Files)
            data.Write(Name(inputs.Run, $"workspace/{file}"), content);
    }

    /// <summary>The inputs of a run.</summary>
    public RunInputs Inputs(int run) =>
        Json.Read<RunInputs>(data, Name(run, "inputs.json"));

    /// <summary>The version of the base that a run was made from.</summary>
    public BaseManifest Base(int run) =>
        Json.Read<BaseManifest>(data, Name(run, "base.json"));

    /// <summary>The definitions of a run.</summary>
    public Workspace Workspace(int run)
    {
        var root = Name(run, "workspace");
        return WorkspaceFolder.Read(data.PathOf(root), root);
    }

    /// <summary>What a run learned from the whole base.</summary>
    public RunCalibration Calibration(int run) => Json.Read<RunCalibration>(data, Name(run, "calibration.json"));

    /// <summary>A shard of a run.</summary>
    public ScoredShard Shard(int run, int shard)
    {
        var name = ShardName(run, shard);
        try
        {
            using var stream = data.Open(name);
            return ScoredShard.Read(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or OverflowException
            or ArgumentException or FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw Json.Damaged(data, name, fault);
        }
    }

    /// <summary>Writes a shard of a run.</summary>
    public void WriteShard(int run, int shard, ScoredShard scored) => data.Write(ShardName(run, shard), scored.Write);

    /// <summary>The name of a file of a run.</summary>
    public static string Name(int run, string file) => $"{Folder(run)}/{file}";

    /// <summary>Deletes runs that are neither among the last three nor a week young.</summary>
    public void CleanUp(DateTimeOffset now)
    {
        var runs = data.Folders("runs")
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var run) ? run : 0)
            .Where(run => run > 0).OrderDescending();
        foreach (var run in runs.Skip(RunsKept))
        {
            if (now - Directory.GetLastWriteTimeUtc(data.PathOf(Folder(run))) > Kept)
                data.DeleteFolder(Folder(run));
        }
    }

    /// <summary>The versions of the base that the runs kept were made from.</summary>
    public IEnumerable<BaseManifest> Bases() => data.Folders("runs")
        .Where(run => data.Has($"runs/{run}/base.json"))
        .Select(run => Json.Read<BaseManifest>(data, $"runs/{run}/base.json"));

    private static string Folder(int run) => string.Create(CultureInfo.InvariantCulture, $"runs/{run}");

    private static string ShardName(int run, int shard) =>
        Name(run, string.Create(CultureInfo.InvariantCulture, $"shards/{shard}"));

    private sealed record PublishedRun(int Run);
}
