using System.Text.Json;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Tells where a customer was: its current segments, rolled back by the <c>from</c> of every later move. Runs whose
/// files
/// are kept have the scores too.
/// </summary>
/// <param name="runs">The published runs.</param>
/// <param name="results">Rows and histories.</param>
/// <param name="answers">Puts answers together.</param>
/// <param name="workspaces">The names of segments.</param>
/// <param name="staleness">Whether a run is the newest word.</param>
public sealed class CustomerAsOf(
    PublishedRuns runs, CustomerResults results, CustomerAnswers answers, WorkspaceStore workspaces,
    Staleness staleness)
{
    /// <summary>The answer as of a run; null when the customer was not in it.</summary>
    /// <param name="id">The customer.</param>
    /// <param name="run">The run.</param>
    /// <param name="pointer">Which runs may be seen.</param>
    /// <param name="visible">What the customer's row says now.</param>
    /// <param name="cancel">Ends the waiting.</param>
    internal async Task<CustomerAnswer?> OfAsync(
        string id, PublishedRun run, Pointer pointer, Visible visible, CancellationToken cancel)
    {
        var now = new CustomerAnswer(
            id, visible.Result?.Name, visible.Result?.Owner, run.Run, run.AsOf, run.PublishedAt,
            run.Run != pointer.Published || staleness.Of(run), new Dictionary<string, SegmentAnswer>());
        if (await answers.FromFilesAsync(now, run, cancel) is { } kept)
            return kept;
        var moves = (await results.HistoryAsync(id, pointer, cancel))
            .SelectMany(row => JsonSerializer.Deserialize<StoredMove[]>(row.Moves, Json.Options)!
                .Select(move => (row.Run, Move: move))).ToArray();
        var segments = RolledBack(visible.Result, moves.Where(m => m.Run > run.Run).Select(m => m.Move), run);
        if (segments.Count == 0)
            return null;
        var all = await runs.AllAsync(pointer, cancel);
        var names = workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));
        var dated = new SortedDictionary<string, SegmentAnswer>(StringComparer.Ordinal);
        foreach (var (scheme, segment) in segments)
        {
            var last = moves.Where(m => m.Run <= run.Run && m.Move.Scheme == scheme).Select(m => m.Run).ToArray();
            // A customer that never moved is where it is since the scheme's first run.
            var since = last.Length > 0
                ? last.Max()
                : all.Where(known => known.Schemes.Contains(scheme)).Min(known => known.Run);
            dated[scheme] = CustomerAnswers.Segment(
                names, scheme, segment, (await runs.GetAsync(since, cancel)).PublishedAt, null);
        }

        return now with { Segments = dated };
    }

    private static Dictionary<string, string> RolledBack(
        StoredResult? now, IEnumerable<StoredMove> later, PublishedRun run)
    {
        var segments = (now?.Segments ?? new Dictionary<string, StoredSegment>())
            .ToDictionary(segment => segment.Key, segment => segment.Value.Segment);
        // Newest first: the oldest of the later moves has the last word.
        foreach (var move in later)
        {
            if (move.From is null)
                segments.Remove(move.Scheme);
            else
                segments[move.Scheme] = move.From;
        }

        // A scheme is there from its first run on.
        foreach (var scheme in segments.Keys.Where(scheme => !run.Schemes.Contains(scheme)).ToArray())
            segments.Remove(scheme);
        return segments;
    }
}
