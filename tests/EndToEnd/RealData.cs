using System.Text.Json;

namespace EndToEnd;

/// <summary>The published data sets and their expected results, in a folder beside the repository.</summary>
internal static class RealData
{
    private static readonly string Folder =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "../shared/data"));

    /// <summary>A data set's file or folder; the test is skipped where the data is not.</summary>
    public static string Path(string name)
    {
        var path = System.IO.Path.Combine(Folder, name);
        if (!System.IO.Path.Exists(path))
            Assert.Skip($"needs the public data set data/{name}, which is not beside the repository");
        return path;
    }

    /// <summary>The expected rows of a data set, by id.</summary>
    public static CsvTable Oracle(string file) => CsvTable.Read(Path($"oracles/{file}"));

    /// <summary>The expected totals of a data set.</summary>
    public static JsonElement Totals(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path($"oracles/{file}"))).RootElement;
}
