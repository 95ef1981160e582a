using System.Globalization;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace EndToEnd;

/// <summary>One sequence of imports and runs over a data folder of its own, with settings of its own.</summary>
/// <param name="folder">The folder of the test.</param>
/// <param name="name">The name of the sequence; <c>{name}/data</c> and <c>{name}/out</c> are its folders.</param>
/// <param name="workspace">The workspace.</param>
internal sealed class Pipeline(TempFolder folder, string name, string workspace)
{
    public Settings Settings { get; init; } = new();

    /// <summary>Runs over an import.</summary>
    public Pipeline Run(string import, string? asOf = null, bool delta = false)
    {
        SegmentImport.RunAsync(
            new SegmentRequest(import, workspace, folder[$"{name}/data"])
            {
                AsOf = asOf is null ? null : DateOnly.Parse(asOf, CultureInfo.InvariantCulture),
                Delta = delta,
                Output = folder[$"{name}/out"],
                Settings = Settings,
            },
            TimeProvider.System, null).GetAwaiter().GetResult();
        return this;
    }

    public byte[] Customers => folder.Bytes($"{name}/out/customers.csv");

    public byte[] Transitions => folder.Bytes($"{name}/out/transitions.ndjson");

    /// <summary>The files of a run, each by its path with its bytes in hexadecimal.</summary>
    public SortedDictionary<string, string> RunFiles(int run) => FilesOf(Clients.Files(
        Settings with { Data = folder[$"{name}/data"] }), $"runs/{run}");

    /// <summary>All files of a folder of this machine.</summary>
    public static SortedDictionary<string, string> FilesOf(string folder) =>
        FilesOf(new DataFolder(Path.GetDirectoryName(folder)!), Path.GetFileName(folder));

    /// <summary>All files of a folder.</summary>
    public static SortedDictionary<string, string> FilesOf(BlobStore files, string folder) => new(
        files.List(folder).ToDictionary(
            file => file.Name, file => Convert.ToHexString(files.Read($"{folder}/{file.Name}"))),
        StringComparer.Ordinal);
}
