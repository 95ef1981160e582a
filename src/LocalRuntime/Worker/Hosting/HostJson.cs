using System.Text.Json;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The part of host.json that this runtime honours.</summary>
/// <param name="RoutePrefix">What every route begins with, without outer slashes; may be empty. Default: api.</param>
/// <param name="BlobsAtOnce">How many blobs are worked on at a time. Default: 8 per core.</param>
/// <param name="PoisonBlobThreshold">How many tries a blob has. Default: 5.</param>
internal sealed record HostJson(string RoutePrefix, int BlobsAtOnce, int PoisonBlobThreshold)
{
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What holds without the file.</summary>
    public static HostJson Default { get; } = new("api", 8 * Environment.ProcessorCount, 5);

    /// <summary>Reads host.json of a folder, if there is one.</summary>
    /// <exception cref="StartException">The file is no JSON, or a value is not what it must be.</exception>
    public static HostJson Read(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
            return Default;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return From(document.RootElement, path);
        }
        catch (JsonException problem)
        {
            throw new StartException($"{path}: found no JSON ({problem.Message}); correct the file.", problem);
        }
    }

    private static HostJson From(JsonElement root, string path)
    {
        var http = Find(root, "extensions", "http", "routePrefix");
        if (http is { ValueKind: not JsonValueKind.String })
            throw new StartException($"{path}: extensions.http.routePrefix: found {http}; expected text like \"api\".");
        return new HostJson(
            http?.GetString()!.Trim('/') ?? Default.RoutePrefix,
            Count(root, "maxDegreeOfParallelism", path) ?? Default.BlobsAtOnce,
            Count(root, "poisonBlobThreshold", path) ?? Default.PoisonBlobThreshold);
    }

    private static int? Count(JsonElement root, string name, string path)
    {
        if (Find(root, "extensions", "blobs", name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var count) && count > 0)
            return count;
        throw new StartException($"{path}: extensions.blobs.{name}: found {found}; expected a number from 1.");
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element;
    }
}
