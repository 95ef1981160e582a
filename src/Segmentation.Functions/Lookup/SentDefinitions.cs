using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Definitions in the body of a request: their files, or a version that is kept.</summary>
/// <param name="Files">Every file by its path with '/' inside the workspace; null for none.</param>
/// <param name="Version">The version; null for none.</param>
/// <param name="Author">Who sends them; null when not said.</param>
/// <param name="Note">What for; null when not said.</param>
/// <param name="AsOf">The as-of day that is asked for; null for none.</param>
internal sealed record SentDefinitions(
    IReadOnlyDictionary<string, byte[]>? Files, string? Version, string? Author, string? Note, DateOnly? AsOf)
{
    private const int MostFiles = 1_000;
    private const int MostBytes = 4 << 20;

    private const string Expected = """{"files": {"workspace.yaml": "name: shop", ...}}""";

    /// <summary>The files that a request is about: those that it sends, or the current ones, and perhaps a day.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="workspaces">The current definitions.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<(SentDefinitions? Sent, IActionResult? Problem)> ReadAsync(
        HttpRequest request, WorkspaceStore workspaces, CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(cancel);
        var malformed = Answers.BadRequest("malformed-json", $"body: expected nothing, or {Expected}");
        var (sent, problem) = string.IsNullOrWhiteSpace(body)
            ? (new SentDefinitions(null, null, null, null, null), null)
            : Read(body, malformed);
        if (sent is null)
            return (null, problem);
        var isOfFiles = sent is { Version: null, Author: null, Note: null };
        if (!isOfFiles || (sent is { Files: null, AsOf: null } && !string.IsNullOrWhiteSpace(body)))
            return (null, malformed);
        return sent.Files is not null ? (sent, null)
            : workspaces.Current is { } current ? (sent with { Files = workspaces.Read(current).Files }, null)
            : (null, Answers.Conflict("no-workspace", "there are no current definitions; send the files"));
    }

    /// <summary>Reads a body that sends files or names a version; the problem of one that is no such body, or too
    /// large.</summary>
    public static (SentDefinitions? Sent, IActionResult? Problem) Read(string body) => Read(
        body, Answers.BadRequest("malformed-json", $$"""body: expected {{Expected}}, or {"version": "..."}"""));

    private static (SentDefinitions? Sent, IActionResult? Problem) Read(string body, IActionResult malformed)
    {
        if (Parse(body) is not { } sent)
            return (null, malformed);
        var day = default(DateOnly);
        if (sent.AsOf is { } text && !DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return (null, Answers.BadRequest("bad-date", "asOf: found no date; expected a day such as 2026-11-21"));
        var files = sent.Files?.ToDictionary(
            file => file.Key, file => Encoding.UTF8.GetBytes(file.Value!), StringComparer.Ordinal);
        var (count, bytes) = (files?.Count ?? 0, files?.Values.Sum(file => (long)file.Length) ?? 0);
        if (count > MostFiles || bytes > MostBytes)
        {
            return (null, Answers.BadRequest("too-many-files", string.Create(
                CultureInfo.InvariantCulture,
                $"files: found {count} of {bytes} bytes; expected at most {MostFiles} of {MostBytes} bytes")));
        }

        return (new SentDefinitions(
            files, sent.Version, sent.Author, sent.Note, sent.AsOf is null ? null : day), null);
    }

    private static DeployBody? Parse(string body)
    {
        var sent = StrictBody.Parse<DeployBody>(body);
        return sent?.Files?.Values.Contains(null) == true ? null : sent;
    }
}

/// <summary>Definitions that are made live: either files or a version.</summary>
/// <param name="Files">Every file by its path with '/' inside the workspace.</param>
/// <param name="Version">A version that is kept.</param>
/// <param name="Author">Who sends them, at most 200 characters.</param>
/// <param name="Note">What for, at most 1,000 characters.</param>
/// <param name="AsOf">The as-of day of the run; without one that of the published run.</param>
internal sealed record DeployBody(
    IReadOnlyDictionary<string, string?>? Files, string? Version, string? Author, string? Note,
    [property: Holds(typeof(DateOnly))] string? AsOf);

/// <summary>Definitions that are checked.</summary>
/// <param name="Files">Every file by its path with '/' inside the workspace.</param>
internal sealed record LintBody([property: Required] IReadOnlyDictionary<string, string> Files);

/// <summary>Definitions whose effect is asked for.</summary>
/// <param name="Files">Every file by its path with '/' inside the workspace; null for the current definitions.</param>
/// <param name="AsOf">The as-of day; null for that of the published run.</param>
internal sealed record PreviewBody(IReadOnlyDictionary<string, string>? Files, DateOnly? AsOf);
