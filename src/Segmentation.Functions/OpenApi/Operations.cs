using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.OpenApi;

/// <summary>Describes functions as operations of OpenAPI.</summary>
/// <param name="schemas">The schemas of what they take and answer.</param>
/// <param name="examples">An answer of each, by its name.</param>
internal sealed partial class Operations(Schemas schemas, IReadOnlyDictionary<string, JsonNode> examples)
{
    private const string JsonType = "application/json";

    /// <summary>What a name in a route means, by what stands before it.</summary>
    private static readonly Dictionary<string, (Type Type, string Meaning)> Places = new()
    {
        ["customers"] = (typeof(string), "the customer's id, with %2F for a slash; where a customer may be named in "
            + "other ways, an external key or an unambiguous name"),
        ["imports"] = (typeof(string), "the import's id"),
        ["overrides"] = (typeof(string), "the name of the scheme"),
        ["runs"] = (typeof(int), "the run's number, from 1"),
        ["schemes"] = (typeof(string), "the name of the scheme"),
        ["segments"] = (typeof(string), "the segment's id"),
    };

    /// <summary>Problems that have nothing to do with what a function does, and when they occur.</summary>
    private static readonly Dictionary<int, (string Code, string Meaning)> Shared = new()
    {
        [StatusCodes.Status401Unauthorized] = ("unauthorized", "the key is missing or wrong"),
        [StatusCodes.Status413PayloadTooLarge] = ("body-too-large", "the body has more than 8 MiB"),
        [StatusCodes.Status500InternalServerError] = ("internal-error", "a fault of the app, whose log says more"),
        [StatusCodes.Status503ServiceUnavailable] = ("storage-away", "the storage does not answer; ask again later"),
    };

    /// <summary>The problems that functions refer to.</summary>
    public JsonObject SharedProblems() => new(Shared.Select(one =>
    {
        var problem = Problem(one.Key, [one.Value.Code]);
        problem["description"] = $"{one.Value.Code}: {one.Value.Meaning}";
        return KeyValuePair.Create(one.Value.Code, (JsonNode?)problem);
    }));

    /// <summary>The operation of a function.</summary>
    /// <exception cref="InvalidOperationException">When its attributes do not say what it does.</exception>
    public JsonObject Of(HttpFunction function)
    {
        var summary = function.Find<OperationAttribute>()?.Summary ?? throw new InvalidOperationException(
            $"{function.Name}: found no [Operation]; expected one that says what the function does");
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray(function.Route.Split('/')[0]),
            ["operationId"] = function.Name,
            ["summary"] = summary,
        };
        if (function.IsPublic)
            operation["security"] = new JsonArray();
        if (Parameters(function) is { Count: > 0 } parameters)
            operation["parameters"] = parameters;
        if (function.Find<BodyAttribute>() is { } body)
            operation["requestBody"] = Body(body);
        operation["responses"] = Responses(function);
        return operation;
    }

    private JsonArray Parameters(HttpFunction function)
    {
        var parameters = new JsonArray();
        foreach (Match place in PlaceInRoute().Matches(function.Route))
        {
            var (type, meaning) = Places.TryGetValue(place.Groups["before"].Value, out var known) ? known
                : throw new InvalidOperationException(
                    $"{function.Name}: found {place.Value} in its route; expected a place that is described here");
            parameters.Add(Parameter("path", place.Groups["name"].Value, type, meaning, isRequired: true));
        }

        foreach (var query in function.All<QueryAttribute>())
            parameters.Add(Parameter("query", query.Name, query.Type, query.Description, query.IsRequired));
        if (function.Find<PagedAttribute>() is not null)
        {
            parameters.Add(Parameter(
                "query", "limit", typeof(int), "how many items the page may have, 1 to 1,000; 100 without it"));
            parameters.Add(Parameter(
                "query", "cursor", typeof(string), "the next of the page before; without it the first page"));
        }

        foreach (var header in function.All<HeaderAttribute>())
            parameters.Add(Parameter("header", header.Name, typeof(string), header.Description));
        if (function.All<AnswersAttribute>().Any(answer => answer.Status == StatusCodes.Status304NotModified))
        {
            parameters.Add(Parameter(
                "header", "If-None-Match", typeof(string), "the ETag of an answer that is known"));
        }

        return parameters;
    }

    private JsonObject Parameter(string place, string name, Type type, string meaning, bool isRequired = false)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["description"] = meaning };
        if (isRequired)
            parameter["required"] = true;
        parameter["schema"] = schemas.Of(type);
        return parameter;
    }

    private JsonObject Body(BodyAttribute body) => new()
    {
        ["required"] = !body.IsOptional,
        ["content"] = Content(JsonType, schemas.OfBody(body.Type)),
    };

    private JsonObject Responses(HttpFunction function)
    {
        var responses = new SortedDictionary<int, JsonNode>();
        foreach (var answers in function.All<AnswersAttribute>().GroupBy(answer => answer.Status))
            responses[answers.Key] = Answer(function, [.. answers]);
        foreach (var (status, codes) in Codes(function))
            responses[status] = Shared.ContainsKey(status) ? Reference(status) : Problem(status, codes);
        return new JsonObject(responses.Select(one => KeyValuePair.Create($"{one.Key}", (JsonNode?)one.Value)));
    }

    private JsonObject Answer(HttpFunction function, IReadOnlyList<AnswersAttribute> answers)
    {
        var status = answers[0].Status;
        var response = new JsonObject
        {
            ["description"] = string.Join("; or ", answers.Select(answer => answer.Description)),
        };
        var headers = new JsonObject();
        if (answers.Any(answer => answer.HasETag))
            headers["ETag"] = Header("the state that the answer shows; for results the published run");
        if (status == StatusCodes.Status202Accepted)
            headers["Location"] = Header("where to look what came of it; left out when there is nothing to see");
        if (headers.Count > 0)
            response["headers"] = headers;
        var isText = answers[0].ContentType != JsonType;
        JsonNode[] types = isText
            ? [schemas.Of(typeof(string))]
            : [.. answers.Where(one => one.Type is not null).Select(one => schemas.Of(one.Type!))];
        if (types.Length == 0)
            return response;
        var content = Content(answers[0].ContentType, Schemas.AnyOf(types));
        if (examples.GetValueOrDefault(function.Name) is { } example && (int?)example["status"] == status)
            content[answers[0].ContentType]!["example"] = example["answer"]!.DeepClone();
        response["content"] = content;
        return response;
    }

    private static JsonObject Reference(int status) =>
        new() { ["$ref"] = $"#/components/responses/{Shared[status].Code}" };

    /// <summary>The codes of a function by status, with those that several functions share.</summary>
    internal static SortedDictionary<int, string[]> Codes(HttpFunction function)
    {
        List<(int Status, string Code)> fails =
        [
            .. function.All<FailsAttribute>().SelectMany(fail => fail.Codes.Select(code => (fail.Status, code))),
            Always(StatusCodes.Status500InternalServerError),
            Always(StatusCodes.Status503ServiceUnavailable),
        ];
        if (function.Find<PagedAttribute>() is not null)
            fails.AddRange([(400, "bad-cursor"), (400, "bad-limit")]);
        if (function.Find<BodyAttribute>() is not null)
            fails.Add(Always(StatusCodes.Status413PayloadTooLarge));
        if (!function.IsPublic)
            fails.Add(Always(StatusCodes.Status401Unauthorized));
        return new(fails.GroupBy(fail => fail.Status).ToDictionary(
            group => group.Key, group => group.Select(fail => fail.Code).Order(StringComparer.Ordinal).ToArray()));
    }

    private static (int Status, string Code) Always(int status) => (status, Shared[status].Code);

    private JsonObject Problem(int status, IReadOnlyList<string> codes)
    {
        var problem = new JsonObject { ["description"] = string.Join(", ", codes) };
        if (status == StatusCodes.Status429TooManyRequests || codes.Any(code => code is "busy" or "storage-away"))
            problem["headers"] = new JsonObject { ["Retry-After"] = Header("in how many seconds to ask again") };
        problem["content"] = Content("application/problem+json", new JsonObject
        {
            ["allOf"] = new JsonArray(schemas.Of(typeof(ProblemDocument)), new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["status"] = new JsonObject { ["const"] = status },
                    ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) },
                },
            }),
        });
        return problem;
    }

    private static JsonObject Content(string type, JsonNode schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Header(string meaning) => new()
    {
        ["description"] = meaning,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    [GeneratedRegex("(?<before>[^/]+)/\\{(?<name>[^}]+)\\}")]
    private static partial Regex PlaceInRoute();
}
