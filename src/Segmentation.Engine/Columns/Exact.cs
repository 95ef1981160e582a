namespace Segmentation.Engine.Columns;

/// <summary>Exact decimal arithmetic.</summary>
public static class Exact
{
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same amount without trailing zeros behind the decimal point.</summary>
    public static decimal Trimmed(decimal value) => value.Scale == 0 || value == MoneyColumn.Null ? value : value / One;
}
