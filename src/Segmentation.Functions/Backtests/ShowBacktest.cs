using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>Makes a backtest, or lists the last ones.</summary>
public sealed class ShowBacktest(MakeBacktest backtests, BacktestStore kept, PreviewTurn turn, RunLedger ledger)
{
    private const int RetrySeconds = 10;

    private static readonly string[] Parameters = ["asOf", "outcome", "horizon", "scheme"];

    /// <summary>
    /// The backtest of <c>?asOf=&amp;outcome=&amp;horizon=&amp;scheme=</c>, one at a time; without any of them the last
    /// of each scheme and outcome.
    /// </summary>
    [Function(nameof(ShowBacktest))]
    [Operation("What segments of a past day told about what came after it; without any parameter the last backtests")]
    [Query("asOf", typeof(DateOnly), "the past day")]
    [Query("outcome", typeof(string), "one of outcomes.yaml")]
    [Query("horizon", typeof(string), "how far to look ahead, an ISO 8601 duration; without it that of the outcome")]
    [Query("scheme", typeof(string), "the only scheme; without it all")]
    [Answers(200, typeof(BacktestReport), "the backtest of the parameters")]
    [Answers(200, typeof(BacktestList), "the last backtest of each scheme and outcome")]
    [Fails(400, "bad-date", "bad-horizon", "bad-outcome", "bad-parameter", "no-backtest")]
    [Fails(409, "awaiting-first-run", "busy", "no-backtest")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/backtest")] HttpRequest request,
        CancellationToken cancel)
    {
        // The key of a function may come in the query too.
        var names = request.Query.Keys
            .Where(name => !name.Equals("code", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (names.FirstOrDefault(IsUnknown) is { } unknown)
            return Answers.BadRequest("bad-parameter", Unknown(unknown));
        if (names.Length == 0)
            return Answers.Ok(new BacktestList(kept.All, null));
        var (asked, problem) = Asked(request);
        if (asked is null)
            return problem!;
        var published = (await ledger.PointerAsync(cancel)).Published;
        if (published == 0)
            return Answers.Conflict("awaiting-first-run", "no run is published yet, so that there is nothing to test");
        if (!turn.TryTake())
        {
            request.HttpContext.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
            return Answers.Conflict("busy", "a preview or backtest is being made; ask again when it is done");
        }

        try
        {
            var report = await Task.Run(() => backtests.Of(asked, published, cancel), cancel);
            kept.Keep(report);
            return Answers.Ok(report);
        }
        catch (DefinitionException fault)
        {
            return Answers.BadRequest("no-backtest", fault.Message);
        }
        catch (SegmentationException fault)
        {
            return Answers.Conflict("no-backtest", fault.Message);
        }
        finally
        {
            turn.Return();
        }
    }

    private static bool IsUnknown(string name) => !Parameters.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string Unknown(string name) => new DefinitionException(
        "query", $"unknown parameter {Sentence.Quoted(name)}", $"one of {string.Join(", ", Parameters)}",
        Suggestion.For(name, Parameters)).Message;

    private static (BacktestRequest? Asked, IActionResult? Problem) Asked(HttpRequest request)
    {
        if (!DateOnly.TryParseExact(
            SearchCustomers.Asked(request, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var asOf))
            return (null, Answers.BadRequest("bad-date", "asOf: found no date; expected a day such as 2026-11-21"));
        if (SearchCustomers.Asked(request, "outcome") is not { Length: > 0 } outcome)
            return (null, Answers.BadRequest("bad-outcome", "outcome: found none; expected one of outcomes.yaml"));
        var text = SearchCustomers.Asked(request, "horizon");
        var horizon = text is null ? null : Horizon.Parse(text);
        return text is not null && horizon is null
            ? (null, Answers.BadRequest("bad-horizon", $"horizon: found no duration; expected {Horizon.Expected}"))
            : (new BacktestRequest(asOf, outcome, horizon, SearchCustomers.Asked(request, "scheme")), null);
    }
}

/// <summary>Backtests that are kept.</summary>
/// <param name="Items">The last one of each scheme and outcome.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record BacktestList(IReadOnlyList<BacktestReport> Items, string? Next);
