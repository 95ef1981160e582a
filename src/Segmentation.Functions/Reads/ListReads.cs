using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reads;

/// <summary>A list of counted reads.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Items">The reads by day, scheme and consumer.</param>
/// <param name="Next">Always null: there is one page.</param>
public sealed record ReadsAnswer(DateOnly From, DateOnly To, IReadOnlyList<DailyReads> Items, string? Next);

/// <summary>Shows who asked for which scheme.</summary>
public sealed class ListReads(ReadLedger ledger, TimeProvider time)
{
    private const int UsualDays = 30;

    /// <summary>The reads of some days: <c>?from=&amp;to=&amp;scheme=</c>.</summary>
    [Function(nameof(ListReads))]
    [Operation("Lists who asked for which scheme, by day in UTC")]
    [Query("from", typeof(DateOnly), "The first day; 29 days before the last without it")]
    [Query("to", typeof(DateOnly), "The last day; today without it")]
    [Query("scheme", typeof(string), "Only this scheme; * for requests that named none")]
    [Answers(200, typeof(ReadsAnswer), "The reads")]
    [Fails(400, "bad-date")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reads")] HttpRequest request,
        CancellationToken cancel)
    {
        var to = Days.At(time.GetUtcNow(), TimeZoneInfo.Utc);
        if (!TryRead(request, "to", ref to))
            return BadDate("to");
        var from = to.AddDays(Math.Max(1 - UsualDays, -to.DayNumber));
        if (!TryRead(request, "from", ref from))
            return BadDate("from");
        var scheme = SearchCustomers.Asked(request, "scheme");
        var reads = await ledger.BetweenAsync(from, to, cancel);
        return Answers.Ok(new ReadsAnswer(
            from, to, [.. reads.Where(read => scheme is null || read.Scheme == scheme)], null));
    }

    private static bool TryRead(HttpRequest request, string name, ref DateOnly day) =>
        request.Query[name].FirstOrDefault() is not { } text || DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static IActionResult BadDate(string name) =>
        Answers.BadRequest("bad-date", $"{name}: found no date; expected a day such as 2026-11-21");
}
