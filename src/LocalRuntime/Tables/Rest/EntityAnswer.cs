using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>Reads entities as the service writes them with minimal metadata: types stand before values.</summary>
internal static class EntityAnswer
{
    /// <summary>The entity of an answer.</summary>
    public static T One<T>(ReadOnlySpan<byte> json, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Read<T>(ref reader, select);
    }

    /// <summary>The entities of an answer: those of its array <c>value</c>.</summary>
    public static List<T> Many<T>(ReadOnlySpan<byte> json, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        var entities = new List<T>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: > 0 })
                entities.Add(Read<T>(ref reader, select));
        }

        return entities;
    }

    private static T Read<T>(ref Utf8JsonReader reader, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        var entity = new NewEntity<T>(select);
        PropertyType? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(reader);
            reader.Read();
            if (name.EndsWith("@odata.type"u8))
            {
                type = TypeOf(reader);
                continue;
            }

            if (reader.TokenType != JsonTokenType.Null && !ReadOwn(reader, name, entity) && entity.Seek(name))
                entity.Set(ValueOf(reader, type));
            type = null;
        }

        return entity.Entity;
    }

    private static ReadOnlySpan<byte> NameOf(in Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    /// <summary>Reads what every entity has; false when a property is not of that kind.</summary>
    private static bool ReadOwn<T>(in Utf8JsonReader reader, ReadOnlySpan<byte> name, in NewEntity<T> entity)
        where T : class, ITableEntity
    {
        if (name.SequenceEqual("odata.etag"u8))
            entity.Entity.ETag = new ETag(reader.GetString()!);
        else if (name.SequenceEqual("PartitionKey"u8))
            entity.Entity.PartitionKey = reader.GetString()!;
        else if (name.SequenceEqual("RowKey"u8))
            entity.Entity.RowKey = reader.GetString()!;
        else if (name.SequenceEqual("Timestamp"u8))
            entity.Entity.Timestamp = reader.GetDateTimeOffset();
        else
            return name.StartsWith("odata."u8);
        return true;
    }

    private static PropertyType TypeOf(in Utf8JsonReader reader) => reader.GetString() switch
    {
        "Edm.Binary" => PropertyType.Binary,
        "Edm.Boolean" => PropertyType.Boolean,
        "Edm.DateTime" => PropertyType.Instant,
        "Edm.Double" => PropertyType.Double,
        "Edm.Guid" => PropertyType.Guid,
        "Edm.Int32" => PropertyType.Int32,
        "Edm.Int64" => PropertyType.Int64,
        _ => PropertyType.Text,
    };

    private static object ValueOf(in Utf8JsonReader reader, PropertyType? type) => (reader.TokenType, type) switch
    {
        (JsonTokenType.True or JsonTokenType.False, _) => reader.GetBoolean(),
        (JsonTokenType.Number, PropertyType.Double) => reader.GetDouble(),
        (JsonTokenType.Number, _) => NumberOf(reader),
        (_, PropertyType.Binary) => reader.GetBytesFromBase64(),
        (_, PropertyType.Instant) => reader.GetDateTimeOffset(),
        (_, PropertyType.Guid) => reader.GetGuid(),
        (_, PropertyType.Int64) => long.Parse(reader.GetString()!, CultureInfo.InvariantCulture),
        (_, PropertyType.Double) => double.Parse(reader.GetString()!, CultureInfo.InvariantCulture),
        _ => reader.GetString()!,
    };

    // The casts keep C# from making a double of each.
    private static object NumberOf(in Utf8JsonReader reader) => reader.TryGetInt32(out var small) ? small
        : reader.TryGetInt64(out var large) ? (object)large
        : reader.GetDouble();
}
