namespace Segmentation.Engine.Workspaces;

/// <summary>The definition files of a workspace, by their place in its folder.</summary>
internal sealed class DefinitionFiles
{
    private const string Schemes = "schemes/";
    private const string Playbooks = "playbooks/";
    private const string Tables = "tables/";

    private static readonly string[] Single =
        [SettingsReader.File, SourcesReader.File, MeasuresReader.File, OutcomesReader.File];

    private static readonly string Expected =
        $"{Entries.OneOf([.. Single, Schemes + "*.yaml", Playbooks + "*.yaml"])}";

    private readonly Dictionary<string, Node?> _documents = new(StringComparer.Ordinal);

    /// <summary>Reads the YAML of all definition files, with a problem for each that has no place here.</summary>
    public DefinitionFiles(IReadOnlyDictionary<string, byte[]> files, Problems problems)
    {
        var kept = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (IsDefinition(path))
                _documents[path] = NodeReader.Read(path, bytes, problems);
            else if (IsYaml(path) && !IsHidden(path))
                problems.Add(
                    ProblemCode.UnknownFile, new Location(path, 0, 0), "unknown file", Expected,
                    Entries.Near(path, Single));
            if (IsDefinition(path) || IsIn(Tables, ".csv", path))
                kept[path] = bytes;
        }

        Kept = kept;
    }

    /// <summary>The files that belong to the workspace.</summary>
    public IReadOnlyDictionary<string, byte[]> Kept { get; }

    /// <summary>The schemes that could be read, by path.</summary>
    public IEnumerable<Node> SchemeDocuments => In(Schemes).Select(file => file.Value).OfType<Node>();

    /// <summary>The playbooks, by path.</summary>
    public IEnumerable<KeyValuePair<string, Node?>> PlaybookDocuments => In(Playbooks);

    /// <summary>The document of a file; null when it is not there, or after a problem.</summary>
    public Node? Find(string path) => _documents.GetValueOrDefault(path);

    /// <summary>The document of a mandatory file; null after a problem.</summary>
    public Node? Need(string path, string what, Problems problems)
    {
        if (_documents.TryGetValue(path, out var document))
            return document;
        problems.Add(ProblemCode.MissingFile, new Location(path, 0, 0), "no such file", $"{what}");
        return null;
    }

    /// <summary>The name of a playbook: its file's, without folder and ending.</summary>
    public static string PlaybookOf(string path) => path[Playbooks.Length..^".yaml".Length];

    private IEnumerable<KeyValuePair<string, Node?>> In(string folder) => _documents
        .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
        .OrderBy(file => file.Key, StringComparer.Ordinal);

    private static bool IsDefinition(string path) =>
        Single.Contains(path) || IsIn(Schemes, ".yaml", path) || IsIn(Playbooks, ".yaml", path);

    private static bool IsIn(string folder, string ending, string path) =>
        path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal)
        && path.Length > folder.Length + ending.Length && path.IndexOf('/', folder.Length) < 0 && !IsHidden(path);

    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name on the path begins with a point, as those of build systems do.</summary>
    private static bool IsHidden(string path) => path.Split('/').Any(part => part.StartsWith('.'));
}
