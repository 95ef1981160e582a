using System.Text.Json;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Who serves a data folder.</summary>
/// <param name="Process">The id of the process.</param>
/// <param name="Url">Where it answers, like http://127.0.0.1:7071; null when it does not listen.</param>
internal sealed record ServingFile(int Process, string? Url)
{
    private const string FileName = ".serving.json";

    /// <summary>Who serves the folder; null when nobody says so. Only true while the folder's lock is held.</summary>
    public static ServingFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ServingFile>(
                File.ReadAllBytes(Path.Combine(folder, FileName)), JsonSerializerOptions.Web);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var half = path + ".half";
        File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        File.Move(half, path, overwrite: true);
    }

    /// <summary>Removes the file, if it is there.</summary>
    public static void Remove(string folder) => File.Delete(Path.Combine(folder, FileName));
}
