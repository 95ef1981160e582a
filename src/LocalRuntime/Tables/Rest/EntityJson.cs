using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>Writes entities as the service reads them: a property, and its type where JSON does not tell it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A JSON writer on memory holds nothing to free.")]
internal sealed class EntityJson : PropertySink
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private readonly ArrayBufferWriter<byte> _bytes;
    private readonly Utf8JsonWriter _json;

    /// <summary>A writer of entities.</summary>
    /// <param name="bytes">What they are written to.</param>
    public EntityJson(ArrayBufferWriter<byte> bytes)
    {
        _bytes = bytes;
        // The default encoder leaves nothing but ASCII, as the official client does: emulators break other characters.
        _json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Writes an entity.</summary>
    public void Write(ITableEntity entity)
    {
        _json.Reset(_bytes);
        _json.WriteStartObject();
        _json.WriteString("PartitionKey"u8, entity.PartitionKey);
        _json.WriteString("RowKey"u8, entity.RowKey);
        EntityShape.Write(entity, this);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public override void Add(string name, object value)
    {
        switch (value)
        {
            case string text: _json.WriteString(name, text); break;
            case byte[] bytes: AddBinary(name, bytes); break;
            case BinaryData data: AddBinary(name, data.ToMemory().Span); break;
            case bool flag: _json.WriteBoolean(name, flag); break;
            case int number: _json.WriteNumber(name, number); break;
            case long number: AddInt64(name, number); break;
            case ulong number: AddInt64(name, checked((long)number)); break;
            case double number: AddDouble(name, number); break;
            case DateTimeOffset instant: AddInstant(name, instant.UtcDateTime); break;
            case DateTime { Kind: DateTimeKind.Local } local: AddInstant(name, local.ToUniversalTime()); break;
            case DateTime instant: AddInstant(name, instant); break;
            case Guid id: AddTyped(name, "Edm.Guid", id.ToString()); break;
            case Enum constant: _json.WriteString(name, constant.ToString()); break;
            default: throw NoSuchType(name, value);
        }
    }

    private void AddBinary(string name, ReadOnlySpan<byte> bytes)
    {
        _json.WriteString($"{name}@odata.type", "Edm.Binary");
        _json.WriteBase64String(name, bytes);
    }

    private void AddInt64(string name, long number) =>
        AddTyped(name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));

    private void AddInstant(string name, DateTime instant) =>
        AddTyped(name, "Edm.DateTime", instant.ToString(Instant, CultureInfo.InvariantCulture));

    private void AddDouble(string name, double number)
    {
        // Without the type a whole number would be stored as an integer.
        _json.WriteString($"{name}@odata.type", "Edm.Double");
        if (double.IsFinite(number))
            _json.WriteNumber(name, number);
        else
            _json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }

    private void AddTyped(string name, string type, string value)
    {
        _json.WriteString($"{name}@odata.type", type);
        _json.WriteString(name, value);
    }
}
