using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>The definitions that a request is about: those that it sends, or the current ones.</summary>
/// <param name="Files">The definition files, by their path.</param>
/// <param name="AsOf">The as-of day that is asked for; null for none.</param>
internal sealed record SentDefinitions(IReadOnlyDictionary<string, byte[]> Files, string? AsOf)
{
    private const int MostFiles = 1_000;
    private const int MostBytes = 4 << 20;

    private const string Expected = """body: expected nothing, or {"files": {"workspace.yaml": "name: shop", ...}}""";

    private static readonly JsonSerializerOptions Strict = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a body; the problem of one that is too large or no such body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="workspaces">The current definitions.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<(SentDefinitions? Sent, IActionResult? Problem)> ReadAsync(
        HttpRequest request, WorkspaceStore workspaces, CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(cancel);
        if (Parsed(body) is not { } parsed)
            return (null, Answers.BadRequest("malformed-json", Expected));
        if (parsed.Files is null)
        {
            return workspaces.Current is { } current
                ? (new SentDefinitions(workspaces.Read(current).Files, parsed.AsOf), null)
                : (null, Answers.Conflict("no-workspace", "there are no current definitions; send the files"));
        }

        var files = parsed.Files.ToDictionary(
            file => file.Key, file => Encoding.UTF8.GetBytes(file.Value!), StringComparer.Ordinal);
        var bytes = files.Values.Sum(file => (long)file.Length);
        return files.Count <= MostFiles && bytes <= MostBytes
            ? (new SentDefinitions(files, parsed.AsOf), null)
            : (null, Answers.BadRequest("too-many-files", string.Create(
                CultureInfo.InvariantCulture,
                $"files: found {files.Count} of {bytes} bytes; expected at most {MostFiles} of {MostBytes} bytes")));
    }

    /// <summary>What a body says; null when it is none.</summary>
    private static Body? Parsed(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return new Body(null, null);
        try
        {
            var parsed = JsonSerializer.Deserialize<Body>(body, Strict);
            return parsed is null or { Files: null, AsOf: null } || parsed.Files?.Values.Contains(null) == true
                ? null
                : parsed;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is read.
            return null;
        }
    }

    private sealed record Body(IReadOnlyDictionary<string, string?>? Files, string? AsOf);
}
