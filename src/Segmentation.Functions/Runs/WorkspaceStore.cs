using System.Text.Json;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>The versions of the definitions, <c>workspaces/{version}/</c>, and which is the current one.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="memo">Remembers versions that were read.</param>
public sealed class WorkspaceStore(BlobStore data, Memo memo)
{
    private const string DeploymentsFile = "workspaces/deployments.json";

    /// <summary>When which definitions became the current ones, oldest first; the list only grows.</summary>
    public IReadOnlyList<Deployment> Deployments =>
        data.Has(DeploymentsFile) ? Json.Read<Deployment[]>(data, DeploymentsFile) : [];

    /// <summary>The version that imports and timers work with; null before the first.</summary>
    public string? Current => Deployments is [.., var last] ? last.Version : null;

    /// <summary>The current definitions; null before the first.</summary>
    public Workspace? Live => Current is { } version ? Read(version) : null;

    /// <summary>Keeps definitions under their version, and tells it.</summary>
    public string Keep(Workspace workspace)
    {
        var version = WorkspaceFolder.Version(workspace);
        // workspace.yaml comes last: a version that has it is whole.
        foreach (var (file, content) in workspace.Files.OrderBy(file => file.Key == Last))
        {
            if (!Has(version))
                data.Write($"{Folder(version)}/{file}", content);
        }

        return version;
    }

    /// <summary>Whether a version is kept, and whole.</summary>
    public bool Has(string version) => data.Has($"{Folder(version)}/{Last}");

    /// <summary>Makes a version the current one; nothing changes when it is.</summary>
    public void Use(Deployment deployment)
    {
        while (!TryUse(deployment, Current))
        {
            // Others were deployed meanwhile: look again.
        }
    }

    /// <summary>Makes a version the current one in place of a known one.</summary>
    /// <param name="deployment">The version, by whom and what for.</param>
    /// <param name="current">The version that must be the current one; null for none.</param>
    /// <returns>Whether it is the current one now; not when another was deployed meanwhile.</returns>
    public bool TryUse(Deployment deployment, string? current)
    {
        var etag = data.ETag(DeploymentsFile);
        var deployments = Deployments;
        var live = deployments is [.., var last] ? last.Version : null;
        if (live == deployment.Version)
            return true;
        return live == current && data.TryReplace(
            DeploymentsFile,
            JsonSerializer.SerializeToUtf8Bytes<Deployment[]>([.. deployments, deployment], Json.Indented), etag);
    }

    /// <summary>A version.</summary>
    /// <exception cref="DefinitionException">When it is not there.</exception>
    public Workspace Read(string version) => memo.Get(
        Folder(version), () => Read(data, Folder(version)));

    /// <summary>Definitions that were kept in a folder of the store.</summary>
    /// <exception cref="DefinitionException">When they are not there.</exception>
    internal static Workspace Read(BlobStore data, string folder) =>
        data.List(folder) is { Count: > 0 } files
            ? WorkspaceFolder.Read(files.ToDictionary(file => file.Name, file => data.Read($"{folder}/{file.Name}")))
            : throw WorkspaceFolder.Missing(folder);

    /// <summary>A version with the segments that a run learned; as written until it learned any.</summary>
    /// <param name="version">The version.</param>
    /// <param name="calibration">The name of the file of what the run learned.</param>
    /// <exception cref="DefinitionException">When it is not there.</exception>
    internal Workspace Read(string version, string calibration) => Learns(version, calibration)
        ? memo.Get($"{calibration}/{version}", () => LearnedSegments.Of(
            Read(version), Json.Read<RunCalibration>(data, calibration)))
        : Read(version);

    private bool Learns(string version, string calibration) =>
        LearnedSegments.AreIn(Read(version)) && data.Has(calibration);

    /// <summary>The measures and schemes of a version with the segments that a run learned.</summary>
    /// <param name="version">The version.</param>
    /// <param name="known">The sources that the base has data of.</param>
    /// <param name="calibration">The name of the file of what the run learned.</param>
    internal Plans Plans(string version, IEnumerable<string> known, string calibration)
    {
        if (!Learns(version, calibration))
            return Plans(version, known);
        var sources = known.Order(StringComparer.Ordinal).ToArray();
        return memo.Get(
            $"{calibration}/{version}/{string.Join('/', sources)}",
            () => Runs.Plans.Bind(Read(version, calibration), sources.ToHashSet()));
    }

    /// <summary>The measures and schemes of a version that have what they need.</summary>
    /// <param name="version">The version.</param>
    /// <param name="known">The sources that the base has data of.</param>
    internal Plans Plans(string version, IEnumerable<string> known)
    {
        var sources = known.Order(StringComparer.Ordinal).ToArray();
        return memo.Get(
            $"plans/{version}/{string.Join('/', sources)}",
            () => Runs.Plans.Bind(Read(version), sources.ToHashSet()));
    }

    private const string Last = "workspace.yaml";

    private static string Folder(string version) => $"workspaces/{version}";
}
