using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Init;

/// <summary>Empty CSV files with the headers that a workspace reads, and a page that explains them.</summary>
internal static class Templates
{
    /// <summary>The page about the columns.</summary>
    public const string Page = "about-templates.txt";

    /// <summary>The files, by name.</summary>
    /// <param name="workspace">The definition files of the workspace that reads them.</param>
    public static SortedDictionary<string, byte[]> Files(IReadOnlyDictionary<string, byte[]> workspace)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var page = new StringBuilder(
            "Fill the files with rows below their headers. Each column, what it holds, and whether\n"
            + "it may be left out. Days are written 2026-05-01, decimals with a point.\n");
        foreach (var source in WorkspaceFolder.Read(workspace).Sources)
        {
            var columns = Columns(source).ToArray();
            var header = string.Join(',', columns.Select(one => one.Header)) + "\n";
            files[$"{source.Name}.csv"] = Encoding.UTF8.GetBytes(header);
            page.Append('\n').Append(source.Name).Append(".csv\n");
            foreach (var (name, holds) in columns)
                page.Append("  ").Append(name).Append(": ").Append(holds).Append('\n');
        }

        files[Page] = Encoding.UTF8.GetBytes(page.ToString());
        return files;
    }

    private static IEnumerable<(string Header, string Holds)> Columns(SourceDefinition source)
    {
        if (source.Customer is { } customer)
            yield return (customer.Names[0], "text; the customer's id, mandatory");
        if (source.Time?.Column is { } time)
            yield return (time.Names[0], source.BelongsTo ? "date; may be empty" : "date; mandatory");
        foreach (var field in source.Fields.Where(field => field.Column is not null))
        {
            var optional = field.Column!.Optional ? "may be left out" : "mandatory";
            yield return (field.Column.Names[0], $"{field.Type.ToString().ToLowerInvariant()}; {optional}");
        }
    }
}
