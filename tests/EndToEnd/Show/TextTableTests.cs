using FsCheck;
using FsCheck.Fluent;
using Segmentation.Cli.Show.Summary;
using Spectre.Console;

namespace EndToEnd.Show;

public sealed class TextTableTests
{
    [Fact]
    public void A_title_stands_in_the_line_of_the_heads_or_above_it()
    {
        var table = new TextTable("", "count>", "most of them");
        table.Add("time passed", "1,155", "222 renewal: later to on-track");
        table.Add("new", "7");
        Assert.Equal(
            """
            Moved      count  most of them
              time passed  1,155  222 renewal: later to on-track
              new              7
            """.Replace("Moved      count", "Moved          count", StringComparison.Ordinal), Text(table, "Moved"));
    }

    [Fact]
    public void Texts_are_cut_and_numbers_are_whole() => Prop.ForAll<NonEmptyString[], long[]>((texts, numbers) =>
    {
        var table = new TextTable("", "a text", "number>", "another>");
        foreach (var text in texts)
            table.Add($"{Line(text.Get)}{Line(text.Get)}", new string('x', text.Get.Length * 7), $"{numbers.Length}", "1");
        foreach (var number in numbers)
            table.Add("n", "", $"{number:N0}", "2");
        var lines = Text(table, "A title").Split('\n');
        Assert.All(lines, line => Assert.InRange(new Spectre.Console.Rendering.Segment(line).CellCount(), 0, 80));
        foreach (var number in numbers)
            Assert.Contains(lines, line => line.Contains($"{number:N0}", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    private static string Line(string text) => new([.. text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);

    private static string Text(TextTable table, string title)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        table.Show(console, title);
        return writer.ToString().TrimEnd('\n');
    }
}
