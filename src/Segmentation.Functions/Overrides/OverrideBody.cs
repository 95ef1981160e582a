using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;

namespace Segmentation.Functions.Overrides;

/// <summary>What a person sends to set a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who sets it.</param>
/// <param name="Expires">The first day on which it does not hold any more.</param>
internal sealed record OverrideBody(
    [property: Required] string? Segment, [property: Required] string? Reason, [property: Required] string? Author,
    [property: Required, Holds(typeof(DateOnly))] string? Expires)
{
    /// <summary>For how many days an override may hold.</summary>
    public const int MostDays = 180;

    private const int LongestReason = 1_000;
    private const int LongestAuthor = 200;
    private const string Example =
        """{"segment": "high-touch", "reason": "...", "author": "ana@example.com", "expires": "2026-12-31"}""";

    /// <summary>The day named by <see cref="Expires"/>; null when it is no date.</summary>
    public DateOnly? ExpiryDay => DateOnly.TryParseExact(
        Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    /// <summary>Reads a body; the problem of one that is no such body.</summary>
    public static async Task<(OverrideBody? Body, IActionResult? Problem)> ReadAsync(
        Stream stream, CancellationToken cancel)
    {
        return await StrictBody.ReadAsync<OverrideBody>(stream, cancel) is { } body
            ? (body, null)
            : (null, Answers.BadRequest("malformed-json", $"body: expected {Example}"));
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="scheme">The scheme whose segment is set.</param>
    /// <param name="today">The day, in the workspace's zone.</param>
    public IActionResult? Problem(SchemeDefinition scheme, DateOnly today)
    {
        string[] segments = [.. scheme.Segments.Select(segment => segment.Id)];
        if (Segment is null || !segments.Contains(Segment))
        {
            var hint = Segment is null ? "" : Suggestion.For(Segment, segments);
            return Answers.BadRequest("unknown-segment", Sentence.Of(
                "segment", Segment is null ? "nothing" : $"unknown segment {Sentence.Quoted(Segment)}",
                $"one of {string.Join(", ", segments)}", hint));
        }

        return ReasonProblem ?? AuthorProblem ?? ExpiryProblem(today);
    }

    private IActionResult? ReasonProblem => Reason?.Trim().Length switch
    {
        null or 0 => Answers.BadRequest("no-reason", Nothing("reason", "why the segment is set")),
        > LongestReason => Answers.BadRequest("long-reason", TooLong("reason", Reason, LongestReason)),
        _ => null,
    };

    private IActionResult? AuthorProblem => Author?.Trim().Length switch
    {
        null or 0 => Answers.BadRequest("no-author", Nothing("author", "who sets it")),
        > LongestAuthor => Answers.BadRequest("long-author", TooLong("author", Author, LongestAuthor)),
        _ => null,
    };

    private static string Nothing(string name, string expected) =>
        Sentence.Of(name, "nothing", expected, "say it in a few words");

    private static string TooLong(string name, string text, int longest) => string.Create(
        CultureInfo.InvariantCulture, $"{name}: found {text.Trim().Length} characters; expected at most {longest}");

    private IActionResult? ExpiryProblem(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Expires))
            return Answers.BadRequest("no-expiry", $"expires: found nothing; expected {Allowed(today)}");
        if (ExpiryDay is not { } day)
            return Answers.BadRequest("bad-date", $"expires: found no date; expected {Allowed(today)}");
        return day > today && day.DayNumber - today.DayNumber <= MostDays
            ? null
            : Answers.BadRequest(day > today ? "late-expiry" : "past-expiry", string.Create(
                CultureInfo.InvariantCulture, $"expires: found {day:yyyy-MM-dd}; expected {Allowed(today)}"));
    }

    private static string Allowed(DateOnly today) => string.Create(
        CultureInfo.InvariantCulture,
        $"a day after today and at most {MostDays} days ahead, {today.AddDays(1):yyyy-MM-dd} to "
        + $"{today.AddDays(MostDays):yyyy-MM-dd}");
}
