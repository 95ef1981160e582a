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

    /// <summary>The adjusted Rand index of two divisions of the same customers.</summary>
    /// <param name="first">For each customer the number of its class; below 0 for none, which is left out.</param>
    /// <param name="second">The same of the other division.</param>
    /// <returns>At most 1; null when either has all customers together, or none of them.</returns>
    public static double? AdjustedRand(ReadOnlySpan<int> first, ReadOnlySpan<int> second) =>
        AdjustedRand(Table(first, second, Classes(first), Classes(second)));

    /// <summary>Counts how many customers are in a class of the one and a class of the other division.</summary>
    /// <param name="first">For each customer the number of its class; below 0 for none, which is left out.</param>
    /// <param name="second">The same of the other division, for the same customers.</param>
    /// <param name="firstClasses">The number of classes of the one.</param>
    /// <param name="secondClasses">The number of classes of the other.</param>
    public static long[,] Table(
        ReadOnlySpan<int> first, ReadOnlySpan<int> second, int firstClasses, int secondClasses)
    {
        var table = new long[firstClasses, secondClasses];
        for (var customer = 0; customer < first.Length; customer++)
        {
            if (first[customer] >= 0 && second[customer] >= 0)
                table[first[customer], second[customer]]++;
        }

        return table;
    }

    /// <summary>
    /// The Jaccard index of two classes: the customers in both by those in either. P. Jaccard, The Distribution of the
    /// Flora in the Alpine Zone, New Phytologist 11 (1912), pages 37-50.
    /// </summary>
    /// <param name="customers">Per class of the one and class of the other the customers.</param>
    /// <param name="row">The class of the one.</param>
    /// <param name="column">The class of the other.</param>
    /// <returns>From 0 to 1; 0 when nobody is in either.</returns>
    public static double Jaccard(long[,] customers, int row, int column)
    {
        var both = customers[row, column];
        var either = -both;
        for (var other = 0; other < customers.GetLength(1); other++)
            either += customers[row, other];
        for (var other = 0; other < customers.GetLength(0); other++)
            either += customers[other, column];
        return either == 0 ? 0 : (double)both / either;
    }

    private static int Classes(ReadOnlySpan<int> labels)
    {
        var most = -1;
        foreach (var label in labels)
            most = Math.Max(most, label);
        return most + 1;
    }

    private static double Pairs(long customers) => customers * (customers - 1.0) / 2;
}
