using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>
/// Inputs, outputs and custom statuses as JSON, as the Functions worker writes them: names as declared, read
/// without case; no fields.
/// </summary>
internal sealed class Payloads : DataConverter
{
    /// <summary>The one converter.</summary>
    public static readonly Payloads Json = new();

    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    private Payloads()
    {
    }

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    /// <inheritdoc/>
    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, Options)!;

    /// <summary>The length of a text in bytes as it is stored.</summary>
    public static long Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
