using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalRuntime.Worker.Blobs;

/// <summary>What the poison queue says of a blob that failed too often, as Azure Functions says it.</summary>
/// <param name="FunctionId">The id of the function that failed.</param>
/// <param name="BlobType">The kind of blob.</param>
/// <param name="ContainerName">The container.</param>
/// <param name="BlobName">The name, with slashes.</param>
/// <param name="ETag">The blob's ETag when it was given up.</param>
internal sealed record PoisonMessage(
    string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
{
    /// <summary>The queue of all blob functions of an app.</summary>
    public const string Queue = "webjobs-blobtrigger-poison";

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message about a blob, as JSON.</summary>
    public static string Of(string functionId, WatchedBlob blob) => JsonSerializer.Serialize(
        new PoisonMessage(functionId, "BlockBlob", blob.Container, blob.Name, blob.ETag), Plain);
}
