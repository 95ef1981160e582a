using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Which part of a list is asked for. Cursors are bound to a run: its files never change.</summary>
/// <param name="Run">The run of the cursor; null for the first page.</param>
/// <param name="Offset">Where the page begins.</param>
/// <param name="Limit">How many items it may have.</param>
internal sealed record Page(int? Run, long Offset, int Limit)
{
    /// <summary>The items of a page when no number is asked for.</summary>
    public const int Usual = 100;

    /// <summary>The most items of a page.</summary>
    public const int Most = 1_000;

    /// <summary>The page that a request asks for; false with the answer that says what is wrong with it.</summary>
    public static bool TryOf(
        HttpRequest request, [NotNullWhen(true)] out Page? page, [NotNullWhen(false)] out IActionResult? problem)
    {
        page = null;
        if (!TryOfLimit(request, out var limit, out problem))
            return false;
        var cursor = request.Query["cursor"].FirstOrDefault();
        page = string.IsNullOrEmpty(cursor) ? new Page(null, 0, limit)
            : Parse(cursor) is var (run, offset) ? new Page(run, offset, limit)
            : null;
        problem = page is not null ? null : BadCursor();
        return page is not null;
    }

    /// <summary>How many items a request asks for; false with the answer that says what is wrong with it.</summary>
    public static bool TryOfLimit(
        HttpRequest request, out int limit, [NotNullWhen(false)] out IActionResult? problem)
    {
        limit = Usual;
        problem = request.Query["limit"].FirstOrDefault() is not { } text
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= Most)
            ? null
            : Answers.BadRequest("bad-limit", $"limit: found another text; expected a whole number from 1 to {Most}");
        return problem is null;
    }

    /// <summary>
    /// The run that the page is of: the cursor's, else the published one, 0 before the first; null when the files of
    /// the cursor's run are not kept any more.
    /// </summary>
    public int? RunIn(Pointer pointer, RunStore files) =>
        Run is not { } run ? pointer.Published : pointer.Shows(run) && files.Has(run) ? run : null;

    /// <summary>The answer to a cursor whose run is not kept.</summary>
    public static IActionResult Gone() =>
        Answers.Gone("the files of the cursor's run are not kept any more; begin again without a cursor");

    /// <summary>The answer to a cursor that leads nowhere.</summary>
    public static IActionResult BadCursor() =>
        Answers.BadRequest("bad-cursor", "cursor: it is none of ours; expected the next of an answer");

    /// <summary>The cursor of the page behind this one.</summary>
    public static string Cursor(int run, long offset) => Base64Url.EncodeToString(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{run}:{offset}")));

    private static (int Run, long Offset)? Parse(string cursor)
    {
        Span<byte> bytes = stackalloc byte[64];
        // Decoding throws where it is asked to try.
        if (cursor.Length > 64 || !Base64Url.IsValid(cursor)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length))
            return null;
        var parts = Encoding.ASCII.GetString(bytes[..length]).Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var run) && run > 0
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? (run, offset)
            : null;
    }
}
