using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>A workspace in a folder of this machine.</summary>
public static class WorkspaceFolder
{
    private const int VersionLength = 16;
    private const string Tables = "tables";

    /// <summary>Reads the definitions.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="shown">How people know the folder; problems begin with it.</param>
    /// <exception cref="DefinitionException">When there are problems.</exception>
    public static Workspace Read(string path, string shown) => Read(Files(path, shown));

    /// <summary>Reads the definitions of these files.</summary>
    /// <exception cref="DefinitionException">When there are problems.</exception>
    public static Workspace Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(files, problems);
        problems.ThrowIfAny();
        return workspace!;
    }

    /// <summary>The definition files of a folder, by their path inside it with '/'.</summary>
    /// <exception cref="DefinitionException">When there is no such folder.</exception>
    public static IReadOnlyDictionary<string, byte[]> Files(string path, string shown)
    {
        if (!Directory.Exists(path))
            throw Missing(shown);
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => IsDefinition(Path.GetRelativePath(path, file)))
            .ToDictionary(file => Path.GetRelativePath(path, file).Replace('\\', '/'), File.ReadAllBytes);
    }

    /// <summary>The fault of a workspace that is not there.</summary>
    /// <param name="shown">How people know it.</param>
    internal static DefinitionException Missing(string shown) =>
        new(shown, "no such workspace folder", "a folder with workspace.yaml", "check --workspace");

    /// <summary>
    /// Definitions are YAML and tables; what else lies there, such as .git, dumps or a data folder, is not read.
    /// </summary>
    private static bool IsDefinition(string file) =>
        (Path.GetExtension(file) is ".yaml" or ".yml"
            || (Path.GetExtension(file) is ".csv" && Path.GetDirectoryName(file) == Tables))
        && !file.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.'));

    /// <summary>The version of the definitions: a hash of their files.</summary>
    public static string Version(Workspace workspace)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in workspace.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\0{content.Length}\0")));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..VersionLength];
    }
}
