using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Reads;

namespace Segmentation.Functions.Lookup;

/// <summary>Looks customers up: where they are, or where they were.</summary>
public sealed class FindSegments(
    PublishedRuns runs, CustomerResults results, CustomerAnswers answers, CustomerAsOf past, ReadCounter reads)
{
    private const int MostIds = 1_000;

    /// <summary>One customer: <c>?asOf=</c> a day, <c>&amp;include=measures</c>, <c>&amp;schemes=touch,rfm</c>.
    /// </summary>
    [Function("FindCustomer")]
    public async Task<IActionResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers/{id}")] HttpRequest request, string id,
        CancellationToken cancel)
    {
        var customer = CustomerIds.Of(request, id);
        if (request.Query["include"].Any(include => include != "measures"))
            return Answers.BadRequest("bad-include", "include: found another word; expected measures");
        var (pointer, visible) = await results.ReadAsync([customer], cancel);
        var published = pointer.Published == 0 ? null : await runs.GetAsync(pointer.Published, cancel);
        var run = published;
        if (request.Query["asOf"].FirstOrDefault() is { } text)
        {
            if (!DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Answers.BadRequest("bad-date", "asOf: found no date; expected a day such as 2026-11-21");
            run = await runs.AtAsync(day, pointer, cancel);
            if (run is null)
                return Answers.NotFound("no-run", "no run was published whose as-of day is that day or before");
        }

        var answer = run is null || run.Run == pointer.Published
            ? await answers.OfAsync(
                customer, visible[0], published, published is not null && runs.IsStale(published), cancel)
            : await past.OfAsync(customer, run, pointer, await results.ReadAsync(customer, pointer, cancel), cancel)
                ?? (object)new CustomerStatus(customer, CustomerStatus.Unknown);
        if (answer is CustomerAnswer all && !TryNarrow(request, all, out answer))
            return Answers.NotFound("unknown-scheme", "schemes: the run has no scheme of one of these names");
        return answer switch
        {
            CustomerStatus { Status: CustomerStatus.Unknown } => UnknownCustomer(),
            CustomerAnswer found when run is not null && request.Query["include"].Count > 0 => Answers.Ok(
                request, pointer.Published, found with { Measures = answers.Measures(run, customer) }),
            CustomerAnswer found => Answers.Ok(request, pointer.Published, found),
            _ => Answers.Ok(answer),
        };
    }

    /// <summary>The answer with the schemes that a request names, which are counted; all without it.</summary>
    /// <returns>False when the run has no scheme of a name.</returns>
    private bool TryNarrow(HttpRequest request, CustomerAnswer all, out object answer)
    {
        answer = all;
        if (request.Query["schemes"].Count == 0)
        {
            reads.Count(request);
            return true;
        }

        string[] names = [.. request.Query["schemes"].ToString().Split(',').Distinct()];
        if (!names.All(all.Segments.ContainsKey))
            return false;
        foreach (var name in names)
            reads.Count(request, name);
        answer = all with { Segments = names.ToDictionary(name => name, name => all.Segments[name]) };
        return true;
    }

    /// <summary>Up to 1,000 customers, all of the same published run: <c>{"ids": [...]}</c>.</summary>
    [Function("LookUpCustomers")]
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
        var items = new List<object>(ids.Count);
        var isStale = run is not null && runs.IsStale(run);
        for (var i = 0; i < ids.Count; i++)
            items.Add(await answers.OfAsync(ids[i], visible[i], run, isStale, cancel));
        return Answers.Ok(request, pointer.Published, new { Items = items, Next = (string?)null });
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
