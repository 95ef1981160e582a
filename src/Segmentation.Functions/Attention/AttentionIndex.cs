using System.Globalization;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Attention;

/// <summary>A customer of the queue, as lists and sums need it.</summary>
/// <param name="Rank">Its place in the queue.</param>
/// <param name="Value">Its value; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
/// <param name="Kinds">Its reasons, by scheme.</param>
internal sealed record AttentionPlace(
    AttentionRank Rank, decimal? Value, string? Owner, IReadOnlyList<(string Reason, string Scheme)> Kinds)
{
    /// <summary>Where its line lies in the file, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>The length of the line, in bytes.</summary>
    public int Length { get; init; }

    /// <summary>All that is known of it; null when the file has it.</summary>
    public AttentionEntry? Entry { get; init; }
}

/// <summary>
/// The queues of published runs: where each customer stands, and in which line. Those of the two runs that were asked
/// for last are kept in memory, about 200 bytes for each customer that needs attention.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="names">The owners of customers.</param>
public sealed class AttentionIndex(BlobStore data, CustomerNames names)
{
    private const int RunsKept = 2;

    private readonly Memo _known = new(RunsKept);

    /// <summary>The queue of a run whose files are kept, in its order.</summary>
    internal IReadOnlyList<AttentionPlace> Of(int run)
    {
        var name = AttentionFile.Name(run);
        // An erasure, maybe by another process, takes lines out: what is known holds as long as the length does.
        return data.Has(name)
            ? _known.Get(string.Create(CultureInfo.InvariantCulture, $"{name} {data.Length(name)}"), () => Read(run))
            : [];
    }

    /// <summary>All that is known of a customer of a run's queue.</summary>
    internal AttentionEntry Entry(int run, AttentionPlace place)
    {
        if (place.Entry is { } entry)
            return entry;
        var line = new byte[place.Length];
        data.ReadExactly(AttentionFile.Name(run), place.Offset, line);
        return AttentionFile.Parse(line);
    }

    /// <summary>Forgets what was read: a customer was erased.</summary>
    internal void Forget() => _known.Clear();

    private List<AttentionPlace> Read(int run)
    {
        var (places, offset, kinds) = (new List<AttentionPlace>(), 0L, new Kinds());
        var known = names.In(run);
        foreach (var line in data.Lines(AttentionFile.Name(run)))
        {
            var entry = AttentionFile.Parse(line);
            places.Add(new AttentionPlace(
                entry.Rank, entry.Value, known.Of(entry.Customer).Owner, kinds.Of(entry.Reasons))
            {
                Offset = offset,
                Length = line.Length,
            });
            offset += line.Length + 1;
        }

        return places;
    }

    /// <summary>Few customers differ in their reasons: those of the same ones share a list.</summary>
    private sealed class Kinds
    {
        private readonly Dictionary<string, IReadOnlyList<(string Reason, string Scheme)>> _known = [];

        public IReadOnlyList<(string Reason, string Scheme)> Of(IReadOnlyList<RaisedReason> reasons)
        {
            var key = string.Join('\n', reasons.Select(reason => $"{reason.Reason} {reason.Scheme}"));
            return _known.TryGetValue(key, out var kinds)
                ? kinds
                : _known[key] = [.. reasons.Select(reason => (reason.Reason, reason.Scheme))];
        }
    }
}
