using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>What is known of the customers of a backtest, of one shard or of all.</summary>
/// <param name="Ids">The customers.</param>
/// <param name="Happened">Whether the outcome happened.</param>
/// <param name="Values">What it was worth, in units of <see cref="ExactSum"/>; null when the outcome has no value.
/// </param>
/// <param name="Newest">The day of the newest event of the outcome's streams by then; below all days for none.</param>
/// <param name="Scored">Their scores and segments, and the measure of value: what is looked at.</param>
internal sealed record Observed(TextList Ids, bool[] Happened, Int128[]? Values, double[] Newest, ScoredShard Scored)
{
    /// <summary>What happened to the customers of a shard behind the day on which it was scored.</summary>
    /// <param name="scored">The shard.</param>
    /// <param name="rows">Its rows as they are today.</param>
    /// <param name="plan">The backtest.</param>
    public static Observed Of(ScoredShard scored, Shard rows, BacktestPlan plan)
    {
        var there = rows.Take(PlacesOf(scored.Ids, rows.Ids));
        var measures = plan.Plans.Measures;
        var (happened, value) = measures.Outcomes!.Compute(
            plan.Outcome, there, measures.Compute(there, plan.Until), plan.Until, plan.AsOf, out _);
        return new Observed(
            scored.Ids, Array.ConvertAll(happened.Values, one => one == 1),
            value is null ? null : ExactSum.Units(value),
            NewestEvents(there, measures.Outcomes.Streams(plan.Outcome), plan.AsOf), Looked(scored, plan.Columns));
    }

    /// <summary>The numbers of a column; below all others for null and for what is no number.</summary>
    public static double[] Numbers(Column column) =>
    [
        .. Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? double.NegativeInfinity : column switch
        {
            IntegerColumn c => c.Values[row],
            MoneyColumn c => (double)c.Values[row],
            NumberColumn c => c.Values[row],
            DateColumn c => c.Values[row],
            BooleanColumn c => c.Values[row],
            _ => double.NegativeInfinity,
        }),
    ];

    /// <summary>The steps of a score from 1; 0 for customers that have none.</summary>
    public static long[] Steps(SchemeDefinition scheme, ScoreDefinition score, ScoredShard scored)
    {
        var place = scheme.Scores.ToList().IndexOf(score);
        return [.. Enumerable.Range(0, scored.Ids.Count).Select(
            row => SchemeInputs.Score(scheme, place, scored, row) ?? 0)];
    }

    private static ScoredShard Looked(ScoredShard scored, IReadOnlySet<string> names)
    {
        int[] kept = [.. Enumerable.Range(0, scored.Names.Count).Where(column => names.Contains(scored.Names[column]))];
        return new ScoredShard(
            scored.Ids, [.. kept.Select(column => scored.Names[column])],
            [.. kept.Select(column => scored.Columns[column])]);
    }

    /// <summary>The customers of a scored shard were known then, so all of them are among those of today.</summary>
    private static int[] PlacesOf(TextList ids, TextList among)
    {
        var (places, at) = (new int[ids.Count], 0);
        for (var customer = 0; customer < places.Length; customer++)
        {
            while (!among[at].SequenceEqual(ids[customer]))
                at++;
            places[customer] = at;
        }

        return places;
    }

    private static double[] NewestEvents(Shard shard, IReadOnlyList<string> streams, int asOf)
    {
        var newest = new double[shard.Ids.Count];
        Array.Fill(newest, double.NegativeInfinity);
        foreach (var table in streams.Select(shard.Find).OfType<ShardTable>())
        {
            var days = ((DateColumn)table.Column(table.Layout.Day)).Values;
            for (var customer = 0; customer < newest.Length; customer++)
            {
                for (var row = table.Starts[customer]; row < table.Starts[customer + 1] && days[row] <= asOf; row++)
                    newest[customer] = Math.Max(newest[customer], days[row]);
            }
        }

        return newest;
    }
}
