using System.Globalization;
using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>Puts together what schemes told.</summary>
/// <param name="plan">The backtest.</param>
/// <param name="customers">The customers, and what happened to them.</param>
internal sealed class BacktestBuilder(BacktestPlan plan, BacktestedCustomers customers)
{
    private const string Segment = "segments in order";

    private readonly IReadOnlyList<string> _streams = plan.Plans.Measures.Outcomes!.Streams(plan.Outcome);

    /// <summary>The report.</summary>
    /// <param name="inputs">What the customers were segmented by.</param>
    /// <param name="published">The run whose definitions were taken.</param>
    /// <param name="now">The time.</param>
    public BacktestReport Build(RunInputs inputs, int published, DateTimeOffset now)
    {
        (Ranking Ranking, RankArea Area)[] naive = [.. Naive()];
        var all = customers.Rates([("all", "All customers")], new int[customers.Count])[0];
        return new BacktestReport(
            published, inputs.Workspace, inputs.WorkspaceVersion, inputs.BaseVersion, now, inputs.AsOf,
            Days.Date(plan.Until), plan.Outcome.Name, plan.Newest is { } newest ? Days.Date(newest) : null,
            plan.Newest >= plan.Until, customers.Count, customers.Events, all, all.Value, plan.Workspace.Currency,
            [.. plan.Schemes.Select(scheme => Of(scheme, naive))], [.. naive.Select(one => one.Ranking)], plan.Refused,
            [.. plan.Known.Unknown.Select(no => new UnknownMeasure(no.Measure, no.Why))], [.. Notes()]);
    }

    private IEnumerable<string> Notes()
    {
        if (plan.Newest < plan.Until)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the data end on {Days.Date(plan.Newest!.Value):yyyy-MM-dd}, before the horizon does "
                + $"({Days.Date(plan.Until):yyyy-MM-dd}): what would happen behind that is not counted");
        if (_streams.Count == 0)
            yield return $"outcome {plan.Outcome.Name} reads no events: that it happened behind the day, "
                + "'known_since:' alone tells";
    }

    /// <summary>The naive rules: past value, and recency alone.</summary>
    private IEnumerable<(Ranking Ranking, RankArea Area)> Naive()
    {
        if (plan.Workspace.Value is { } value && plan.Known.WhyNot(plan.Plans.Measures.Find(value)) is null)
            yield return customers.Rank($"past value ({value})", Numbers(value));
        if (_streams.Count > 0)
            yield return customers.Rank(
                $"recency alone ({string.Join(", ", _streams)})", customers.Of(shard => shard.Newest));
    }

    private SchemeBacktest Of(SchemePlan decided, IReadOnlyList<(Ranking Ranking, RankArea Area)> naive)
    {
        var scheme = decided.Definition;
        var places = customers.Of(shard => ShardSummary.Indices(scheme, shard.Scored));
        var segments = customers.Rates([.. scheme.Segments.Select(segment => (segment.Id, segment.Name))], places);
        var (order, area) = customers.Rank(Segment, Array.ConvertAll(places, place => -(double)place));
        long[] sizes = [.. segments.Select(line => line.Customers)], events = [.. segments.Select(line => line.Events)];
        var (rankOrder, test) = (RankOrder.Of(sizes, events), RateTest.Of(sizes, events));
        var over = naive.Select(one => area.Over(one.Area)).ToArray();
        var judgement = Judgement.Of(plan.Tried, area, rankOrder, test, over);
        return new SchemeBacktest(
            scheme.Name, judgement.Verdict, BacktestSentence.Of(scheme.Name, judgement, segments, order, naive, over),
            segments, order, rankOrder with { Tau = BacktestedCustomers.Rounded(rankOrder.Tau) },
            test with
            {
                Statistic = BacktestedCustomers.Rounded(test.Statistic),
                P = BacktestedCustomers.Rounded(test.P),
            },
            [.. scheme.Scores.Select(score => Score(scheme, score))], Sum(scheme),
            [.. naive.Zip(over, (one, by) => Difference(one, area, by))]);
    }

    private static Difference Difference((Ranking Ranking, RankArea Area) naive, RankArea area, Interval over) => new(
        naive.Ranking.By, BacktestedCustomers.Rounded(area.Area - naive.Area.Area),
        BacktestedCustomers.Rounded(over.Low), BacktestedCustomers.Rounded(over.High));

    private ScoreBacktest Score(SchemeDefinition scheme, ScoreDefinition score)
    {
        var steps = customers.Of(shard => Observed.Steps(scheme, score, shard.Scored));
        var best = score.Buckets;
        return new ScoreBacktest(score.Name, score.Measure, customers.Rates(
            [.. Enumerable.Range(0, best).Select(i => Step(score, best - i))],
            Array.ConvertAll(steps, step => step > 0 ? best - (int)step : -1)));
    }

    private static (string Id, string Name) Step(ScoreDefinition score, int step)
    {
        var id = step.ToString(CultureInfo.InvariantCulture);
        return (id, $"{score.Name} = {id}");
    }

    /// <summary>The points of a scorecard, else the sum of the scores; who has none comes last.</summary>
    private Ranking? Sum(SchemeDefinition scheme)
    {
        if (scheme.Columns.Count == 0)
            return null;
        if (scheme.Kind == SchemeKind.Scorecard)
        {
            var points = scheme.Columns[^1].Name;
            return customers.Rank(points, Numbers(ScoredShard.ScoreName(scheme.Name, points))).Ranking;
        }

        string[] names = [.. scheme.Columns.Select(score => score.Name)];
        var scores = names.Select(name => Numbers(ScoredShard.ScoreName(scheme.Name, name))).ToArray();
        return customers.Rank(
            string.Join(" + ", names),
            [.. Enumerable.Range(0, customers.Count).Select(row => scores.Sum(score => score[row]))]).Ranking;
    }

    private double[] Numbers(string column) => customers.Of(shard => Observed.Numbers(shard.Scored.Find(column)!));
}
