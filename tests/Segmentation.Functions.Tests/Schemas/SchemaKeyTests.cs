using System.Text.Json.Nodes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Tests.Schemas;

/// <summary>
/// The schemas have the keys and words that the readers have, and none else: the readers tell all that they know
/// when they find one that is unknown.
/// </summary>
public sealed class SchemaKeyTests
{
    private const string Unknown = "zz";

    /// <summary>Where a schema lists keys, and a file with an unknown one in that place.</summary>
    public static TheoryData<string, string, string> ClosedObjects => new()
    {
        { "workspace", "", "zz: 1" },
        { "workspace", "/definitions/objective/anyOf/1", "name: a\nobjective: { zz: 1 }" },
        { "sources", "", "zz: 1" },
        { "sources", "/properties/customers", "customers: { zz: 1 }" },
        { "sources", "/definitions/column/anyOf/1", "customers: { id: { zz: 1 } }" },
        { "sources", "/definitions/format", "customers: { format: { zz: 1 } }" },
        { "sources", "/definitions/field/anyOf/1", "customers: { fields: { a: { zz: 1 } } }" },
        {
            "sources", "/definitions/field/anyOf/1/properties/currency/anyOf/1",
            "customers: { fields: { a: { currency: { zz: 1 } } } }"
        },
        { "sources", "/definitions/stream", "streams: { s: { zz: 1 } }" },
        { "sources", "/definitions/stream/properties/via", "streams: { s: { via: { zz: 1 } } }" },
        { "sources", "/definitions/time/anyOf/1", "streams: { s: { time: { zz: 1 } } }" },
        { "measures", "/additionalProperties/anyOf/1", "m: { zz: 1 }" },
        { "outcomes", "/additionalProperties", "o: { zz: 1 }" },
        { "playbook", "", "zz: 1" },
        { "playbook", "/properties/onboarding", "onboarding: { zz: 1 }" },
        { "playbook", "/properties/engagement", "engagement: { zz: 1 }" },
        { "scheme", "", "zz: 1" },
        { "scheme", "/definitions/objective/anyOf/1", "objective: { zz: 1 }" },
        { "scheme", "/definitions/score", "kind: grid\nscores: { r: { zz: 1 } }" },
        { "scheme", "/definitions/row", "kind: scorecard\npoints: { r: { zz: 1 } }" },
        { "scheme", "/definitions/feature", "kind: clusters\nfeatures: { a: { zz: 1 } }" },
        { "scheme", "/definitions/segment", "kind: rules\nsegments: [{ zz: 1 }]" },
        { "scheme", "/definitions/attention/anyOf/1", "kind: rules\nsegments: [{ id: a, attention: { zz: 1 } }]" },
    };

    /// <summary>Where a schema lists words, and a file with an unknown one in that place.</summary>
    public static TheoryData<string, string, string> Enumerations => new()
    {
        { "workspace", "/definitions/objective/anyOf/1/properties/direction", "name: a\nobjective: { direction: zz }" },
        { "workspace", "/properties/world", "name: a\nworld: zz" },
        { "sources", "/definitions/format/properties/decimal", "customers: { format: { decimal: zz } }" },
        { "sources", "/definitions/group", "customers: { group: zz }" },
        { "sources", "/definitions/time/anyOf/1/properties/type", "streams: { s: { time: { type: zz } } }" },
        { "sources", "/definitions/type", "customers: { fields: { a: zz } }" },
        { "measures", "/additionalProperties/anyOf/1/properties/rollup", "m: { value: '1', rollup: zz }" },
        { "playbook", "/definitions/amount", "cost: zz" },
        { "playbook", "/definitions/amount", "level_of_interaction: zz" },
        { "playbook", "/definitions/mode", "engagement: { modes: [zz] }" },
        { "playbook", "/properties/self_service", "self_service: zz" },
        { "scheme", "/definitions/objective/anyOf/1/properties/direction", "objective: { direction: zz }" },
        { "scheme", "/definitions/better", "kind: grid\nscores: { r: { better: zz } }" },
        { "scheme", "/definitions/policy", "kind: rules\nsegments: [{ id: a, when: x, missing: zz }]" },
        { "scheme", "/definitions/feature/properties/scale", "kind: clusters\nfeatures: { a: { scale: zz } }" },
        {
            "scheme", "/definitions/attention/anyOf/1/properties/reason",
            "kind: rules\nsegments: [{ id: a, attention: { text: a, reason: zz } }]"
        },
        { "scheme", "/properties/kind", "kind: zz" },
    };

    public static TheoryData<string> Kinds => new(Words("scheme", "/properties/kind"));

    [Theory]
    [MemberData(nameof(ClosedObjects))]
    public void A_schema_has_the_keys_that_the_reader_has(string kind, string pointer, string text)
    {
        var known = Known(kind, text);
        var properties = SchemaFiles.At(kind, pointer + "/properties").AsObject().Select(property => property.Key);
        Assert.Equal(known.Order(StringComparer.Ordinal), properties.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void A_schema_has_the_words_that_the_reader_has(string kind, string pointer, string text) =>
        Assert.Equal(Known(kind, text), Words(kind, pointer));

    [Fact]
    public void Every_list_of_keys_and_words_in_a_schema_is_compared()
    {
        var places = SchemaFiles.Texts.Keys.SelectMany(kind =>
            SchemaFiles.Objects(kind).Select(place => (Pointer: $"{kind}:{place.Pointer}", place.Node))).ToList();
        var closed = places.Where(place => place.Node["additionalProperties"]?.ToJsonString() == "false");
        var words = places.Where(place =>
            place.Node["enum"] is JsonArray && !place.Pointer.EndsWith("/propertyNames", StringComparison.Ordinal));
        Assert.Equal(Pointers(ClosedObjects), closed.Select(place => place.Pointer).ToHashSet());
        Assert.Equal(Pointers(Enumerations), words.Select(place => place.Pointer).ToHashSet());
    }

    [Fact]
    public void A_scheme_may_accept_every_warning() =>
        Assert.Equal(ProblemCode.Warnings, Words("scheme", "/properties/accepts/propertyNames"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_of_scheme_has_the_keys_that_the_reader_lets_it_have(string kind)
    {
        var branch = SchemaFiles.At("scheme", "/allOf").AsArray()
            .Single(rule => rule!["if"]!["properties"]!["kind"]!["const"]!.GetValue<string>() == kind)!["then"]!;
        Assert.Equal(
            Refused("/properties", key => $"kind: {kind}\n{key}: 1", key => $"'{key}' in a scheme of kind {kind}"),
            Forbidden(branch["properties"]));
        Assert.Equal(
            Refused(
                "/definitions/segment/properties", key => $"kind: {kind}\nsegments: [{{ id: a, {key}: 1 }}]",
                key => $"segment 'a' of a scheme of kind {kind} has a '{key}'"),
            Forbidden(branch["properties"]!["segments"]?["items"]?["properties"]));
    }

    /// <summary>The keys that the reader refuses in a scheme of one kind.</summary>
    private static HashSet<string> Refused(string pointer, Func<string, string> text, Func<string, string> found) =>
        [.. SchemaFiles.At("scheme", pointer).AsObject().Select(property => property.Key)
            .Where(key => key is not ("kind" or "id")
                && Problems("scheme", text(key)).Any(problem => problem.Found == found(key)))];

    private static HashSet<string> Forbidden(JsonNode? properties) =>
        [.. (properties as JsonObject ?? []).Where(property => property.Value!.ToJsonString() == "false")
            .Select(property => property.Key)];

    private static string[] Words(string kind, string pointer) =>
        [.. SchemaFiles.At(kind, pointer + "/enum").AsArray().Select(word => word!.GetValue<string>())];

    /// <summary>What the reader expects in place of what is unknown.</summary>
    private static string[] Known(string kind, string text)
    {
        var problem = Assert.Single(
            Problems(kind, text), problem => problem.Found.EndsWith($"'{Unknown}'", StringComparison.Ordinal));
        return [.. problem.Expected.Split(" or ").SelectMany(words => words.Split(", "))];
    }

    private static IReadOnlyList<Problem> Problems(string kind, string text) => Reader.Problems(
        kind is "scheme" or "playbook" ? $"{kind}s/new.yaml" : $"{kind}.yaml", text);

    private static HashSet<string> Pointers(TheoryData<string, string, string> rows) =>
        [.. rows.Select(row => $"{row.Data.Item1}:{row.Data.Item2}")];
}
