using System.Globalization;
using Segmentation.Functions.Imports;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>How full the fields of an import are, by group: filled, newest day, change in percentage points.</summary>
internal static class FieldsHealth
{
    private const int BarWidth = 8;

    /// <summary>A table of the fields, at most 80 columns wide when their names are not too long.</summary>
    public static Table Of(IReadOnlyList<FieldLine> fields)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("field");
        table.AddColumn(new TableColumn("filled").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn("newest").NoWrap());
        table.AddColumn(new TableColumn("change").RightAligned().NoWrap());
        foreach (var group in fields.GroupBy(field => field.Group))
        {
            table.AddRow(new Markup(group.Key, new Style(decoration: Decoration.Bold)));
            foreach (var field in group)
                table.AddRow(Cells(field));
        }

        return table;
    }

    private static string[] Cells(FieldLine field) =>
    [
        Markup.Escape($"  {field.Source}.{field.Field}"),
        field.FilledPercent is { } filled ? string.Create(CultureInfo.InvariantCulture, $"{filled:0.0} %") : "no rows",
        Bar(field.FilledPercent ?? 0),
        field.Newest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        field.ChangePoints?.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Bar(decimal percent) =>
        new string('█', (int)Math.Round(percent * BarWidth / 100)).PadRight(BarWidth, '░');
}
