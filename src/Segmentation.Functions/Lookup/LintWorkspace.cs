using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Checks definitions that are sent, or the current ones; nothing is kept.</summary>
public sealed class LintWorkspace(WorkspaceStore workspaces, TimeProvider time)
{
    private const int MostFiles = 1_000;
    private const int MostBytes = 4 << 20;

    private const string Expected = """body: expected nothing, or {"files": {"workspace.yaml": "name: shop", ...}}""";

    private static readonly JsonSerializerOptions Strict = new(Json.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The problems, by file, line and column; a workspace without any has an empty list.</summary>
    [Function(nameof(LintWorkspace))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "workspaces/lint")] HttpRequest request,
        CancellationToken cancel)
    {
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(cancel);
        if (string.IsNullOrWhiteSpace(body))
            return workspaces.Current is { } current
                ? Problems(workspaces.Read(current).Files)
                : Answers.Conflict("no-workspace", "there are no current definitions; send the files");
        if (Files(body) is not { } files)
            return Answers.BadRequest("malformed-json", Expected);
        var bytes = files.Values.Sum(file => (long)file.Length);
        if (files.Count > MostFiles || bytes > MostBytes)
        {
            return Answers.BadRequest("too-many-files", string.Create(
                CultureInfo.InvariantCulture,
                $"files: found {files.Count} of {bytes} bytes; expected at most {MostFiles} of {MostBytes} bytes"));
        }

        return Problems(files);
    }

    private IActionResult Problems(IReadOnlyDictionary<string, byte[]> files)
    {
        var (_, problems) = Lint.Of(files, time.GetUtcNow());
        return Answers.Ok(new { Items = problems.Select(Item).ToArray(), Next = (string?)null });
    }

    private static object Item(Problem problem) => new
    {
        problem.Code,
        Severity = problem.Severity.ToString().ToLowerInvariant(),
        problem.At.File,
        problem.At.Line,
        problem.At.Column,
        problem.Found,
        problem.Expected,
        problem.Fix,
        Text = problem.WithCode(),
    };

    /// <summary>The files of a body by their path; null when it is none.</summary>
    private static Dictionary<string, byte[]>? Files(string body)
    {
        try
        {
            var files = JsonSerializer.Deserialize<SentFiles>(body, Strict)?.Files;
            return files is null || files.Values.Contains(null)
                ? null
                : files.ToDictionary(
                    file => file.Key, file => Encoding.UTF8.GetBytes(file.Value!), StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is read.
            return null;
        }
    }

    private sealed record SentFiles(IReadOnlyDictionary<string, string?>? Files);
}
