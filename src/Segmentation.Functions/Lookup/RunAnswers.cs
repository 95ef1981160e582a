using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows runs, and takes requests for new ones.</summary>
public sealed class RunAnswers(BlobStore data, BaseStore store, RunLedger ledger, RunStore files)
{
    /// <summary>All runs, newest first.</summary>
    [Function("ListRuns")]
    [Operation("All runs, newest first")]
    [Paged]
    [Answers(200, typeof(RunList), "a page of runs")]
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
        return Answers.Ok(new RunList(items, end < rows.Count ? Page.Cursor(1, end) : null));
    }

    /// <summary>One run with its report.</summary>
    [Function("ShowRun")]
    [Operation("A run with its report")]
    [Answers(200, typeof(RunAnswer), "the run; its report when people may see it and its files are kept")]
    [Fails(404, "unknown-run")]
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
        return Answers.Ok(new RunAnswer(Item(row, pointer), report?.Held, report));
    }

    /// <summary>404 for a run that is not there.</summary>
    internal static IActionResult UnknownRun() =>
        Answers.NotFound("unknown-run", "there is no run of this number");

    /// <summary>Asks for a run: <c>{"asOf": "2026-11-21"}</c>, or an empty body for today.</summary>
    [Function("StartRun")]
    [Operation("Asks for a run")]
    [Body(typeof(AskedRun), IsOptional = true)]
    [Answers(202, typeof(AskedRunAnswer), "the run that was asked for; Location is where it is seen")]
    [Fails(400, "malformed-json")]
    [Fails(409, "no-base")]
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
            new AskedRunAnswer(row.Run, row.State));
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
        return StrictBody.Parse<AskedRun>(body) is { } asked
            ? (new RunRequest { AsOf = asked.AsOf, Refit = asked.Refit }, null)
            : (null, expected);
    }

    private static RunItem Item(RunRow row, Pointer pointer)
    {
        var inputs = row.Made;
        return new RunItem(row.Run, row.State, row.Kind, row.Run == pointer.Published, row.Trigger)
        {
            AsOf = inputs?.AsOf,
            BaseVersion = inputs?.BaseVersion,
            WorkspaceVersion = inputs?.WorkspaceVersion,
            Customers = row.Customers,
            Moves = row.Moves,
            Parked = row.Parked,
            CreatedAt = row.CreatedAt,
            StartedAt = row.StartedAt,
            PublishedAt = row.PublishedAt,
            FinishedAt = row.FinishedAt,
            Error = row.Error,
            ExportError = row.ExportError,
        };
    }
}
