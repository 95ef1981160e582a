using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>The lines of customers in the files of an export.</summary>
internal sealed class CustomerLines
{
    private readonly CustomerFields _fields;
    private readonly List<(string Header, string Column, Dictionary<string, string>? Names)> _columns = [];
    private readonly string? _value;

    /// <summary>The lines of a run.</summary>
    /// <param name="plans">Its measures and schemes.</param>
    /// <param name="fields">Whom people call a customer.</param>
    /// <param name="value">The measure that is meant by value; null for none.</param>
    public CustomerLines(Plans plans, CustomerFields fields, string? value)
    {
        (_fields, _value) = (fields, value);
        var names = plans.Schemes.ToDictionary(
            plan => ScoredShard.SegmentName(plan.Definition.Name),
            plan => (plan.Definition.Name,
                Names: plan.Definition.Segments.ToDictionary(segment => segment.Id, segment => segment.Name)));
        var headers = new List<string>(["customer_id", "name", "owner", .. fields.KeyHeaders]);
        foreach (var (header, column) in new CustomersCsv(plans).Columns)
        {
            _columns.Add((Free(headers, header), column, null));
            if (names.TryGetValue(column, out var scheme))
                _columns.Add((Free(headers, $"{scheme.Name}_name"), column, scheme.Names));
        }

        Headers = headers;
        MemberHeaders = ["customer_id", "name", "owner", .. fields.KeyHeaders, "value"];
    }

    /// <summary>
    /// The headers of customers.csv: id, name, owner, keys, measures, then per scheme its scores, the segment's id and
    /// its name.
    /// </summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The headers of the members of a segment.</summary>
    public IReadOnlyList<string> MemberHeaders { get; }

    /// <summary>What adds the line of a shard's customer, told by its place, to customers.csv; without its end.
    /// </summary>
    /// <param name="lines">Where it is added.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="customers">The customers of the shard as their source has them.</param>
    /// <param name="rows">The row of each there.</param>
    public Action<int> Into(CsvLines lines, ScoredShard shard, Table? customers, int[] rows)
    {
        var columns = _columns.Select(c => (Column: shard.Find(c.Column)!, Names: NamesOf(shard, c))).ToArray();
        return customer =>
        {
            _fields.AddHead(lines, shard.Ids[customer], customers, rows[customer]);
            _fields.AddKeys(lines, customers, rows[customer]);
            foreach (var (column, names) in columns)
            {
                if (names is null)
                    lines.Cell(column, customer);
                else
                    lines.Text(names[((TextColumn)column).Codes[customer]]);
            }

            lines.End(default);
        };
    }

    /// <summary>The id, the name and the owner of each customer of a shard, as cells.</summary>
    public TextList Heads(ScoredShard shard, Table? customers, int[] rows) => Texts(
        shard, (lines, row) => _fields.AddHead(lines, shard.Ids[row], customers, rows[row]));

    /// <summary>What follows behind them in the files of members, with the end of the line.</summary>
    public TextList Tails(ScoredShard shard, Table? customers, int[] rows)
    {
        var value = _value is null ? null : shard.Find(_value);
        return Texts(shard, (lines, row) =>
        {
            _fields.AddKeys(lines, customers, rows[row]);
            if (value is null)
                lines.Null();
            else
                lines.Cell(value, row);
        });
    }

    /// <summary>Texts for each customer of a shard.</summary>
    public static TextList Texts(ScoredShard shard, Action<CsvLines, int> write)
    {
        var (texts, lines) = (new TextList(shard.Ids.Count), new CsvLines(isForSpreadsheets: true));
        for (var row = 0; row < shard.Ids.Count; row++)
        {
            write(lines, row);
            lines.End(default);
            texts.Add(lines.Written);
            lines.Clear();
        }

        return texts;
    }

    private static byte[][]? NamesOf(ScoredShard shard, (string, string Column, Dictionary<string, string>? Names) one)
    {
        if (one.Names is not { } names)
            return null;
        var ids = ((TextColumn)shard.Find(one.Column)!).Texts;
        return
        [
            .. Enumerable.Range(0, ids.Count).Select(ids.Text)
                .Select(id => Encoding.UTF8.GetBytes(names.GetValueOrDefault(id, id))),
        ];
    }

    /// <summary>A header that is not taken: spreadsheets want each once, whatever its case.</summary>
    private static string Free(List<string> taken, string wanted)
    {
        var header = wanted;
        for (var number = 2; taken.Contains(header, StringComparer.OrdinalIgnoreCase); number++)
            header = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}_{number}");
        taken.Add(header);
        return header;
    }
}
