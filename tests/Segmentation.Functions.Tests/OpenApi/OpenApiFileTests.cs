using System.Text.Json.Nodes;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Tests.Schemas;

namespace Segmentation.Functions.Tests.OpenApi;

public sealed class OpenApiFileTests
{
    [Fact]
    public void The_file_in_docs_is_what_the_functions_say()
    {
        var kept = Path.Combine(SchemaFiles.Root, "docs/openapi.json");
        File.WriteAllText(Path.Combine(SchemaFiles.Root, "artifacts/openapi.json"), OpenApiDocument.Text);
        Assert.True(
            File.Exists(kept) && File.ReadAllText(kept) == OpenApiDocument.Text,
            "docs/openapi.json: found another document than the functions make; "
            + "look at what changed, then: cp artifacts/openapi.json docs/openapi.json");
    }

    [Fact]
    public void Everything_that_is_sent_or_answered_is_described()
    {
        var schemas = JsonNode.Parse(OpenApiDocument.Text)!["components"]!["schemas"]!.AsObject();
        Assert.Empty(schemas.Where(schema => schema.Value!["description"] is null).Select(schema => schema.Key));
        Assert.Empty(
            from schema in schemas
            from property in schema.Value!["properties"]?.AsObject() ?? []
            where property.Value!["description"] is null
            select $"{schema.Key}.{property.Key}: found no comment in the source; expected one that says what it means");
    }
}
