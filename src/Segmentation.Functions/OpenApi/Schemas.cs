using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.OpenApi;

/// <summary>
/// JSON Schemas of what the serializer makes of types: a component for each record, which others refer to.
/// </summary>
/// <param name="comments">What the members mean.</param>
internal sealed class Schemas(Comments comments)
{
    private const string Value = "Value";

    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = [];

    /// <summary>The components by name.</summary>
    public JsonObject Components => new(_components.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    /// <summary>The schema of what is answered, or of a value of a parameter.</summary>
    public JsonNode Of(Type type) => Of(type, isBody: false);

    /// <summary>The schema of what is sent: only <see cref="RequiredAttribute"/> makes a property mandatory.</summary>
    public JsonNode OfBody(Type type) => Of(type, isBody: true);

    /// <summary>The schema of what is as one of several schemas says.</summary>
    public static JsonNode AnyOf(IReadOnlyList<JsonNode> schemas) =>
        schemas.Count == 1 ? schemas[0] : new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) };

    private JsonNode Of(Type type, bool isBody)
    {
        if (type == typeof(object) || type == typeof(JsonElement))
            return AnyValue();
        var info = Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Component(info, isBody),
            JsonTypeInfoKind.Enumerable => new JsonObject
            {
                ["type"] = "array",
                ["items"] = Of(info.ElementType!, isBody),
            },
            JsonTypeInfoKind.Dictionary => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = Of(info.ElementType!, isBody),
            },
            _ => Options.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true }),
        };
    }

    private JsonObject Component(JsonTypeInfo info, bool isBody)
    {
        var name = info.Type.Name;
        if (_types.TryAdd(name, info.Type))
            _components[name] = Record(info, isBody);
        else if (_types[name] != info.Type)
            throw new InvalidOperationException($"{name}: found {_types[name]} and {info.Type}; rename one of them");
        return Reference(name);
    }

    private JsonObject Record(JsonTypeInfo info, bool isBody)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var property in info.Properties.Where(one => (isBody ? one.Set : (Delegate?)one.Get) is not null))
        {
            properties[property.Name] = Described(Property(property, isBody), comments.Of(property));
            if (isBody ? Has<RequiredAttribute>(property) is not null : !IsLeftOut(property))
                required.Add(property.Name);
        }

        var record = new JsonObject { ["type"] = "object" };
        if (comments.Of(info.Type) is { } meaning)
            record["description"] = meaning;
        record["properties"] = properties;
        if (required.Count > 0)
            record["required"] = required;
        if (isBody)
            record["additionalProperties"] = false;
        return record;
    }

    private JsonNode Property(JsonPropertyInfo property, bool isBody)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var schema = Has<HoldsAttribute>(property) is { } holds ? Held(type, holds, isBody) : Of(type, isBody);
        var mayBeNull = isBody ? property.IsSetNullable && Has<RequiredAttribute>(property) is null
            : property.IsGetNullable && !IsLeftOut(property);
        return mayBeNull ? OrNull(schema) : schema;
    }

    private JsonNode Held(Type type, HoldsAttribute holds, bool isBody)
    {
        var one = AnyOf([.. holds.Types.Select(held => Of(held, isBody))]);
        return type != typeof(string) && Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable
            ? new JsonObject { ["type"] = "array", ["items"] = one }
            : one;
    }

    /// <summary>A schema that allows null too.</summary>
    private static JsonNode OrNull(JsonNode schema)
    {
        if (schema["$ref"]?.GetValue<string>() == Reference(Value)["$ref"]!.GetValue<string>())
            return schema;
        if (schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.GetValue<string>(), "null");
        else if (schema["type"] is null)
            return AnyOf([schema, new JsonObject { ["type"] = "null" }]);
        return schema;
    }

    private JsonObject AnyValue()
    {
        _components[Value] = new JsonObject
        {
            ["description"] = "A value of a measure: a number, text, day, yes or no; null for none.",
            ["type"] = new JsonArray("string", "number", "boolean", "null"),
        };
        return Reference(Value);
    }

    private static JsonNode Described(JsonNode schema, string? meaning)
    {
        if (meaning is not null)
            schema["description"] = meaning;
        return schema;
    }

    private static bool IsLeftOut(JsonPropertyInfo property) => Has<JsonIgnoreAttribute>(property) is
    { Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault };

    private static T? Has<T>(JsonPropertyInfo property)
        where T : Attribute => (property.AttributeProvider as MemberInfo)?.GetCustomAttribute<T>();

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
