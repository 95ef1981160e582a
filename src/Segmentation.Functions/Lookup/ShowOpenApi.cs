using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.OpenApi;

namespace Segmentation.Functions.Lookup;

/// <summary>Shows what this interface takes and answers, as OpenAPI 3.1; without a key, for it has no data.</summary>
public sealed class ShowOpenApi
{
    /// <summary>The document, which is <c>docs/openapi.json</c>.</summary>
    [Function(nameof(ShowOpenApi))]
    [Operation("What this interface takes and answers: this document")]
    [Answers(200, typeof(JsonObject), "the document")]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Answers.OkText(OpenApiDocument.Text);
}
