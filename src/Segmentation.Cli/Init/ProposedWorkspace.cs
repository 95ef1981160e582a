using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Init;

/// <summary>
/// The definition files that are proposed, by their path with '/'. The same proposal gives the same bytes.
/// </summary>
internal static class ProposedWorkspace
{
    private const string Settings = "workspace.yaml";
    private const string Sources = "sources.yaml";
    private const int LongestName = 64;

    /// <summary>The files of a workspace with the schemes that are ready.</summary>
    /// <param name="name">The workspace's name.</param>
    /// <param name="proposal">The recognised files.</param>
    /// <param name="schemes">The schemes, ready or not.</param>
    /// <param name="world">How customers leave; null when that does not show.</param>
    /// <param name="playbooks">The shipped playbooks, by path.</param>
    public static SortedDictionary<string, byte[]> Files(
        string name, Proposal proposal, IReadOnlyList<SchemeProposal> schemes, World? world,
        IReadOnlyDictionary<string, byte[]> playbooks)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Settings] = Bytes(SettingsText(name, proposal.Currency, Measures.Value(proposal), world)),
            [Sources] = Bytes(SourcesText.Of(proposal)),
            ["measures.yaml"] = Bytes(Measures.Text(proposal, schemes)),
        };
        foreach (var scheme in schemes.Where(scheme => scheme.IsReady))
            files[$"schemes/{scheme.Name}.yaml"] = Bytes(scheme.Text);
        if (schemes.Any(scheme => scheme is { Name: "rfm", IsReady: true }))
        {
            foreach (var (path, bytes) in playbooks)
                files[path] = bytes;
        }

        return files;
    }

    /// <summary>The files of a shipped workspace, over the recognised files.</summary>
    /// <param name="name">The workspace's name.</param>
    /// <param name="proposal">The recognised files.</param>
    /// <param name="template">The files of the shipped workspace.</param>
    public static SortedDictionary<string, byte[]> FromTemplate(
        string name, Proposal proposal, IReadOnlyDictionary<string, byte[]> template)
    {
        var read = WorkspaceFolder.Read(template);
        return new SortedDictionary<string, byte[]>(template.ToDictionary(), StringComparer.Ordinal)
        {
            [Settings] = Bytes(SettingsText(name, proposal.Currency ?? read.Currency, read.Value, read.World)),
            [Sources] = Bytes(TemplateSources.Text(read.Sources, proposal)),
        };
    }

    /// <summary>Writes the files into a folder that is not there yet, or empty.</summary>
    /// <exception cref="DefinitionException">When the folder has files.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        CheckEmpty(folder);
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    /// <summary>Nothing of anybody's is overwritten.</summary>
    /// <exception cref="DefinitionException">When the folder has files, or is one.</exception>
    public static void CheckEmpty(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new DefinitionException(
                folder, "there are files already", "a new or empty folder", "name another; nothing was written");
        }
    }

    /// <summary>The name of the workspace in a folder: the folder's own, in kebab-case.</summary>
    public static string NameOf(string folder)
    {
        var leaf = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var plain = leaf.ToLowerInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : ' ');
        var words = string.Concat(plain)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words);
        name = (name.Length > LongestName ? name[..LongestName] : name).Trim('-');
        return name.Length > 0 ? name : "my-workspace";
    }

    private static string SettingsText(string name, string? currency, string? value, World? world) =>
        $"""
        # Written by segment init. A data folder belongs to the workspace of this name.
        name: {name}
        # Days are calendar days here. Say your own zone, such as Europe/Berlin.
        time_zone: UTC
        {(currency is null ? "# Say the currency of your amounts.\n# currency: EUR" : $"currency: {currency}")}
        # How customers leave: contractual (a contract ends), or non-contractual (they just order no more).
        {(world is null ? "# world: non-contractual" : $"world: {WorldGuess.WordOf(world.Value)}")}
        {(value is null ? "# The measure meant by \"value\".\n# value: monetary" : $"value: {value}")}

        """;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
