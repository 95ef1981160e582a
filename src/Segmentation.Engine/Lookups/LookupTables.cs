using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Lookups;

/// <summary>The tables of a workspace that values are looked up in: <c>tables/*.csv</c> but the rates.</summary>
public sealed class LookupTables
{
    private const string Folder = "tables/";
    private const string Ending = ".csv";

    private readonly SortedDictionary<string, LookupTable> _tables = new(StringComparer.Ordinal);

    private LookupTables()
    {
    }

    /// <summary>No tables.</summary>
    public static LookupTables None { get; } = new();

    /// <summary>The names, by code unit.</summary>
    public IEnumerable<string> Names => _tables.Keys;

    /// <summary>A table by its name, or null.</summary>
    public LookupTable? Find(string name) => _tables.GetValueOrDefault(name);

    /// <summary>Where a table stands in a workspace.</summary>
    public static string FileOf(string name) => Folder + name + Ending;

    /// <summary>Reads the tables of a workspace.</summary>
    /// <param name="files">The files that belong to it, by path.</param>
    /// <param name="problems">Takes the problems; a table that has any is left out.</param>
    internal static LookupTables Read(IReadOnlyDictionary<string, byte[]> files, Problems problems)
    {
        var tables = new LookupTables();
        foreach (var (path, bytes) in files)
        {
            if (!path.StartsWith(Folder, StringComparison.Ordinal) || path == RatesTable.File)
                continue;
            var name = path[Folder.Length..^Ending.Length];
            if (LookupTableReader.Read(name, bytes, problems) is { } table)
                tables._tables[name] = table;
        }

        return tables;
    }
}
