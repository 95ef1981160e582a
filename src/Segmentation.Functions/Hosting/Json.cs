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
    /// <param name="data">The data folder.</param>
    /// <param name="name">The file.</param>
    /// <exception cref="ImportException">When the file is damaged.</exception>
    public static T Read<T>(DataFolder data, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(data.Read(name), Options) ?? throw Damaged(data, name, null);
        }
        catch (Exception fault) when (fault is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(data, name, fault);
        }
    }

    /// <summary>The fault of a file that is not as it was written.</summary>
    public static ImportException Damaged(DataFolder data, string name, Exception? fault) => new(
        data.PathOf(name), fault is FileNotFoundException or DirectoryNotFoundException ? "the file is missing" : "the file is damaged",
        "the file as this version of the program wrote it",
        "restore it from a backup, or import the dumps into another --data folder", fault);

    /// <summary>Indented, for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
