using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Exchange rates into the workspace's currency, by day: <c>tables/rates.csv</c> with the columns date, from, to, rate.
/// </summary>
/// <remarks>
/// The rate of a day is the last one on or before it. An amount in another
/// currency times its rate is exact, or rejected.
/// </remarks>
public sealed class RatesTable
{
    /// <summary>Where the table stands in a workspace.</summary>
    public const string File = "tables/rates.csv";

    private readonly Dictionary<string, SortedList<int, decimal>> _rates = new(StringComparer.OrdinalIgnoreCase);

    private RatesTable()
    {
    }

    /// <summary>The rates of a workspace; there are none without the table or without a currency.</summary>
    /// <exception cref="DefinitionException">When the table cannot be read.</exception>
    public static RatesTable Of(Workspace workspace)
    {
        var problems = new Problems();
        var table = Read(workspace, problems);
        problems.ThrowIfAny();
        return table;
    }

    /// <summary>The rates that can be read.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="problems">Takes what is wrong with the others.</param>
    public static RatesTable Read(Workspace workspace, Problems problems)
    {
        var table = new RatesTable();
        if (workspace.Currency is not { } currency || workspace.Files.GetValueOrDefault(File) is not { } bytes)
            return table;
        var preamble = Encoding.UTF8.Preamble;
        var start = bytes.AsSpan().StartsWith(preamble) ? preamble.Length : 0;
        using var rows = new RowReader(bytes.AsMemory(start), (byte)',', blanks: false);
        if (Columns(rows, problems) is not { } columns)
            return table;
        for (var line = 2; rows.Read(); line++)
        {
            if (!rows.IsBlank)
                table.Add(rows, columns, line, currency, problems);
        }

        return table;
    }

    /// <summary>The rate from a currency on a day; false when there is none on or before it.</summary>
    /// <param name="from">The ISO 4217 code.</param>
    /// <param name="day">Days since 1970-01-01; null's value for the newest rate.</param>
    /// <param name="rate">What one unit is worth in the workspace's currency.</param>
    public bool TryFind(string from, int day, out decimal rate)
    {
        rate = 0;
        if (!_rates.TryGetValue(from, out var byDay))
            return false;
        for (var i = byDay.Count - 1; i >= 0; i--)
        {
            if (day != DateColumn.Null && byDay.Keys[i] > day)
                continue;
            rate = byDay.Values[i];
            return true;
        }

        return false;
    }

    private static int[]? Columns(RowReader rows, Problems problems)
    {
        var names = new List<string>();
        if (rows.Read())
        {
            for (var cell = 0; cell < rows.CellCount; cell++)
                names.Add(Encoding.UTF8.GetString(rows[cell]));
        }

        var headers = new Headers(names);
        int[] found = [headers.Find("date"), headers.Find("from"), headers.Find("to"), headers.Find("rate")];
        if (!found.Contains(-1))
            return found;
        problems.Add(
            ProblemCode.WrongValue, new Location(File, 1, 1), $"columns '{string.Join(", ", names)}'",
            "date, from, to, rate", "name the columns so");
        return null;
    }

    private void Add(RowReader rows, int[] columns, int line, string currency, Problems problems)
    {
        var date = new DateCell(null, TimeZoneInfo.Utc);
        if (!date.TryRead(rows[columns[0]], out var day, out _)
            || NumberCell.Exact(rows[columns[3]], false, out var rate) is not null || rate <= 0)
        {
            problems.Add(
                ProblemCode.WrongValue, new Location(File, line, 1), Sentence.Quoted(Encoding.UTF8.GetString(rows.Raw)),
                "a date like 2026-11-21, two currency codes and a rate above 0", "correct the row");
            return;
        }

        if (!Ascii.EqualsIgnoreCase(rows[columns[2]], currency))
            return;
        var from = Encoding.UTF8.GetString(rows[columns[1]]);
        if (!_rates.TryGetValue(from, out var byDay))
            _rates[from] = byDay = [];
        byDay[day] = rate;
    }
}
