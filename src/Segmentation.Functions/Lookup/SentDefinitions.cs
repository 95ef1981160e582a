using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Lookup;

/// <summary>Definitions in the body of a request: their files, or a version that is kept.</summary>
/// <param name="Files">Every file by its path with '/' inside the workspace; null for none.</param>
/// <param name="Version">The version; null for none.</param>
/// <param name="Author">Who sends them; null when not said.</param>
/// <param name="Note">What for; null when not said.</param>
internal sealed record SentDefinitions(
    IReadOnlyDictionary<string, byte[]>? Files, string? Version, string? Author, string? Note)
{
    private const int MostFiles = 1_000;
    private const int MostBytes = 4 << 20;

    private const string Expected =
        """body: expected {"files": {"workspace.yaml": "name: shop", ...}}, or {"version": "..."}""";

    private static readonly JsonSerializerOptions Strict = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a body; the problem of one that is no such body, or too large.</summary>
    public static (SentDefinitions? Sent, IActionResult? Problem) Read(string body)
    {
        if (Parse(body) is not { } sent)
            return (null, Answers.BadRequest("malformed-json", Expected));
        var (count, bytes) = (sent.Files?.Count ?? 0, sent.Files?.Values.Sum(file => (long)file.Length) ?? 0);
        if (count <= MostFiles && bytes <= MostBytes)
            return (sent, null);
        return (null, Answers.BadRequest("too-many-files", string.Create(
            CultureInfo.InvariantCulture,
            $"files: found {count} of {bytes} bytes; expected at most {MostFiles} of {MostBytes} bytes")));
    }

    private static SentDefinitions? Parse(string body)
    {
        try
        {
            var sent = JsonSerializer.Deserialize<Body>(body, Strict);
            if (sent is null || sent.Files?.Values.Contains(null) == true)
                return null;
            var files = sent.Files?.ToDictionary(
                file => file.Key, file => Encoding.UTF8.GetBytes(file.Value!), StringComparer.Ordinal);
            return new SentDefinitions(files, sent.Version, sent.Author, sent.Note);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is read.
            return null;
        }
    }

    private sealed record Body(
        IReadOnlyDictionary<string, string?>? Files, string? Version, string? Author, string? Note);
}
