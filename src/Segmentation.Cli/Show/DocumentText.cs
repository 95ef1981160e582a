using Segmentation.Cli.Show.Summary;
using Segmentation.Functions.Reports;
using Spectre.Console;
using Grid = Segmentation.Functions.Reports.Grid;
using Paragraph = Segmentation.Functions.Reports.Paragraph;

namespace Segmentation.Cli.Show;

/// <summary>A document in a terminal of 80 columns.</summary>
internal static class DocumentText
{
    private const int BarWidth = 10;
    private const string Indent = "  ";

    /// <summary>Shows it.</summary>
    public static void Show(IAnsiConsole console, Document document)
    {
        console.Paint(document.Title, "bold");
        console.Sentence(document.Lead);
        foreach (var block in document.Blocks)
            Show(console, block);
    }

    private static void Show(IAnsiConsole console, Block block)
    {
        switch (block)
        {
            case Heading heading:
                console.Line();
                console.Paint(heading.Text, "bold");
                break;
            case Paragraph paragraph:
                console.Sentence(paragraph.Text);
                break;
            case Items items:
                foreach (var item in items.All)
                    console.Sentence(item.Name.Length == 0 ? item.Text : $"{item.Name}: {item.Text}", Indent);
                break;
            case Grid grid:
                Show(console, grid);
                break;
        }
    }

    private static void Show(IAnsiConsole console, Grid grid)
    {
        var table = new TextTable(
        [
            .. grid.Columns.Select((column, i) => i == 0 ? ""
                : column.Kind == CellKind.Number ? $"{column.Head}>" : column.Head),
        ]);
        foreach (var row in grid.Rows)
        {
            table.Add([.. grid.Columns.Select((column, i) =>
                column.Kind == CellKind.Bar ? Bars.Of(row[i].Part, 1, BarWidth) : row[i].Text)]);
        }

        table.Show(console, grid.Columns[0].Head);
    }
}
