using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Identities;

/// <summary>What a person sends to split a customer.</summary>
/// <param name="Alias">The id to take out; null when there is but one.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who does it.</param>
internal sealed record SplitBody(
    string? Alias, [property: Required] string? Reason, [property: Required] string? Author)
{
    private const int Longest = 1_000;

    /// <summary>Reads a body; the problem of one that is no such body.</summary>
    public static async Task<(SplitBody? Body, IActionResult? Problem)> ReadAsync(
        Stream stream, CancellationToken cancel)
    {
        if (await StrictBody.ReadAsync<SplitBody>(stream, cancel) is { } body)
            return body.Problem() is { } problem ? (null, problem) : (body, null);
        return (null, Answers.BadRequest(
            "malformed-json", """body: expected {"alias": "C-00016", "reason": "...", "author": "ana@example.com"}"""));
    }

    private IActionResult? Problem() =>
        IsFit(Reason) ? IsFit(Author) ? null : Answers.BadRequest("no-author", Missing("author"))
        : Answers.BadRequest("no-reason", Missing("reason"));

    private static bool IsFit(string? text) => text?.Trim().Length is > 0 and <= Longest;

    private static string Missing(string name) => FormattableString.Invariant(
        $"{name}: found nothing, or more than {Longest} characters; expected a few words");
}
