using System.Text;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>A line of <c>docs/official-api/*.csv</c>: where the official member is.</summary>
/// <param name="Member">The type and member.</param>
/// <param name="Package">The official package that has it.</param>
/// <param name="Version">The version of the package.</param>
/// <param name="Source">The file that shows it: owner, repository, and the path in it.</param>
internal sealed record OfficialMember(ApiMember Member, string Package, string Version, string Source);

/// <summary>What is written about the official API.</summary>
internal static class OfficialList
{
    private const string Header = "type,member,package,version,source";

    /// <summary>The files, in the order of their names.</summary>
    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Repository.Path("docs", "official-api"), "*.csv").Order(StringComparer.Ordinal);

    /// <summary>All lines of all files.</summary>
    public static IReadOnlyList<OfficialMember> Read() => [.. Files.SelectMany(Read)];

    /// <summary>The lines of a file.</summary>
    /// <exception cref="InvalidDataException">A line is not as the header says.</exception>
    private static IEnumerable<OfficialMember> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.FirstOrDefault() != Header)
            throw new InvalidDataException($"{file}: expected the header '{Header}'.");
        return lines.Skip(1).Select((line, i) => Cells(line) is [var type, var member, var package, var version, var source]
            && type.Length > 0 && package.Length > 0 && version.Length > 0 && source.Length > 0
            ? new OfficialMember(new ApiMember(type, member), package, version, source)
            : throw new InvalidDataException($"{file}: line {i + 2}: expected {Header}, all but the member filled."));
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var at in line)
            if (at == '"')
                quoted = !quoted;
            else if (at == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(at);
        cells.Add(cell.ToString());
        return cells;
    }
}
