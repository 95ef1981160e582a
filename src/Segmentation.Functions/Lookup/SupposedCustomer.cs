using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Decides customers as somebody supposes them to be, by the definitions and edges of the published run; nothing is
/// kept.
/// </summary>
public sealed class SupposedCustomer(
    PublishedRuns published, RunStore runs, WorkspaceStore workspaces, FindCustomer find, ExplainCustomer explain,
    ReadCounter reads)
{
    /// <summary>A stored customer with some measures changed: <c>{"measures": {"arr": 30000}}</c>, and optionally one
    /// <c>scheme</c>.</summary>
    [Function("WhatIf")]
    [Operation("Decides a stored customer again with some measures changed; nothing is kept")]
    [Body(typeof(WhatIfBody))]
    [Answers(200, typeof(WhatIfAnswer), "per scheme what it would be, as the published run decides")]
    [Fails(400, "malformed-json", "unknown-measure", "wrong-type")]
    [Fails(404, "unknown-customer", "unknown-scheme")]
    [Fails(409, "ambiguous-customer", "awaiting-first-run")]
    public async Task<IActionResult> WhatIfAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/{id}/whatif")] HttpRequest request,
        string id, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        if (await StrictBody.ReadAsync<WhatIfBody>(request.Body, cancel) is not { Measures: { } supposed } body)
            return Malformed("""{"measures": {"arr": 30000, "nps": null}, "scheme": "touch"}""");
        var run = (await published.PointerAsync(cancel)).Published;
        if ((run == 0 || published.Find(run, asked) is null) && published.IsImported(asked))
            return Answers.Awaiting();
        if (run == 0)
            return FindSegments.UnknownCustomer();
        var match = find.Find(asked, run);
        if (match.Id is not { } customer)
            return match.Count == 0 ? FindSegments.UnknownCustomer(match.Suggestion) : Answers.Ambiguous(match);
        if (published.Find(run, customer) is not var (shard, row))
            return FindSegments.UnknownCustomer();
        var plans = PlansOf(run);
        if (body.Scheme is { } scheme && plans.Schemes.All(plan => plan.Definition.Name != scheme))
            return Answers.NotFound("unknown-scheme", "the run has no scheme of this name");
        reads.Count(request, body.Scheme ?? ReadCounter.All);
        var measures = plans.Measures.Definitions.Select(one => shard.Find(one.Name)!.Take([row])).ToArray();
        if (new Supposition(plans.Measures).Replace(measures, supposed) is { } problem)
            return problem;
        var decided = Decide(plans, runs.Inputs(run), measures);
        return Answers.Ok(new WhatIfAnswer(
            customer, run, explain.Of(decided, body.Scheme, run).ToDictionary(one => one.Scheme, one =>
            {
                var from = Stored(shard, row, one.Scheme);
                return new SupposedSegment(
                    one.Segment, one.Name, Scores(plans, decided, one.Scheme), from != one.Segment, from, one.DecidedBy,
                    one.NearestChange);
            })));
    }

    /// <summary>A customer that is not stored: <c>{"measures": {"arr": 30000}, "asOf": "2026-06-01"}</c>.</summary>
    [Function("ScoreCustomer")]
    [Operation("Decides a customer that is not stored; nothing is kept")]
    [Body(typeof(ScoreBody))]
    [Answers(200, typeof(ScoreAnswer), "per scheme what it would be, as the published run decides")]
    [Fails(400, "malformed-json", "unknown-measure", "wrong-type")]
    [Fails(409, "awaiting-first-run")]
    public async Task<IActionResult> ScoreAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "score")] HttpRequest request,
        CancellationToken cancel)
    {
        if (await StrictBody.ReadAsync<ScoreBody>(request.Body, cancel) is not { Measures: { } values } body)
            return Malformed("""{"measures": {"arr": 30000, "nps": null}, "asOf": "2026-06-01"}""");
        if ((await published.PointerAsync(cancel)).Published is not (> 0 and var run))
            return Answers.Conflict(
                "awaiting-first-run", "no run is published yet, so that there are no edges to decide by");
        reads.Count(request);
        var (plans, inputs) = (PlansOf(run), runs.Inputs(run));
        var supposed = new Supposition(plans.Measures);
        var measures = supposed.Unknown();
        if (supposed.Replace(measures, values) is { } problem)
            return problem;
        inputs = inputs with { AsOf = body.AsOf ?? inputs.AsOf };
        var decided = Decide(plans, inputs, measures);
        return Answers.Ok(new ScoreAnswer(
            true, run, inputs.AsOf, explain.Of(decided, null, run, inputs.AsOf).ToDictionary(
                one => one.Scheme, one => new ScoredSegment(
                    one.Segment, one.Name, Scores(plans, decided, one.Scheme), one.DecidedBy, one.Inputs, one.Unknown,
                    one.NearestChange))));
    }

    private static IActionResult Malformed(string example) =>
        Answers.BadRequest("malformed-json", $"body: expected {example}");

    private Plans PlansOf(int run) => workspaces.Plans(
        runs.Inputs(run).WorkspaceVersion, runs.Base(run).Tables.Keys, RunStore.CalibrationName(run));

    /// <summary>The customer as the only one of a shard, without an id: neither holds nor overrides are for it.
    /// </summary>
    private ScoredShard Decide(Plans plans, RunInputs inputs, Column[] measures)
    {
        var ids = new TextList();
        ids.Add("");
        string[] names = [.. plans.Measures.Definitions.Select(measure => measure.Name)];
        var one = new ScoredShard(ids, names, measures);
        return new ShardScorer(plans, runs.Calibration(inputs.Run), inputs, one).Score(published: null);
    }

    /// <summary>The segment that the model gave the customer in the published run.</summary>
    private static string? Stored(ScoredShard shard, int row, string scheme) =>
        (string?)CellValue.Of(
            shard.Find(ScoredShard.ModelName(scheme)) ?? shard.Find(ScoredShard.SegmentName(scheme)), row);

    private static Dictionary<string, object?> Scores(Plans plans, ScoredShard one, string scheme) => plans.Schemes
        .Single(plan => plan.Definition.Name == scheme).Definition.Columns.ToDictionary(
            score => score.Name, score => CellValue.Of(one.Find(ScoredShard.ScoreName(scheme, score.Name)), 0));
}
