using System.Globalization;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>The functions in docs/workspace-language.md have the results that stand beside them.</summary>
public sealed class DocumentedExamplesTests
{
    private const string Sources = """
        streams:
          orders: { file: "*", customer: id, time: time, fields: { channel: text, amount: money } }
        """;

    private static readonly DateOnly AsOf = new(2026, 7, 1);
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static TheoryData<string, string> Examples =>
        new(TableRows("| example | result |").Select(cells => (cells[0].Trim('`'), cells[1])));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_its_result(string example, string result)
    {
        var orders = TableRows("| time | channel | amount |").Select(cells => "c," + string.Join(',', cells));
        var measured = MeasuredDump.Of(
            Sources, "id,time,channel,amount\n" + string.Join('\n', orders), $"x: \"{example}\"\n",
            AsOf.DayNumber - Epoch.DayNumber);
        var value = Arbitrary.Boxed(measured.Measures[0])[0];
        object? shown = value is int day ? Epoch.AddDays(day).ToString("O", CultureInfo.InvariantCulture) : value;
        Assert.Equal(result, string.Create(CultureInfo.InvariantCulture, $"{shown}"));
    }

    [Fact]
    public void Every_function_has_an_example() => Assert.All(
        Functions.Names, name => Assert.Contains(Examples, row => row.Data.Item1.StartsWith(
            name + "(", StringComparison.Ordinal)));

    /// <summary>The cells of the table with this heading.</summary>
    private static IEnumerable<string[]> TableRows(string heading) =>
        File.ReadLines(Path.Combine(ShippedWorkspaces.Folder, "..", "docs", "workspace-language.md"))
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries));
}
