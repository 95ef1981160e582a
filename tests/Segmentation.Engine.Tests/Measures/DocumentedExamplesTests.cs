using System.Globalization;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>The functions in docs/workspace.md have the results that stand beside them.</summary>
public sealed class DocumentedExamplesTests
{
    private const string Sources = """
        streams:
          orders:
            file: "*"
            format: { delimiter: "," }
            customer: id
            time: time
            fields: { channel: text, amount: money, score: integer, wanted: text }
        """;

    private static readonly DateOnly AsOf = new(2026, 7, 1);
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static TheoryData<string, string> Examples => new(
        TableRows("| example | result |").Concat(TableRows("| expression | result |"))
            .Select(cells => (cells[0].Trim('`'), cells[1])));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_its_result(string example, string result)
    {
        var orders = TableRows("| time | channel | amount |").Select(cells => "c," + string.Join(',', cells));
        var measured = MeasuredDump.Of(
            Sources, "id,time,channel,amount,score,wanted\n" + string.Join('\n', orders), $"x: \"{example}\"\n",
            AsOf.DayNumber - Epoch.DayNumber, null,
            ("tables/channels.csv", "channel,kind,cost\n" + Csv("| channel | kind | cost |")));
        Assert.Equal(result, Shown(Arbitrary.Boxed(measured.Measures[0])[0]));
    }

    [Fact]
    public void Amounts_in_several_currencies_are_worth_what_stands_beside_them()
    {
        const string sources = """
            streams:
              orders:
                file: "*"
                customer: id
                time: day
                fields: { amount: { type: money, currency: { column: currency } } }
            """;
        string[][] orders = [.. TableRows("| day | amount | currency |")];
        var dump = "id,day,amount,currency\n"
            + string.Join('\n', orders.Select((cells, i) => $"c{i},{string.Join(',', cells[..3])}"));
        var measured = MeasuredDump.Of(
            sources, dump, "x: sum(orders.amount)\n", AsOf.DayNumber - Epoch.DayNumber, null,
            ("tables/rates.csv", "date,from,to,rate\n" + Csv("| date | from | to |")));
        Assert.Equal(
            orders.Select(cells => decimal.Parse(cells[3], CultureInfo.InvariantCulture)),
            Arbitrary.Boxed(measured.Measures[0]).Cast<decimal>());
    }

    private static string Csv(string heading) =>
        string.Join('\n', TableRows(heading).Select(cells => string.Join(',', cells)));

    private static string Shown(object? value) => value switch
    {
        int day => Epoch.AddDays(day).ToString("O", CultureInfo.InvariantCulture),
        null => "null",
        sbyte truth => truth == 1 ? "true" : "false",
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    // Orders are no contracts: what is told of those has examples of its own, in ContractMeasureTests.
    [Fact]
    public void Every_function_has_an_example() => Assert.All(
        Functions.Names.Except(["p_renew", "remaining_value"]), name => Assert.Contains(Examples, row => row.Data.Item1.StartsWith(
            name + "(", StringComparison.Ordinal)));

    /// <summary>The cells of the table with this heading.</summary>
    private static IEnumerable<string[]> TableRows(string heading) =>
        File.ReadLines(Path.Combine(ShippedWorkspaces.Folder, "..", "docs", "workspace.md"))
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries));
}
