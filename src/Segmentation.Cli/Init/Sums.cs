using Segmentation.Engine.Columns;

namespace Segmentation.Cli.Init;

/// <summary>Totals of a customer that stand in several columns, such as an amount by kind of product.</summary>
internal static class Sums
{
    private const int LikelyEnough = 75;
    private const int LeastAmounts = 3;
    private const int LeastChannels = 2;

    private static readonly string[] Amounts = ["mnt", "spent", "spend"];
    private static readonly string[] Channels = ["web", "catalog", "store", "online", "shop", "app", "phone"];

    /// <summary>The sums that the columns allow.</summary>
    public static IEnumerable<ColumnGuess> Of(DumpSample dump)
    {
        ColumnSample[] numbers =
            [.. dump.Columns.Where(column => column.Type is ColumnType.Integer or ColumnType.Number)];
        var spent = numbers.Where(column => Amounts.Contains(Words(column)[0])).ToArray();
        if (spent.Length >= LeastAmounts)
            yield return Sum("spent_total", "money", spent);
        var orders = numbers.Where(column => Words(column) is ["num", var channel, "purchases"]
            && Channels.Contains(channel)).ToArray();
        if (orders.Length >= LeastChannels)
            yield return Sum("orders_total", "integer", orders);
    }

    private static ColumnGuess Sum(string field, string type, ColumnSample[] columns) =>
        new(columns[0], field, LikelyEnough)
        {
            Type = type,
            Value = string.Join(" + ", columns.Select(column => $"\"{column.Header}\"")),
        };

    private static string[] Words(ColumnSample column) => Fields.NameOf(column.Header).Split('_');
}
