using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
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
            return Answers.Ok(new { Items = Array.Empty<object>(), Next = (string?)null });
        var directory = directories.Of(run);
        var rows = search.In(directory);
        if (page.Offset > rows.Count)
            return Page.BadCursor();
        var end = (int)Math.Min(rows.Count, page.Offset + page.Limit);
        return Answers.Ok(request, run, new
        {
            Run = run,
            Items = rows.Take((int)page.Offset..end).Select(row => Item(directory, row)),
            Next = end < rows.Count ? Page.Cursor(run, end) : null,
        });
    }

    /// <summary>What a request asks for under a name; null for nothing but blanks.</summary>
    internal static string? Asked(HttpRequest request, string name) =>
        request.Query[name].FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null;

    private static object Item(CustomerDirectory directory, int row)
    {
        var (customer, name, owner) = directory.Candidate(row);
        return new
        {
            Customer = customer,
            Name = name,
            Owner = owner,
            Keys = CustomerDirectory.Texts(directory.Keys, row),
            Segments = CustomerDirectory.Texts(directory.Segments, row),
        };
    }
}
