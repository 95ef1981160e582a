using System.Globalization;
using EndToEnd.Generate;
using Segmentation.Cli.Generate;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace EndToEnd.Commands;

/// <summary>
/// The trace of a customer is complete: what it explains, bound to the run's own definitions and edges and to nothing
/// else of the run, gives the same segments again.
/// </summary>
public sealed class TraceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_segments_of_every_buyer_follow_from_the_explanation_alone()
    {
        new PlainBusiness(Customers: 120, Orders: 1_500, Seed: 11).Write(_folder["all"]);
        QuarterSplit.Write(_folder["all"], _folder["first"], _folder["then"], new DateOnly(2024, 10, 2));
        AssertComplete("starter", (_folder["first"], "2024-10-02"), (_folder["then"], "2025-01-01"));
    }

    [Fact]
    public void The_segments_of_every_account_follow_from_the_explanation_alone()
    {
        using var files = new SampleFiles(
            new SampleBusiness(BusinessKinds.Of("b2b-saas"), Customers: 24, Imports: 2, Seed: 3));
        AssertComplete("b2b-saas", (files.Import(0), null), (files.Import(1), null));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs over two imports under a shipped workspace whose schemes hold customers.</summary>
    private void AssertComplete(string workspace, params (string Import, string? AsOf)[] imports)
    {
        var definitions = _folder.CopyShipped(workspace);
        foreach (var scheme in Directory.EnumerateFiles(Path.Combine(definitions, "schemes")))
        {
            // Clusters have no edges to keep away from.
            var isLearned = File.ReadAllText(scheme).Contains("kind: clusters", StringComparison.Ordinal);
            File.AppendAllText(scheme, isLearned ? "\nconfirm_runs: 2\n" : "\nbuffer: 5%\nconfirm_runs: 2\n");
        }

        var pipeline = new Pipeline(_folder, "held", definitions);
        foreach (var (import, asOf) in imports)
            pipeline.Run(import, asOf, delta: asOf is not null);
        var data = new DataFolder(_folder["held/data"]);
        var (runs, explain) = (new RunStore(data), new ExplainCustomer(data));
        var plans = Plans.Bind(runs.Workspace(2), runs.Base(2).Tables.Keys.ToHashSet());
        var held = 0;
        foreach (var row in CsvTable.Read(_folder["held/out/customers.csv"]).Rows)
        {
            var explained = explain.Of(row["customer_id"], null, 2);
            held += explained.Count(one => one.Held is not null);
            AssertFollows(plans, runs, explained, row);
        }

        Assert.NotEqual(0, held);
    }

    private static void AssertFollows(
        Plans plans, RunStore runs, IReadOnlyList<Explanation> explained, CsvTable.Row row)
    {
        var byScheme = explained.ToDictionary(one => one.Scheme);
        var decided = plans.Set.Decide(
            Measures(plans, explained), runs.Calibration(2).Find, explained[0].AsOf.DayNumber - Epoch, 1,
            (plan, decision, _, _) => Kept(plan, decision, byScheme[plan.Definition.Name]));
        foreach (var plan in plans.Schemes)
        {
            var (scheme, decision) = (plan.Definition, decided.Of(plan));
            var explanation = byScheme[scheme.Name];
            Assert.Equal(explanation.ModelSegment, scheme.Segments[decision.Model[0]].Id);
            Assert.Equal(explanation.Segment, scheme.Segments[decision.Segments[0]].Id);
            Assert.Equal(row[scheme.Name], explanation.Segment);
        }
    }

    /// <summary>What a hold keeps: where the customer came last, or was from the first.</summary>
    private static Decision Kept(SchemePlan plan, Decision decision, Explanation explanation)
    {
        if (explanation.Held is not { } held)
            return decision;
        Assert.Equal(held.Wants, plan.Definition.Segments[decision.Model[0]].Id);
        var kept = explanation.Move?.To ?? explanation.Segment;
        return decision with { Segments = [plan.Definition.Segments.ToList().FindIndex(one => one.Id == kept)] };
    }

    /// <summary>The measures that are explained; all others are not known.</summary>
    private static Column[] Measures(Plans plans, IReadOnlyList<Explanation> explained)
    {
        var values = explained.SelectMany(one => one.Inputs).DistinctBy(input => input.Measure)
            .ToDictionary(input => input.Measure, input => input.Value);
        return [.. plans.Measures.Definitions.Select((measure, i) =>
            values.GetValueOrDefault(measure.Name) is { } value
                ? Of(plans.Measures.Type(i), value)
                : Column.Nulls(plans.Measures.Type(i), 1))];
    }

    private static Column Of(ColumnType type, object value)
    {
        var texts = new TextList();
        return type switch
        {
            ColumnType.Integer => new IntegerColumn([(long)value]),
            ColumnType.Number => new NumberColumn([(double)value]),
            ColumnType.Money => new MoneyColumn([(decimal)value]),
            ColumnType.Boolean => new BooleanColumn([(sbyte)((bool)value ? 1 : 0)]),
            ColumnType.Date => new DateColumn(
                [DateOnly.Parse((string)value, CultureInfo.InvariantCulture).DayNumber - Epoch]),
            _ => new TextColumn([texts.Add((string)value)], texts),
        };
    }

    private static int Epoch => DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
