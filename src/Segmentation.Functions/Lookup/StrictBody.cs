using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Lookup;

/// <summary>Reads the bodies of requests: JSON of one form, without any other field.</summary>
internal static class StrictBody
{
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The body of a request; null when it is no such JSON.</summary>
    public static async Task<T?> ReadAsync<T>(Stream stream, CancellationToken cancel)
        where T : class
    {
        using var text = new StreamReader(stream);
        return Parse<T>(await text.ReadToEndAsync(cancel));
    }

    /// <summary>A body that is read already; null when it is no such JSON.</summary>
    public static T? Parse<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is found only when the text is read.
            return null;
        }
    }
}
