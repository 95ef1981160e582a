using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Looks customers up: where they are, or where they were.</summary>
public sealed class FindSegments(
    PublishedRuns runs, CustomerResults results, CustomerAnswers answers, CustomerAsOf past, Staleness staleness,
    ReadCounter reads)
{
    private const int MostIds = 1_000;

    // An answer with three schemes.
    private const int UsualBytes = 1_024;

    /// <summary>One customer: <c>?asOf=</c> a day, <c>&amp;include=measures</c>, <c>&amp;schemes=touch,rfm</c>.
    /// </summary>
    [Function("FindCustomer")]
    [Operation("Where a customer is, or where it was")]
    [Query("asOf", typeof(DateOnly), "where it was in the latest run as of that day or before; without it where it is")]
    [Query("include", typeof(string), "measures, to have its measures too")]
    [Query("schemes", typeof(string), "names of schemes with commas between them; without it all")]
    [Answers(200, typeof(CustomerAnswer), "where it is", HasETag = true)]
    [Answers(200, typeof(CustomerStatus), "awaiting-first-run: it was imported, and no published run has it yet")]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(400, "bad-date", "bad-include")]
    [Fails(404, "no-run", "unknown-customer", "unknown-scheme")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}")] HttpRequest request, string id,
        CancellationToken cancel)
    {
        var customer = CustomerIds.Of(request, id);
        if (AsksForMeasures(request) && request.Query["include"].Any(include => include != "measures"))
            return Answers.BadRequest("bad-include", "include: found another word; expected measures");
        var (pointer, visible) = await results.ReadAsync(customer, cancel);
        var run = pointer.Published == 0 ? null : await runs.GetAsync(pointer.Published, cancel);
        if (request.Query["asOf"].FirstOrDefault() is { } text)
        {
            if (!DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Answers.BadRequest("bad-date", "asOf: found no date; expected a day such as 2026-11-21");
            run = await runs.AtAsync(day, pointer, cancel);
            if (run is null)
                return Answers.NotFound("no-run", "no run was published whose as-of day is that day or before");
        }

        return run is null || run.Run == pointer.Published
            ? await NowAsync(request, customer, visible, run, cancel)
            : await ThenAsync(request, customer, run, pointer, cancel);
    }

    private async ValueTask<IActionResult> NowAsync(
        HttpRequest request, string customer, Visible visible, PublishedRun? run, CancellationToken cancel)
    {
        var into = new ArrayBufferWriter<byte>(UsualBytes);
        var measures = run is not null && AsksForMeasures(request) ? answers.Measures(run, customer) : null;
        var isStale = run is not null && staleness.Of(run);
        var status = await answers.WriteAsync(into, customer, visible, run, isStale, measures, cancel);
        if (status is not null)
            return status.Status == CustomerStatus.Unknown ? UnknownCustomer() : Answers.Ok(status);
        if (request.Query["schemes"].Count > 0)
            return Narrowed(request, run!.Run, JsonSerializer.Deserialize<CustomerAnswer>(
                into.WrittenSpan, Hosting.Json.Options)!);
        reads.Count(request);
        return Answers.Ok(request, Answers.ETag(run!.Run), into.WrittenMemory);
    }

    private async Task<IActionResult> ThenAsync(
        HttpRequest request, string customer, PublishedRun run, Pointer pointer, CancellationToken cancel)
    {
        var visible = await results.ReadAsync(customer, pointer, cancel);
        if (await past.OfAsync(customer, run, pointer, visible, cancel) is not { } found)
            return UnknownCustomer();
        return Narrowed(
            request, pointer.Published,
            AsksForMeasures(request) ? found with { Measures = answers.Measures(run, customer) } : found);
    }

    private static bool AsksForMeasures(HttpRequest request) => request.Query["include"].Count > 0;

    /// <summary>The answer with the schemes that a request names, which are counted; all without it.</summary>
    private IActionResult Narrowed(HttpRequest request, int published, CustomerAnswer all)
    {
        if (request.Query["schemes"].Count == 0)
        {
            reads.Count(request);
            return Answers.Ok(request, published, all);
        }

        string[] names = [.. request.Query["schemes"].ToString().Split(',').Distinct()];
        if (!names.All(all.Segments.ContainsKey))
            return Answers.NotFound("unknown-scheme", "schemes: the run has no scheme of one of these names");
        foreach (var name in names)
            reads.Count(request, name);
        return Answers.Ok(
            request, published, all with { Segments = names.ToDictionary(name => name, name => all.Segments[name]) });
    }

    /// <summary>Up to 1,000 customers, all of the same published run: <c>{"ids": [...]}</c>.</summary>
    [Function("LookUpCustomers")]
    [Operation("Where up to 1,000 customers are, all of the same run, in the order asked")]
    [Body(typeof(LookUpBody))]
    [Answers(200, typeof(LookedUpList), "a customer or what is known of it, for each id", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(400, "malformed-json", "no-ids", "too-many-ids")]
    public async Task<IActionResult> ManyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "customers/lookup")] HttpRequest request,
        CancellationToken cancel)
    {
        if (await IdsAsync(request, cancel) is not { } ids)
            return Answers.BadRequest("malformed-json", """body: expected {"ids": ["00004", "00021"]}""");
        if (ids.Count is 0 or > MostIds)
        {
            return Answers.BadRequest(ids.Count == 0 ? "no-ids" : "too-many-ids", string.Create(
                CultureInfo.InvariantCulture, $"ids: found {ids.Count}; expected 1 to {MostIds}"));
        }

        var (pointer, visible) = await results.ReadAsync(ids, cancel);
        var run = pointer.Published == 0 ? null : await runs.GetAsync(pointer.Published, cancel);
        reads.Count(request);
        var isStale = run is not null && staleness.Of(run);
        var into = new ArrayBufferWriter<byte>(UsualBytes * ids.Count);
        into.Write("{\"items\":["u8);
        for (var i = 0; i < ids.Count; i++)
        {
            if (i > 0)
                into.Write(","u8);
            if (await answers.WriteAsync(into, ids[i], visible[i], run, isStale, null, cancel) is { } status)
                into.Write(JsonSerializer.SerializeToUtf8Bytes(status, Hosting.Json.Options));
        }

        into.Write("],\"next\":null}"u8);
        return Answers.Ok(request, Answers.ETag(pointer.Published), into.WrittenMemory);
    }

    /// <summary>The problem of a customer that no published run has.</summary>
    /// <param name="suggestion">What may be meant; empty when nothing is near.</param>
    internal static IActionResult UnknownCustomer(string suggestion = "") => Answers.NotFound(
        "unknown-customer", suggestion.Length > 0
            ? $"no customer has this id; {suggestion}"
            : "no customer has this id; ids are compared exactly, leading zeros too");

    private static async Task<IReadOnlyList<string>?> IdsAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: cancel);
            var ids = body.ValueKind == JsonValueKind.Object
                && (body.TryGetProperty("ids", out var named) || body.TryGetProperty("customers", out named))
                ? named
                : body;
            return ids.ValueKind == JsonValueKind.Array
                && ids.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
                ? [.. ids.EnumerateArray().Select(id => id.GetString()!)]
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, or a byte that is no UTF-8, is found only when the text is read.
            return null;
        }
    }
}

/// <summary>Whom a caller looks up.</summary>
/// <param name="Ids">The ids, 1 to 1,000.</param>
internal sealed record LookUpBody([property: Required] IReadOnlyList<string> Ids);

/// <summary>Customers that were looked up.</summary>
/// <param name="Items">For each id, in the order asked, where the customer is; or that no published run has it.</param>
/// <param name="Next">Always null: all are on one page.</param>
internal sealed record LookedUpList(
    [property: Holds(typeof(CustomerAnswer), typeof(CustomerStatus))] IReadOnlyList<object> Items, string? Next);
