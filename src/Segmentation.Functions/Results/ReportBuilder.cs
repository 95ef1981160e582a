using System.Globalization;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Puts the report of a run together, and checks that all counts add up.</summary>
internal static class ReportBuilder
{
    private const int RateDigits = 6;

    /// <summary>The report, without the times of the stages.</summary>
    /// <exception cref="ImportException">When a ledger or the sizes of segments do not add up.</exception>
    public static RunReport Build(ScoredRun run, Workspace workspace, ShardSummary[] shards)
    {
        var (inputs, receipt) = (run.Inputs, run.Receipt);
        var customers = shards.Sum(shard => (long)shard.Ids.Count);
        var schemes = run.Plans.Schemes.Select((plan, i) => Scheme(plan.Definition, i, shards)).ToArray();
        CheckSums(inputs, receipt, schemes, customers);
        var causes = run.Moves.CountBy(move => move.Kind.Cause).OrderBy(c => c.Key, StringComparer.Ordinal);
        return new RunReport(
            inputs.Run, inputs.Workspace, inputs.WorkspaceVersion, inputs.AsOf, inputs.BaseVersion, customers,
            new ImportReport(
                receipt.Import, receipt.Mode, receipt.Unread, receipt.Resolved, receipt.Absent, receipt.Removed),
            [.. receipt.Files.Select(Line)], [], Edges(run.Calibration), run.Calibration.Schemes, schemes,
            Flows(run.Moves),
            causes.ToDictionary(cause => cause.Key, cause => (long)cause.Value), run.Omitted.LaterEvents,
            run.Plans.Skipped, workspace.Currency, [],
            [
                .. Warnings(receipt, run.Calibration, run.Omitted), .. Circles(run.InCircles),
                .. WithoutEffect(run.Overrides, workspace),
            ])
        {
            ComparedWith = inputs.Published,
            ValueByCause = run.Moves.Where(move => move.Units is not null).GroupBy(move => move.Kind.Cause)
                .OrderBy(moves => moves.Key, StringComparer.Ordinal).ToDictionary(moves => moves.Key, Value),
            IrregularMoves = Irregular(run.Moves),
            UnknownCustomers = run.Unknown,
            InCirclesOfParents = run.InCircles,
            Unmapped = [.. run.Unmapped.SelectMany(UnmappedLine.Of)],
            UnmappedTotals = [.. run.Unmapped.Select(table => new UnmappedTotal(
                table.Measure, table.Table, table.Values.Count, table.Customers))],
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<object>>> Edges(RunCalibration learned)
    {
        var edges = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<object>>>();
        foreach (var (scheme, scores) in learned.Schemes)
            edges[scheme] = scores.ToDictionary(score => score.Score, EdgesOf);
        return edges;
    }

    private static IReadOnlyList<object> EdgesOf(ScoreCalibration score) =>
        [.. score.Exact?.Cast<object>() ?? score.Floating!.Cast<object>()];

    private static SchemeReport Scheme(SchemeDefinition scheme, int index, ShardSummary[] shards)
    {
        var counts = new long[scheme.Segments.Count];
        var values = new Int128[scheme.Segments.Count];
        foreach (var shard in shards)
        {
            foreach (var segment in shard.Segments[index])
                counts[segment]++;
            for (var segment = 0; shard.Values is not null && segment < values.Length; segment++)
                values[segment] += shard.Values[index][segment];
        }

        var valued = shards.Any(shard => shard.Values is not null);
        var settled = SettledCounts.Sum(shards.Select(shard => shard.Settled[index]));
        return new SchemeReport(
            scheme.Name, scheme.Version, scheme.Kind.ToString().ToLowerInvariant(),
            [.. scheme.Segments.Select((segment, i) => new SegmentReport(
                segment.Id, segment.Name, counts[i], valued ? ExactSum.Amount(values[i]) : null)
            {
                Unknown = shards.Sum(shard => shard.Unknown[index][i]),
            })])
        {
            Held = settled.Held.All == 0 ? null : settled.Held,
            Overridden = settled.Overridden,
            Conflicts = settled.Conflicts,
            FlapRate = settled.Flapping == 0 ? 0 : decimal.Round(settled.Flapping / (decimal)counts.Sum(), RateDigits),
        };
    }

    private static void CheckSums(RunInputs inputs, Receipt receipt, SchemeReport[] schemes, long customers)
    {
        if (receipt.Files.FirstOrDefault(file => !file.Ledger.Balances) is { } file)
        {
            throw new ImportException(
                $"{file.File} as {file.Source}", $"a ledger that does not add up: {file.Ledger}",
                "every row read in exactly one place", "report this; nothing was published");
        }

        foreach (var scheme in schemes)
        {
            var counted = scheme.Segments.Sum(segment => segment.Customers);
            if (counted != customers)
            {
                throw new ImportException(
                    $"run {inputs.Run}: scheme {scheme.Scheme}", $"{counted} customers in segments",
                    $"all {customers} customers, each in one", "report this; nothing was published");
            }
        }
    }

    private static LedgerLine Line(ReceiptFile file)
    {
        var ledger = file.Ledger;
        return new LedgerLine(
            file.File, file.Source, ledger.Read, ledger.Blank, ledger.Filtered, ledger.Rejected, ledger.Duplicate,
            ledger.Superseded, ledger.Unresolved, ledger.Accepted);
    }

    private static Flow[] Flows(IReadOnlyList<CountedMove> moves) =>
    [
        .. moves
            .GroupBy(m => (m.Kind.Scheme, m.Kind.From, m.Kind.To, m.Kind.Cause))
            .Select(f => new Flow(
                f.Key.Scheme, f.Key.From, f.Key.To, f.Key.Cause, f.Count(),
                f.Any(move => move.Units is not null) ? Value(f) : null))
            .OrderByDescending(f => f.Customers).ThenBy(f => f.Scheme, StringComparer.Ordinal)
            .ThenBy(f => f.From, StringComparer.Ordinal).ThenBy(f => f.To, StringComparer.Ordinal)
            .ThenBy(f => f.Cause, StringComparer.Ordinal),
    ];

    private static decimal Value(IEnumerable<CountedMove> moves) => ExactSum.Amount(
        moves.Aggregate((Int128)0, (sum, move) => sum + (move.Units ?? 0)));

    private static IrregularFlow[] Irregular(IReadOnlyList<CountedMove> moves) =>
    [
        .. moves.Select(move => move.Kind).Where(move => move.Irregular)
            .CountBy(move => (move.Scheme, move.From, To: move.To!))
            .Select(flow => new IrregularFlow(flow.Key.Scheme, flow.Key.From, flow.Key.To, flow.Value))
            .OrderByDescending(flow => flow.Customers).ThenBy(flow => flow.Scheme, StringComparer.Ordinal)
            .ThenBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Warnings(Receipt receipt, RunCalibration calibration, Omitted omitted)
    {
        foreach (var file in receipt.Unread)
            yield return $"{file}: no source reads it";
        if (receipt.Erased > 0)
            yield return $"{receipt.Erased} rows of erased customers were left out; they count as filtered";
        foreach (var file in receipt.Mode == ImportMode.Delta ? receipt.Repeats : [])
            yield return $"{file}: an earlier import brought the same content; rows without a key count twice now";
        foreach (var file in receipt.Files.Where(file => file.Ledger.Read == 0))
            yield return $"{file.File}: it has a header and no rows";
        foreach (var (scheme, scores) in calibration.Schemes.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            foreach (var score in scores.Where(score => score.UnreachableScores.Count > 0))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scheme}: nobody can get {score.Score} = {string.Join(", ", score.UnreachableScores)}, "
                    + $"because many customers share one {score.Measure}");
            }
        }

        if (omitted.LaterEvents > 0)
            yield return $"{omitted.LaterEvents} events are dated after the as-of day and were ignored";
        if (omitted.Overflows > 0)
            yield return $"{omitted.Overflows} results of measures did not fit their type and are null";
    }

    /// <summary>What persons set in schemes or segments that are gone.</summary>
    private static IEnumerable<string> WithoutEffect(
        IReadOnlyList<Override> overrides, Workspace workspace) => overrides
        .Where(set => workspace.Schemes.FirstOrDefault(scheme => scheme.Name == set.Scheme) is not { } scheme
            || !scheme.Segments.Any(segment => segment.Id == scheme.Today(set.Segment)))
        .CountBy(set => (set.Scheme, set.Segment)).OrderBy(set => set.Key.Scheme, StringComparer.Ordinal)
        .ThenBy(set => set.Key.Segment, StringComparer.Ordinal)
        .Select(set => string.Create(
            CultureInfo.InvariantCulture,
            $"overrides of {set.Value} customers have no effect: there is no segment '{set.Key.Segment}' "
            + $"in a scheme '{set.Key.Scheme}'"));

    private static IEnumerable<string> Circles(long customers) => customers == 0
        ? []
        : [$"{customers} customers have parents that lead back to them; they are rolled up into no customer above"];
}
