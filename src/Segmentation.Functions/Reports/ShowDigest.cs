using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.OpenApi;

namespace Segmentation.Functions.Reports;

/// <summary>Tells owners and roles what concerns them in a published run.</summary>
public sealed class ShowDigest(MakeDigest digests)
{
    private const string MarkdownType = "text/markdown; charset=utf-8";

    /// <summary>The digest of <c>?run=&amp;owner=&amp;role=</c>; of all owners and roles without these two.</summary>
    [Function(nameof(ShowDigest))]
    [Operation("What concerns each owner and role in a published run, as Markdown")]
    [Query("run", typeof(string), "The number of a published run, or a day for the latest up to it; else the newest")]
    [Query("owner", typeof(string), "Only of the customers of this owner")]
    [Query("role", typeof(string), "Only for this team or person who answers for definitions")]
    [Answers(200, null, "The digest", ContentType = "text/markdown")]
    [Fails(400, "bad-run")]
    [Fails(404, "unknown-run", "no-run", "unknown-owner", "unknown-role")]
    [Fails(410, "run-not-kept")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "digest")] HttpRequest request,
        CancellationToken cancel)
    {
        string? Asked(string name) => SearchCustomers.Asked(request, name);
        try
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status200OK,
                ContentType = MarkdownType,
                Content = await digests.OfAsync(
                    new DigestRequest(Asked("run"), Asked("owner"), Asked("role")), cancel),
            };
        }
        catch (RefusedException refused)
        {
            return refused.ToAnswer();
        }
    }
}
