using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Tests;

/// <summary>Small definitions and columns.</summary>
internal static class Some
{
    public const string Sources = """
        customers: { file: "customers*.csv", id: id, name: name, owner: owner, keys: { crm: crm }, fields: { city: text } }
        streams:
          orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money } }
        """;

    public const string Measures = """
        frequency: { value: count(orders), kind: behaviour }
        monetary: { value: sum(orders.amount), unit: money, kind: value }
        """;

    public const string Grid = """
        scheme: rfm
        version: 3
        kind: grid
        needs: [orders]
        scores:
          f: { of: frequency, quantiles: 3 }
          m: { of: monetary, quantiles: 3, better: less }
        missing: prospect
        segments:
          - { id: best, name: The best, when: "f >= 3 AND m >= 2" }
          - { id: good, when: f >= 2 }
          - { id: rest }
          - { id: prospect }
        """;

    /// <summary>The files of a small workspace, with these in their place.</summary>
    public static Dictionary<string, byte[]> Files(params string[] namesAndTexts)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["workspace.yaml"] = "name: shop\nvalue: monetary\ncurrency: EUR\nhold_if_moved: 100%\n"u8.ToArray(),
            ["sources.yaml"] = Encoding.UTF8.GetBytes(Sources),
            ["measures.yaml"] = Encoding.UTF8.GetBytes(Measures),
            ["schemes/rfm.yaml"] = Encoding.UTF8.GetBytes(Grid),
        };
        foreach (var file in namesAndTexts.Chunk(2))
            files[file[0]] = Encoding.UTF8.GetBytes(file[1]);
        return files;
    }

    public static Workspace Workspace(params string[] namesAndTexts)
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(Files(namesAndTexts), problems);
        Assert.Empty(problems.All.Select(problem => problem.ToString()));
        return workspace!;
    }

    public static TextList Texts(params IEnumerable<string> texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }

    public static TextColumn Column(params string?[] texts) =>
        new([.. texts.Select((text, i) => text is null ? TextColumn.Null : i)],
            Texts(texts.Select(text => text ?? "")));

    public static string[] Strings(TextList list) => [.. Enumerable.Range(0, list.Count).Select(list.Text)];

    public static string[] Strings(TextColumn column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => Encoding.UTF8.GetString(column[row]))];

    /// <summary>Rows of a source whose other columns are null.</summary>
    public static Rows Rows(SourceDefinition source, params string[] customers)
    {
        var layout = RowLayout.Of(source);
        var columns = layout.Types.Select(type => Engine.Columns.Column.Nulls(type, customers.Length)).ToArray();
        if (layout.Day >= 0)
            columns[layout.Day] = new DateColumn([.. Enumerable.Range(0, customers.Length)]);
        if (layout.Key >= 0)
            columns[layout.Key] = Column([.. Enumerable.Range(0, customers.Length).Select(i => $"k{i}")]);
        var order =
            layout.Keyed ? new IntegerColumn([.. Enumerable.Range(0, customers.Length).Select(i => (long)i)]) : null;
        return new Rows(Column([.. customers]), order, columns);
    }

    public static Table Table(SourceDefinition source, params string[] customers) =>
        TableMerge.Merge(RowLayout.Of(source), [Rows(source, customers)], TimeZoneInfo.Utc);
}
