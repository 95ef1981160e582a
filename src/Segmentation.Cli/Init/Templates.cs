using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Init;

/// <summary>
/// Empty CSV files to fill: an entity each, with the headers that are recognised, and a page about them.
/// </summary>
internal static class Templates
{
    /// <summary>The page about the columns.</summary>
    public const string Page = "about-templates.txt";

    /// <summary>The files, by name: what a workspace reads, and the other entities.</summary>
    /// <param name="workspace">The definition files of the workspace.</param>
    public static SortedDictionary<string, byte[]> Files(IReadOnlyDictionary<string, byte[]> workspace)
    {
        var entities = WorkspaceFolder.Read(workspace).Sources
            .Select(source => (source.Name, Columns: Columns(source)))
            .Concat(EntityForm.All.Where(form => form.More is not null).Select(form => (FileOf(form), Columns(form))));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var page = new StringBuilder(
            "Fill the files that you have rows for, below their headers, and delete the others. Each\n"
            + "column, what it holds, and whether it may be left out. Days are written 2026-05-01,\n"
            + "decimals with a point.\n");
        foreach (var (name, all) in entities)
        {
            var columns = all.ToArray();
            files[$"{name}.csv"] = Encoding.UTF8.GetBytes(string.Join(',', columns.Select(one => one.Header)) + "\n");
            page.Append('\n').Append(name).Append(".csv\n");
            foreach (var (header, holds) in columns)
                page.Append("  ").Append(header).Append(": ").Append(holds).Append('\n');
        }

        files[Page] = Encoding.UTF8.GetBytes(page.ToString());
        return files;
    }

    /// <summary>Contacts beside customers: the name of a file of customers would not do.</summary>
    private static string FileOf(EntityForm form) => form.IsRecords ? form.Words[0] : form.Name;

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

    private static IEnumerable<(string Header, string Holds)> Columns(EntityForm form)
    {
        if (form.Keys.Length > 0)
            yield return (form.Keys[0], "text; the row's own id: the last row of one id counts; may be left out");
        yield return (Synonyms.Customers[0], "text; the customer's id, mandatory");
        yield return (form.Times[0], "date; mandatory");
        if (form.Amounts.Length > 0)
            yield return (form.Amounts[0], "money; may be left out");
        foreach (var header in form.More!)
            yield return (header, "may be left out");
    }
}
