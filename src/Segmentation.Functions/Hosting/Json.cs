using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Hosting;

/// <summary>How JSON is written: names in camel case, text as it is, nulls kept.</summary>
public static class Json
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Reads a file of the data folder.</summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="name">The file.</param>
    /// <exception cref="ImportException">When the file is missing or damaged.</exception>
    public static T Read<T>(BlobStore data, string name) =>
        data.Read(name, stream => JsonSerializer.Deserialize<T>(stream, Options) ?? throw new JsonException("null"));

    /// <summary>Writes a text as JSON, as a serialiser with <see cref="Options"/> does.</summary>
    /// <param name="bytes">Takes it.</param>
    /// <param name="text">The text in UTF-8.</param>
    public static void Text(IBufferWriter<byte> bytes, ReadOnlySpan<byte> text)
    {
        bytes.Write("\""u8);
        if (Options.Encoder!.FindFirstCharacterToEncodeUtf8(text) < 0)
            bytes.Write(text);
        else
            bytes.Write(JsonEncodedText.Encode(text, Options.Encoder).EncodedUtf8Bytes);
        bytes.Write("\""u8);
    }

    /// <summary>Indented, for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
