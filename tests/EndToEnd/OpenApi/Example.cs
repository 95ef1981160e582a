using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Serve;
using Hosting = Segmentation.Functions.Hosting;

namespace EndToEnd.OpenApi;

/// <summary>An example of an operation, in <c>docs/examples</c>: what is asked, and what is answered.</summary>
/// <param name="Operation">The operation, which is the name of the file.</param>
/// <param name="Content">The file: <c>request</c>, <c>body</c> for one that has any, <c>status</c>, <c>answer</c>.</param>
internal sealed record Example(string Operation, JsonObject Content)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs/examples");

    /// <summary>All of them, by the name of their operation.</summary>
    public static IReadOnlyList<Example> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(file => new Example(
            Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject())),
    ];

    /// <summary>The request: its method, and its path below <c>/api</c>.</summary>
    public string[] Request => Content["request"]!.GetValue<string>().Split(' ');

    /// <summary>What is sent; null for nothing.</summary>
    public JsonNode? Body => Content["body"];

    /// <summary>The status of the answer; null when nobody has asked yet.</summary>
    public int? Status => Content["status"]?.GetValue<int>();

    /// <summary>The answer.</summary>
    public JsonNode? Answer => Content["answer"];

    /// <summary>Asks an app.</summary>
    public Task<Answer> AskAsync(Api api) => api.SendAsync(
        new HttpMethod(Request[0]), Request[1],
        Body is null ? null : new StringContent(Body.ToJsonString(Hosting.Json.Options), Encoding.UTF8, "application/json"));

    /// <summary>Keeps an answer where a person takes it from; tells how.</summary>
    public string Keep(Answer answer)
    {
        var made = Content.DeepClone().AsObject();
        (made["status"], made["answer"]) = (answer.Status, JsonNode.Parse(answer.Body));
        var name = $"artifacts/examples/{Operation}.json";
        Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts/examples"));
        File.WriteAllText(Path.Combine(Repository.Root, name), made.ToJsonString(Hosting.Json.Indented) + "\n");
        return $"look at what changed, then: cp {name} docs/examples/";
    }
}
