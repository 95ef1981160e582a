namespace Segmentation.Engine.Profiles;

/// <summary>
/// How far two ways to divide customers agree: L. Hubert and P. Arabie, Comparing Partitions, Journal of
/// Classification 2 (1985), pages 193-218.
/// </summary>
public static class Agreement
{
    /// <summary>
    /// The adjusted Rand index: the pairs of customers that are together in both, above what chance gives, as a part of
    /// the most that it could be. 1 for the same division, about 0 for divisions that have nothing to do with one
    /// another, sometimes below.
    /// </summary>
    /// <param name="customers">Per class of the one and class of the other the customers.</param>
    /// <returns>At most 1; null when either has all customers together, or none of them.</returns>
    public static double? AdjustedRand(long[,] customers)
    {
        var (rows, columns) = (new long[customers.GetLength(0)], new long[customers.GetLength(1)]);
        var together = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                rows[row] += customers[row, column];
                columns[column] += customers[row, column];
                together += Pairs(customers[row, column]);
            }
        }

        var (inRows, inColumns, all) = (rows.Sum(Pairs), columns.Sum(Pairs), Pairs(rows.Sum()));
        if (inRows == all || inColumns == all || inRows + inColumns == 0)
            return null;
        var byChance = inRows * inColumns / all;
        return (together - byChance) / ((inRows + inColumns) / 2 - byChance);
    }

    private static double Pairs(long customers) => customers * (customers - 1.0) / 2;
}
