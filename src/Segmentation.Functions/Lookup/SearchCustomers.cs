using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Searches the customers of the published run by name, owner or external key.</summary>
public sealed class SearchCustomers(RunStore files, PublishedRuns runs, CustomerDirectories directories)
{
    /// <summary>
    /// The customers of <c>?q=</c>, <c>&amp;owner=</c> and <c>&amp;key=</c>, page by page:
    /// <c>&amp;limit=&amp;cursor=</c>.
    /// </summary>
    [Function("SearchCustomers")]
    [Operation("Customers by words of the name, owner or external key; what is asked must all hold")]
    [Query("q", typeof(string), "words that are all somewhere in the name, whatever their case; or how the id begins")]
    [Query("owner", typeof(string), "exactly this owner")]
    [Query("key", typeof(string), "exactly this external key: hubspot:123, or 123 for any key")]
    [Paged]
    [Answers(200, typeof(FoundList), "a page of customers of the published run", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    [Fails(400, "no-search")]
    [Fails(410, "cursor-expired")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "customers")] HttpRequest request,
        CancellationToken cancel)
    {
        if (!Page.TryOf(request, out var page, out var problem))
            return problem;
        var search = new CustomerSearch(Asked(request, "q"), Asked(request, "owner"), Asked(request, "key"));
        if (search is { Text: null, Owner: null, Key: null })
            return Answers.BadRequest("no-search", "found no words to search; expected q, owner or key");
        var pointer = await runs.PointerAsync(cancel);
        if (page.RunIn(pointer, files) is not { } run)
            return Page.Gone();
        if (run == 0)
            return Answers.Ok(new FoundList(null, [], null));
        var directory = directories.Of(run);
        var rows = search.In(directory);
        if (page.Offset > rows.Count)
            return Page.BadCursor();
        var end = (int)Math.Min(rows.Count, page.Offset + page.Limit);
        return Answers.Ok(request, run, new FoundList(
            run, [.. rows.Take((int)page.Offset..end).Select(row => Item(directory, row))],
            end < rows.Count ? Page.Cursor(run, end) : null));
    }

    /// <summary>What a request asks for under a name; null for nothing but blanks.</summary>
    internal static string? Asked(HttpRequest request, string name) =>
        request.Query[name].FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;

    private static FoundCustomer Item(CustomerDirectory directory, int row)
    {
        var (customer, name, owner) = directory.Candidate(row);
        return new FoundCustomer(
            customer, name, owner, CustomerDirectory.Texts(directory.Keys, row),
            CustomerDirectory.Texts(directory.Segments, row));
    }
}

/// <summary>A page of customers that were searched.</summary>
/// <param name="Run">The run; left out before the first is published.</param>
/// <param name="Items">The customers, those whose name or id was asked for first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record FoundList(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Run,
    IReadOnlyList<FoundCustomer> Items, string? Next);

/// <summary>A customer that was searched.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
/// <param name="Keys">Its external keys, by the name of the key.</param>
/// <param name="Segments">Per scheme the id of its segment.</param>
internal sealed record FoundCustomer(
    string Customer, string? Name, string? Owner, IReadOnlyDictionary<string, string> Keys,
    IReadOnlyDictionary<string, string> Segments);
