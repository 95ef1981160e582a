using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.OpenApi;

/// <summary>The examples of the HTTP interface, asked again.</summary>
public sealed class ExampleTests(ExampleShop shop) : IClassFixture<ExampleShop>
{
    /// <summary>Those that change something, in the order in which they are asked, behind all others.</summary>
    private static readonly string[] Changing =
    [
        "GiveFeedback", "ListFeedback", "SetOverride", "ShowOverride", "RemoveOverride", "SplitCustomer",
        "ConfirmHeldImport", "PublishHeldRun", "RollBackToRun", "StartRun", "DeployWorkspace", "EraseCustomerOnRequest",
    ];

    /// <summary>Operations whose answer others have too, that is no JSON, or that is this file itself.</summary>
    private static readonly string[] Without =
        ["DiscardHeldImport", "DiscardHeldRun", "ShowDigest", "ShowOpenApi", "ShowReport"];

    [Fact]
    public async Task Every_example_is_answered_as_its_file_says()
    {
        var api = (await shop.AppAsync()).Api;
        var wrong = new List<string>();
        foreach (var example in Example.All.OrderBy(one => Array.IndexOf(Changing, one.Operation)))
        {
            var answer = await example.AskAsync(api);
            var problems = OpenApiFile.Problems(example.Operation, answer.Status, JsonNode.Parse(answer.Body)!);
            if (answer.Status != example.Status)
                problems += $"\nfound status {answer.Status}; {example.Keep(answer)}";
            else if (Difference("$", example.Answer, JsonNode.Parse(answer.Body)) is { } difference)
                problems += $"\n{difference}; {example.Keep(answer)}";
            if (problems.Length > 0)
                wrong.Add($"{example.Operation}: {problems}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_operation_has_an_example_of_its_own()
    {
        Assert.Equal(
            OpenApiFile.Operations.Keys.Except(Without).Order(StringComparer.Ordinal),
            Example.All.Select(example => example.Operation));
        Assert.All(Example.All, example =>
        {
            Assert.Equal(example.Operation, OpenApiFile.OperationOf(example.Request[0], example.Request[1]));
            if (example.Body is { } body)
                Assert.Equal("", OpenApiFile.BodyProblems(example.Operation, body));
        });
    }

    /// <summary>Where two answers are of another shape; null for nowhere. What may be null has any shape, and of a list
    /// the first item counts.</summary>
    private static string? Difference(string path, JsonNode? told, JsonNode? found) => (told, found) switch
    {
        (null, _) or (_, null) => null,
        (JsonObject here, JsonObject there) => here.Select(one => one.Key).Except(there.Select(one => one.Key))
            .Concat(there.Select(one => one.Key).Except(here.Select(one => one.Key)))
            .Select(key => $"{path}.{key}: found it in one of example and answer")
            .Concat(here.Where(one => there.ContainsKey(one.Key))
                .Select(one => Difference($"{path}.{one.Key}", one.Value, there[one.Key])))
            .FirstOrDefault(difference => difference is not null),
        (JsonArray { Count: > 0 } here, JsonArray { Count: > 0 } there) => Difference($"{path}[0]", here[0], there[0]),
        _ => Kind(told) == Kind(found) ? null : $"{path}: found {Kind(found)}; expected {Kind(told)}",
    };

    private static JsonValueKind Kind(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
