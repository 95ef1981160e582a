using System.Globalization;

namespace EndToEnd;

/// <summary>Divides sample dumps at a day, as a business that imports again a quarter later would have them.</summary>
internal static class QuarterSplit
{
    private const int SignupColumn = 7;
    private const int DateColumn = 2;

    /// <summary>Writes what was known before a day to one folder, and what came since to another.</summary>
    /// <param name="all">The folder with customers.csv and transactions.csv.</param>
    /// <param name="before">The folder for rows before the day.</param>
    /// <param name="since">The folder for rows from the day on.</param>
    /// <param name="day">The day.</param>
    public static void Write(string all, string before, string since, DateOnly day)
    {
        Directory.CreateDirectory(before);
        Directory.CreateDirectory(since);
        Split("customers.csv", SignupColumn);
        Split("transactions.csv", DateColumn);

        void Split(string name, int column)
        {
            using var old = File.CreateText(Path.Combine(before, name));
            using var young = File.CreateText(Path.Combine(since, name));
            (old.NewLine, young.NewLine) = ("\n", "\n");
            var first = true;
            foreach (var line in File.ReadLines(Path.Combine(all, name)))
            {
                var later = !first && IsSince(line, column, day);
                if (first || !later)
                    old.WriteLine(line);
                if (first || later)
                    young.WriteLine(line);
                first = false;
            }
        }
    }

    /// <summary>ISO dates compare as text; a broken row counts as old.</summary>
    private static bool IsSince(string line, int column, DateOnly day)
    {
        // Only a customer's name, the second cell, may hold quoted commas before the column.
        var plain = line.Contains('"') ? string.Concat(line.Split('"').Where((_, i) => i % 2 == 0)) : line;
        var cells = plain.Split(',');
        return cells.Length > column
            && string.CompareOrdinal(cells[column], day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) >= 0;
    }
}
