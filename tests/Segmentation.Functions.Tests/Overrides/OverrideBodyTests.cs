using System.Text;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Overrides;

namespace Segmentation.Functions.Tests.Overrides;

/// <summary>What may be sent to set a segment.</summary>
public sealed class OverrideBodyTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly SchemeDefinition Touch = new("touch", new Location("schemes/touch.yaml", 1, 1), 1, SchemeKind.Rules)
    {
        Segments = [Segment("high-touch"), Segment("low-touch")],
    };

    [Theory]
    [InlineData("2026-06-02")]
    [InlineData("2026-11-28")]
    public async Task A_segment_with_a_reason_an_author_and_a_day_at_most_180_days_ahead_is_right(string expires)
    {
        var (body, problem) = await ReadAsync(Body("high-touch", "a founder's promise", "ana", expires));
        Assert.Null(problem);
        Assert.Null(body!.Problem(Touch, Today));
    }

    [Theory]
    [InlineData("high-tuch", "r", "a", "2026-07-01", "unknown-segment", "did you mean 'high-touch'?")]
    [InlineData(null, "r", "a", "2026-07-01", "unknown-segment", "expected one of high-touch, low-touch")]
    [InlineData("high-touch", null, "a", "2026-07-01", "no-reason", "expected why the segment is set")]
    [InlineData("high-touch", "  ", "a", "2026-07-01", "no-reason", "expected why the segment is set")]
    [InlineData("high-touch", "r", "", "2026-07-01", "no-author", "expected who sets it")]
    [InlineData("high-touch", "r", "a", null, "no-expiry", "2026-06-02 to 2026-11-28")]
    [InlineData("high-touch", "r", "a", "soon", "bad-date", "2026-06-02 to 2026-11-28")]
    [InlineData("high-touch", "r", "a", "2026-06-01", "past-expiry", "found 2026-06-01")]
    [InlineData("high-touch", "r", "a", "2026-11-29", "late-expiry", "found 2026-11-29")]
    public async Task What_is_missing_or_wrong_is_told_with_what_is_expected(
        string? segment, string? reason, string? author, string? expires, string code, string told)
    {
        var (body, _) = await ReadAsync(Body(segment, reason, author, expires));
        var answer = Assert.IsType<ContentResult>(body!.Problem(Touch, Today));
        Assert.Equal(400, answer.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", answer.Content, StringComparison.Ordinal);
        Assert.Contains(told, answer.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"segment": 5}""")]
    [InlineData("""{"segmnt": "high-touch"}""")]
    [InlineData("{\"reason\": \"\\ud800\"}")]
    public async Task What_is_no_such_body_is_told_with_an_example(string text)
    {
        var (body, problem) = await ReadAsync(text);
        Assert.Null(body);
        Assert.Contains("malformed-json", Assert.IsType<ContentResult>(problem).Content, StringComparison.Ordinal);
    }

    private static Task<(OverrideBody? Body, IActionResult? Problem)> ReadAsync(string text) =>
        OverrideBody.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private static string Body(string? segment, string? reason, string? author, string? expires) =>
        System.Text.Json.JsonSerializer.Serialize(
            new OverrideBody(segment, reason, author, expires), Functions.Hosting.Json.Options);

    private static SegmentDefinition Segment(string id) => new(id, Touch?.At ?? new("", 1, 1), id, null, null, null);
}
