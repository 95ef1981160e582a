using System.Text;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests;

/// <summary>A folder of one test, deleted at its end.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segment-test-");

    /// <summary>The folder <c>data</c> in it as a data folder.</summary>
    public DataFolder Data => new(this["data"]);

    /// <summary>The full path of the folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>The full path of something in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a text and tells its full path.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>The paths of all files in the folder, with '/'.</summary>
    public string[] Files() =>
    [
        .. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Delete(recursive: true);
}
