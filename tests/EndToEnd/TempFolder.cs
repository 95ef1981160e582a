using System.Text;

namespace EndToEnd;

/// <summary>A folder of one test, deleted at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segment-test-");

    /// <summary>The full path of something in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a text and tells its full path.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes and tells their full path.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Writes a workspace, or new versions of its files, from their names and texts in turn.</summary>
    public string Workspace(params string[] namesAndTexts)
    {
        foreach (var file in namesAndTexts.Chunk(2))
            Write($"workspace/{file[0]}", file[1]);
        return this["workspace"];
    }

    /// <summary>A text in the folder.</summary>
    public string Text(string name) => File.ReadAllText(this[name]);

    /// <summary>The bytes of a file in the folder.</summary>
    public byte[] Bytes(string name) => File.ReadAllBytes(this[name]);

    /// <summary>Copies a folder of this folder to another place in it.</summary>
    public void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(this[from], "*", SearchOption.AllDirectories))
            Write(Path.Combine(to, Path.GetRelativePath(this[from], file)), File.ReadAllBytes(file));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
