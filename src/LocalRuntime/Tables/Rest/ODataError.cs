using System.Text.Json;
using Azure;
using Azure.Core;

namespace LocalRuntime.Tables.Rest;

/// <summary>Reads what the service says about a refusal.</summary>
internal sealed class ODataError : RequestFailedDetailsParser
{
    /// <inheritdoc/>
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        var (code, message) = response.ContentStream is null ? default : Read(response.Content.ToMemory().Span);
        code ??= response.Headers.TryGetValue("x-ms-error-code", out var header) ? header : null;
        data = null;
        error = code is null ? null : new ResponseError(code, message);
        return error is not null;
    }

    /// <summary>
    /// The code and the message in <c>{"odata.error":{"code":...,"message":{"value":...}}}</c>; null where it is
    /// something else.
    /// </summary>
    public static (string? Code, string? Message) Read(ReadOnlySpan<byte> json)
    {
        (string? Code, string? Message) read = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var (isCode, isMessage) = (reader.ValueTextEquals("code"u8), reader.ValueTextEquals("value"u8));
                reader.Read();
                if (isCode && reader.TokenType == JsonTokenType.String)
                    read.Code ??= reader.GetString();
                else if (isMessage && reader.TokenType == JsonTokenType.String)
                    read.Message ??= reader.GetString();
            }
        }
        catch (JsonException)
        {
            // Gateways answer with pages of their own.
        }

        return read;
    }
}
