namespace Segmentation.Functions.Reports;

/// <summary>
/// A text for people that is written as a page of HTML, as Markdown, or in a terminal: what it says is put together
/// once, and each writer escapes it.
/// </summary>
/// <param name="Title">What it is.</param>
/// <param name="Lead">The most important in a sentence or two.</param>
/// <param name="Blocks">The rest, in order.</param>
public sealed record Document(string Title, string Lead, IReadOnlyList<Block> Blocks);

/// <summary>A part of a document.</summary>
public abstract record Block;

/// <summary>A heading of what follows.</summary>
/// <param name="Text">The heading.</param>
/// <param name="Level">1 for a section, 2 for one inside it.</param>
public sealed record Heading(string Text, int Level = 1) : Block;

/// <summary>A few sentences.</summary>
/// <param name="Text">The sentences.</param>
public sealed record Paragraph(string Text) : Block;

/// <summary>Things of the same kind, one below the other.</summary>
/// <param name="All">The things.</param>
public sealed record Items(IReadOnlyList<Item> All) : Block;

/// <summary>One thing of a list.</summary>
/// <param name="Text">What is said of it.</param>
/// <param name="Name">Its name, which stands out; empty for none.</param>
public sealed record Item(string Text, string Name = "");

/// <summary>Rows in columns.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with a cell per column.</param>
public sealed record Grid(IReadOnlyList<GridColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

/// <summary>What the cells of a column are.</summary>
public enum CellKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, which stands at the right.</summary>
    Number,

    /// <summary>A bar as long as a part of a whole; left out where there is nothing to draw with.</summary>
    Bar,
}

/// <summary>A column of a grid.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record GridColumn(string Head, CellKind Kind = CellKind.Text);

/// <summary>A cell of a grid.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Part">The length of a bar, from 0 to 1; 0 in other columns.</param>
public readonly record struct Cell(string Text, decimal Part = 0)
{
    /// <summary>A cell that says something.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A bar; none when the whole is not above 0.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">What fills the bar.</param>
    public static Cell Bar(decimal part, decimal whole) =>
        new("", whole > 0 ? Math.Clamp(part / whole, 0, 1) : 0);
}
