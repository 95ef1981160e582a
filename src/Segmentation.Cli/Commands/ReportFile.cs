using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Cli.Commands;

/// <summary>The file that a command writes a report to.</summary>
internal sealed class ReportFile
{
    private readonly string _path;

    private ReportFile(string path) => _path = path;

    /// <summary>The file of <c>--out</c>.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="endings">How its name may end.</param>
    /// <exception cref="DefinitionException">When it ends otherwise, or is a folder.</exception>
    public static ReportFile Of(string path, params string[] endings)
    {
        var full = Path.GetFullPath(Options.PathOf("--out", path));
        if (Directory.Exists(full))
            throw new DefinitionException("--out", $"{Sentence.Quoted(path)} is a folder", "a file");
        return endings.Any(ending => full.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new ReportFile(full)
            : throw new DefinitionException(
                "--out", $"found {Sentence.Quoted(path)}", $"a file that ends in {string.Join(" or ", endings)}");
    }

    /// <summary>Whether its name ends like this.</summary>
    public bool IsA(string ending) => _path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the file; what was there makes way.</summary>
    public void Write(byte[] bytes) =>
        new DataFolder(Path.GetDirectoryName(_path)!).Write(Path.GetFileName(_path), bytes);
}
