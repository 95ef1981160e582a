using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Attention;

/// <summary>The queue of a published run with what people say and set laid over it.</summary>
/// <param name="index">The queues of runs.</param>
/// <param name="overlay">What people say and set.</param>
/// <param name="names">The owners of customers.</param>
public sealed class CurrentAttention(AttentionIndex index, AttentionOverlay overlay, CustomerNames names)
{
    /// <summary>What people say and set.</summary>
    internal Task<IReadOnlyList<OverlaidReason>> OverlaidAsync(PublishedRun run, CancellationToken cancel) =>
        overlay.InAsync(run, cancel);

    /// <summary>All that is known of a customer of the queue.</summary>
    internal AttentionEntry Entry(int run, AttentionPlace place) => index.Entry(run, place);

    /// <summary>The whole queue, in its order.</summary>
    internal IEnumerable<AttentionPlace> Merged(PublishedRun run, IReadOnlyList<OverlaidReason> overlaid)
    {
        var more = overlaid.ToLookup(one => one.Customer, one => one.Reason);
        var queue = index.Of(run.Run);
        if (more.Count == 0)
            return queue;
        var changed = new Dictionary<string, AttentionPlace>(StringComparer.Ordinal);
        foreach (var place in queue.Where(place => more.Contains(place.Rank.Customer)))
        {
            changed[place.Rank.Customer] =
                Placed(index.Entry(run.Run, place).With(more[place.Rank.Customer]), place.Owner);
        }

        foreach (var customer in more.Where(one => !changed.ContainsKey(one.Key)))
        {
            changed[customer.Key] = Placed(
                overlay.Entry(run, customer.Key, [.. customer]), names.In(run.Run).Of(customer.Key).Owner);
        }

        return Merged(queue.Where(place => !more.Contains(place.Rank.Customer)), changed.Values);
    }

    private static AttentionPlace Placed(AttentionEntry entry, string? owner) => new(
        entry.Rank, entry.Value, owner, [.. entry.Reasons.Select(reason => (reason.Reason, reason.Scheme))])
    {
        Entry = entry,
    };

    private static IEnumerable<AttentionPlace> Merged(
        IEnumerable<AttentionPlace> queue, IEnumerable<AttentionPlace> changed)
    {
        var left = new Queue<AttentionPlace>(changed.OrderBy(place => place.Rank));
        foreach (var place in queue)
        {
            while (left.TryPeek(out var next) && next.Rank.CompareTo(place.Rank) < 0)
                yield return left.Dequeue();
            yield return place;
        }

        foreach (var place in left)
            yield return place;
    }
}
