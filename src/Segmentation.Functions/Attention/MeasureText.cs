using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>Says what a customer has of measures, scores and schemes, as sentences tell it.</summary>
/// <param name="shard">The customers.</param>
/// <param name="plans">What the names mean.</param>
/// <param name="workspace">The currency of money.</param>
internal sealed class MeasureText(ScoredShard shard, Plans plans, Workspace workspace)
{
    /// <summary>The sentence of a customer; what it does not have reads <c>unknown</c>.</summary>
    public string Fill(AttentionText text, int row) => text.Fill(name => Say(name, row));

    private string Say(string name, int row)
    {
        var column = plans.Set.ColumnOf(name) is { } known ? shard.Find(known) : null;
        var unit = plans.Measures.Find(name) is >= 0 and var measure ? plans.Measures.Definitions[measure].Unit : null;
        var money = unit == "money" && workspace.Currency is { } currency ? $" {currency}" : "";
        return CellValue.Of(column, row) switch
        {
            null => "unknown",
            long whole => whole.ToString("N0", CultureInfo.InvariantCulture) + money,
            decimal exact => Rounded(exact) + money,
            double floating => floating.ToString("#,0.##", CultureInfo.InvariantCulture) + money,
            var value => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };
    }

    /// <summary>Without cents from a hundred on: people compare sizes.</summary>
    private static string Rounded(decimal amount) => amount.ToString(
        Math.Abs(amount) >= 100 ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
}
