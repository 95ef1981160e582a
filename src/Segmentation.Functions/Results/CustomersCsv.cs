using System.Text;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The result of a run as CSV: a line per customer, ended by LF.</summary>
internal sealed class CustomersCsv
{
    private readonly List<(string Header, string Column)> _columns = [];

    /// <summary>
    /// The columns of a run: the id, measures in the order of the file, then
    /// per scheme by name its scores or points, the day on which its state was entered, and its segment.
    /// </summary>
    public CustomersCsv(Plans plans)
    {
        foreach (var measure in plans.Measures.Definitions)
            _columns.Add((measure.Name, measure.Name));
        foreach (var scheme in plans.Schemes.Select(plan => plan.Definition)
            .OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            foreach (var score in scheme.Columns)
                _columns.Add((score.Name, ScoredShard.ScoreName(scheme.Name, score.Name)));
            if (scheme.EnteredColumn is { } entered)
                _columns.Add((entered, ScoredShard.EnteredName(scheme.Name)));
            _columns.Add((scheme.Name, ScoredShard.SegmentName(scheme.Name)));
        }
    }

    /// <summary>The headers behind the id, each with the column of a shard that it stands for.</summary>
    public IReadOnlyList<(string Header, string Column)> Columns => _columns;

    /// <summary>The first line.</summary>
    public byte[] Header() =>
        Encoding.UTF8.GetBytes(string.Join(',', _columns.Select(c => c.Header).Prepend("customer_id")) + "\n");

    /// <summary>What adds the line of a shard's customer, told by its place.</summary>
    /// <param name="lines">Where it is added.</param>
    /// <param name="shard">The shard.</param>
    public Action<int> Into(CsvLines lines, ScoredShard shard)
    {
        var columns = _columns.Select(c => shard.Find(c.Column)!).ToArray();
        return customer =>
        {
            lines.Text(shard.Ids[customer]);
            foreach (var column in columns)
                lines.Cell(column, customer);
            lines.End("\n"u8);
        };
    }
}
