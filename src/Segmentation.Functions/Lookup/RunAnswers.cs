using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows runs, and takes requests for new ones.</summary>
public sealed class RunAnswers(BlobStore data, BaseStore store, RunLedger ledger, RunStore files)
{
    /// <summary>All runs, newest first.</summary>
    [Function("ListRuns")]
    public async Task<IActionResult> AllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var pointer = await ledger.PointerAsync(cancel);
        var rows = new List<RunRow>();
        await foreach (var row in ledger.NewestFirstAsync(cancel))
            rows.Add(row);
        var items = rows.Skip((int)page.Offset).Take(page.Limit).Select(row => Item(row, pointer)).ToArray();
        var end = page.Offset + items.Length;
        return Answers.Ok(new { Items = items, Next = end < rows.Count ? Page.Cursor(1, end) : null });
    }

    /// <summary>One run with its report.</summary>
    [Function("ShowRun")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{number}")] HttpRequest request, string number,
        CancellationToken cancel)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || await ledger.FindAsync(run, cancel) is not { } row)
            return UnknownRun();
        var pointer = await ledger.PointerAsync(cancel);
        var name = RunStore.Name(run, RunReport.File);
        // What a run found is shown when people may see it, or have to decide on it.
        var isShown = pointer.Shows(run) || row.State == RunState.Held;
        var report = isShown && files.Has(run) && data.Has(name) ? Json.Read<RunReport>(data, name) : null;
        return Answers.Ok(new { Run = Item(row, pointer), report?.Held, Report = report });
    }

    /// <summary>404 for a run that is not there.</summary>
    internal static IActionResult UnknownRun() =>
        Answers.NotFound("unknown-run", "there is no run of this number");

    /// <summary>Asks for a run: <c>{"asOf": "2026-11-21"}</c>, or an empty body for today.</summary>
    [Function("StartRun")]
    public async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs")] HttpRequest request,
        [DurableClient] DurableTaskClient client, FunctionContext context, CancellationToken cancel)
    {
        var (asked, problem) = await ReadAsync(request, cancel);
        if (problem is not null)
            return problem;
        if (store.Load() is null)
            return Answers.Conflict("no-base", "nothing was imported yet; drop dumps into the inbox first");
        var row = await ledger.TakeNumberAsync(context.InvocationId, "request", asked!, cancel);
        await StartSegmentation.StartAsync(client, cancel);
        return Answers.Accepted(
            request, string.Create(CultureInfo.InvariantCulture, $"/api/runs/{row.Run}"),
            new { row.Run, row.State });
    }

    private static async Task<(RunRequest? Request, IActionResult? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancel)
    {
        var expected = Answers.BadRequest(
            "malformed-json", """body: expected nothing, or {"asOf": "2026-11-21", "refit": true}""");
        using var text = new StreamReader(request.Body);
        var body = await text.ReadToEndAsync(cancel);
        if (string.IsNullOrWhiteSpace(body))
            return (new RunRequest(), null);
        try
        {
            var asked = JsonSerializer.Deserialize<AskedRun>(body, Strict);
            return asked is null ? (null, expected) : (new RunRequest { AsOf = asked.AsOf, Refit = asked.Refit }, null);
        }
        catch (JsonException)
        {
            return (null, expected);
        }
    }

    private static JsonSerializerOptions Strict { get; } = new(Json.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static object Item(RunRow row, Pointer pointer)
    {
        var inputs = row.Made;
        return new
        {
            row.Run,
            row.State,
            row.Kind,
            IsCurrent = row.Run == pointer.Published,
            row.Trigger,
            inputs?.AsOf,
            inputs?.BaseVersion,
            inputs?.WorkspaceVersion,
            row.Customers,
            row.Moves,
            row.Parked,
            row.CreatedAt,
            row.StartedAt,
            row.PublishedAt,
            row.FinishedAt,
            row.Error,
            row.ExportError,
        };
    }

    private sealed record AskedRun(DateOnly? AsOf, bool Refit = false);
}
