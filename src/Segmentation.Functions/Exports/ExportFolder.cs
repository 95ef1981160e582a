using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Exports;

/// <summary>
/// The folder that people and their programs read, <c>published/latest/</c>. A set of files is made beside it, and
/// takes its place when it is whole; then <c>run.json</c> tells what the files are.
/// </summary>
/// <param name="data">Where the files are.</param>
internal sealed class ExportFolder(BlobStore data)
{
    /// <summary>Where the files are that people read.</summary>
    public const string Latest = "published/latest";

    private const string Next = "published/next";
    private const string NextFiles = $"{Next}/files";
    private const string ReadyFile = $"{Next}/ready.json";
    private const string ManifestFile = "run.json";
    private const int BlockBytes = 1 << 16;

    /// <summary>What is there; null when there is nothing.</summary>
    public ExportManifest? Manifest => Read<ExportManifest>($"{Latest}/{ManifestFile}");

    /// <summary>What tells the set that is shown from another; null when there is nothing.</summary>
    public string? Shown => data.ETag($"{Latest}/{ManifestFile}");

    /// <summary>Lets a set take its place that was being shown when its writer was killed; any other goes.</summary>
    public void Settle()
    {
        Finish();
        DiscardNext();
    }

    /// <summary>Lets a set take its place that was being shown when its writer was killed.</summary>
    public void Finish()
    {
        if (Read<ExportManifest>($"{Next}/{ManifestFile}") is { } whole)
            Show(whole);
    }

    /// <summary>Writes a file of the next set.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <param name="hasMark">Whether it begins with the mark by which spreadsheets know UTF-8.</param>
    /// <param name="write">Writes it, and tells its rows.</param>
    public ExportedFile Write(string name, bool hasMark, Func<AppendBytes, long> write) =>
        Write(NextFiles, name, hasMark, write);

    /// <summary>Opens a file of the next set.</summary>
    public Stream OpenNext(string name) => data.Open($"{NextFiles}/{name}");

    /// <summary>Opens a file that is shown.</summary>
    public Stream OpenLatest(string name) => data.Open($"{Latest}/{name}");

    /// <summary>Whether a file that is shown is as it was written.</summary>
    public bool IsWhole(ExportedFile file)
    {
        if (!data.Has($"{Latest}/{file.Name}"))
            return false;
        using var stream = data.Open($"{Latest}/{file.Name}");
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }

    /// <summary>Notes that all files of the next set are written; it is shown when its run is published.</summary>
    /// <param name="manifest">What they are; nothing is known of when the run is published.</param>
    /// <param name="shown">What was shown before the first of them was made.</param>
    public void NoteReady(ExportManifest manifest, string? shown) => data.Write(
        ReadyFile, JsonSerializer.SerializeToUtf8Bytes(new ReadyFiles(manifest, shown), Json.Indented));

    /// <summary>The next set of a run; null when it is not ready, or another set was shown meanwhile.</summary>
    public ExportManifest? Ready(int run)
    {
        var ready = Read<ReadyFiles>(ReadyFile);
        return ready is not null && ready.Manifest.Run == run && ready.Shown == Shown
            && ready.Manifest.Files.All(file => IsOlder(file, run) || data.Has($"{NextFiles}/{file.Name}"))
                ? ready.Manifest
                : null;
    }

    /// <summary>Throws the next set away, unless it is being shown.</summary>
    public void DiscardNext()
    {
        if (data.Has($"{Next}/{ManifestFile}"))
            return;
        // First what vouches for the files: who is killed between them leaves none that is taken for whole.
        data.Delete(ReadyFile);
        data.DeleteFolder(Next);
    }

    /// <summary>Shows the next set, all of whose files were written.</summary>
    public void Commit(ExportManifest manifest)
    {
        data.Write($"{Next}/{ManifestFile}", Bytes(manifest));
        Show(manifest);
    }

    /// <summary>
    /// Writes files that are shown anew, and tells so. When one changes, all files of changed rows go: whoever reads
    /// them has to begin with all rows again.
    /// </summary>
    /// <param name="rewrite">Writes a file by its lines, and tells its rows; null leaves it as it is.</param>
    /// <returns>Whether it is done; false when another set was shown meanwhile.</returns>
    public bool TryRewrite(Func<ExportedFile, Func<AppendBytes, long>?> rewrite)
    {
        // The ETag is older than what is read.
        var etag = data.ETag($"{Latest}/{ManifestFile}");
        if (etag is null || Manifest is not { } manifest)
            return true;
        bool IsThere(ExportedFile file) => data.Has($"{Latest}/{file.Name}");
        // A file of changed rows that is told of and not there was deleted by a rewriting that was ended.
        if (manifest.Files.All(file => IsThere(file) ? rewrite(file) is null : file.Run is null))
            return true;
        foreach (var changes in manifest.Files.Where(file => file.Run is not null))
            data.Delete($"{Latest}/{changes.Name}");
        ExportedFile Rewritten(ExportedFile file) => IsThere(file) && rewrite(file) is { } write
            ? Write(Latest, file.Name, hasMark: false, write)
            : file;
        var files = manifest.Files.Where(file => file.Run is null).Select(Rewritten).ToArray();
        return data.TryReplace($"{Latest}/{ManifestFile}", Bytes(manifest with { Files = files }), etag);
    }

    private void Show(ExportManifest manifest)
    {
        data.MoveFolder(NextFiles, Latest);
        var files = manifest.Files.Select(file => file.Name).Append(ManifestFile).ToHashSet(StringComparer.Ordinal);
        foreach (var old in data.List(Latest).Where(file => !files.Contains(file.Name)))
            data.Delete($"{Latest}/{old.Name}");
        data.Write($"{Latest}/{ManifestFile}", Bytes(manifest));
        data.DeleteFolder(Next);
    }

    private ExportedFile Write(
        string folder, string name, bool hasMark, Func<AppendBytes, long> write)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, bytes) = (0L, 0L);
        data.Write($"{folder}/{name}", stream =>
        {
            var block = new ArrayBufferWriter<byte>(BlockBytes);
            void Flush()
            {
                stream.Write(block.WrittenSpan);
                hash.AppendData(block.WrittenSpan);
                bytes += block.WrittenCount;
                block.ResetWrittenCount();
            }

            if (hasMark)
                block.Write(Encoding.UTF8.Preamble);
            rows = write(some =>
            {
                block.Write(some);
                // A cell at a time would cost more in calls than in bytes.
                if (block.WrittenCount >= BlockBytes)
                    Flush();
            });
            Flush();
        });
        return new ExportedFile(name, rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether a file of changed rows is of an earlier run: it is in its place already.</summary>
    private static bool IsOlder(ExportedFile file, int run) => file.Run is { } other && other != run;

    private T? Read<T>(string name)
        where T : class => data.Has(name) ? Json.Read<T>(data, name) : null;

    private static byte[] Bytes(ExportManifest manifest) =>
        JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Indented);

    /// <summary>The files of a set, and the ETag of what was shown when they were made: they tell of changes since.
    /// </summary>
    private sealed record ReadyFiles(ExportManifest Manifest, string? Shown);
}
