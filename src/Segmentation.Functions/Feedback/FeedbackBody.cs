using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Feedback;

/// <summary>What a person says about a customer's segment.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Verdict"><c>wrong-segment</c> or <c>right-segment</c>.</param>
/// <param name="Suggested">The segment that would be right; null when not said.</param>
/// <param name="Author">Who says so.</param>
/// <param name="Comment">Why; null when not said.</param>
public sealed record FeedbackBody(
    [property: Required] string? Scheme, [property: Required] string? Verdict, string? Suggested,
    [property: Required] string? Author, string? Comment)
{
    /// <summary>The word of those who think that the segment is wrong.</summary>
    public const string Wrong = "wrong-segment";

    /// <summary>The word of those who think that the segment is right.</summary>
    public const string Right = "right-segment";

    private const int LongestAuthor = 200;
    private const int LongestComment = 1_000;
    private const string Example =
        """{"scheme": "touch", "verdict": "wrong-segment", "suggested": "high-touch", "author": "ana@example.com"}""";

    /// <summary>Reads a body; the problem of one that is no such body.</summary>
    internal static async Task<(FeedbackBody? Body, IActionResult? Problem)> ReadAsync(
        Stream stream, CancellationToken cancel)
    {
        return await StrictBody.ReadAsync<FeedbackBody>(stream, cancel) is { } body
            ? (body, null)
            : (null, Answers.BadRequest("malformed-json", $"body: expected {Example}"));
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="scheme">The scheme that it names.</param>
    internal IActionResult? Problem(SchemeDefinition scheme)
    {
        if (Verdict is not (Wrong or Right))
        {
            return Answers.BadRequest("bad-verdict", Sentence.Of(
                "verdict", Verdict is null ? "nothing" : Sentence.Quoted(Verdict), $"{Wrong} or {Right}",
                Verdict is null ? "" : Suggestion.For(Verdict, [Wrong, Right])));
        }

        string[] segments = [.. scheme.Segments.Select(segment => segment.Id)];
        if (Suggested is not null && !segments.Contains(Suggested))
        {
            return Answers.BadRequest("unknown-segment", Sentence.Of(
                "suggested", $"unknown segment {Sentence.Quoted(Suggested)}",
                $"one of {string.Join(", ", segments)}", Suggestion.For(Suggested, segments)));
        }

        if (string.IsNullOrWhiteSpace(Author))
            return Answers.BadRequest("no-author", "author: found nothing; expected who says so; name a person");
        return Author.Trim().Length > LongestAuthor
            ? Answers.BadRequest("long-author", TooLong("author", Author, LongestAuthor))
            : Comment?.Trim().Length > LongestComment
            ? Answers.BadRequest("long-comment", TooLong("comment", Comment, LongestComment))
            : null;
    }

    private static string TooLong(string name, string text, int longest) => string.Create(
        CultureInfo.InvariantCulture, $"{name}: found {text.Trim().Length} characters; expected at most {longest}");
}
