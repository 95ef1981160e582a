using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalRuntime.Worker.Blobs;

/// <summary>The queue of blobs that failed too often: a line of JSON each, in the data folder.</summary>
/// <param name="dataFolder">The data folder.</param>
internal sealed class PoisonFile(string dataFolder)
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();

    /// <summary>Where the lines are.</summary>
    public string Path { get; } = System.IO.Path.Combine(dataFolder, "poison", "webjobs-blobtrigger-poison.ndjson");

    /// <summary>Adds a blob; the line is on the disk once this returns.</summary>
    public void Add(string functionId, BlobFile blob)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new Message(functionId, "BlockBlob", blob.Container, blob.Name, blob.ETag), Plain);
        lock (_gate)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using var stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            stream.Write([.. line, (byte)'\n']);
            stream.Flush(flushToDisk: true);
        }
    }

    private sealed record Message(
        string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
}
