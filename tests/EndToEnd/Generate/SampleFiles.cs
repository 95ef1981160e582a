using System.Text;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Generate;

/// <summary>The files of a sample business, written to a folder of their own.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly TempFolder _folder = new();

    public SampleFiles(SampleBusiness business)
    {
        Business = business;
        business.Write(_folder["all"], Progress.Add);
        Truth = CsvTable.Read(Path.Combine(Folder, "truth.csv"));
    }

    public SampleBusiness Business { get; }

    public string Folder => _folder["all"];

    /// <summary>What the progress was told.</summary>
    public List<long> Progress { get; } = [];

    public CsvTable Truth { get; }

    /// <summary>The truth about customers that left, or stay.</summary>
    public IEnumerable<CsvTable.Row> Left => Truth.Rows.Where(row => row["state"] == "left");

    /// <summary>The moves planted on a customer: cause, what and day.</summary>
    public static IEnumerable<(string Cause, string What, string Day)> Moves(CsvTable.Row truth) => truth["moves"]
        .Split(';', StringSplitOptions.RemoveEmptyEntries).Select(move => move.Split(':'))
        .Select(parts => (parts[0], parts[1], parts[2]));

    /// <summary>The folder of an import.</summary>
    /// <param name="import">The import, from 0.</param>
    public string Import(int import) => Path.Combine(Folder, SampleBusiness.FolderOf(import));

    /// <summary>All rows of a sort of file, from the first import to the last.</summary>
    public IEnumerable<CsvTable.Row> Rows(string name) => Enumerable.Range(0, Business.Imports)
        .SelectMany(import => CsvTable.Read(Path.Combine(Import(import), $"{name}.csv")).Rows);

    /// <summary>The content of every file, by its path in the folder.</summary>
    public SortedDictionary<string, string> Contents() => new(
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(Folder, path), path => Encoding.UTF8.GetString(File.ReadAllBytes(path))),
        StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();
}
