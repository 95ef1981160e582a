using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Identities;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Identities;

/// <summary>What became of two ids.</summary>
/// <param name="Canonical">The id of the customer.</param>
/// <param name="Alias">The other id.</param>
/// <param name="By">The names of the fields that they share, never a value.</param>
/// <param name="Since">The published run since which they are one.</param>
/// <param name="State">One of <see cref="LedgerState"/>.</param>
public sealed record LedgerEntry(string Canonical, string Alias, IReadOnlyList<string> By, int Since, string State)
{
    /// <summary>The ids with which the alias is never merged again; only of one that was split.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Apart { get; init; }

    /// <summary>Why it was split.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Who split it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Author { get; init; }
}

/// <summary>The states of two ids. Names are stored: append only.</summary>
public static class LedgerState
{
    /// <summary>They are one customer.</summary>
    public const string Merged = "merged";

    /// <summary>A person took the alias out for good.</summary>
    public const string Split = "split";

    /// <summary>They were one customer until data or definitions changed.</summary>
    public const string Ended = "ended";
}

/// <summary>The merge ledger, <c>base/identities.json</c>: who was merged, by which fields, and what was split again.
/// </summary>
/// <param name="data">Where the file is.</param>
public sealed class IdentityLedger(BlobStore data)
{
    /// <summary>Where it is.</summary>
    internal const string File = "base/identities.json";

    /// <summary>The entries, by canonical id and alias.</summary>
    public IReadOnlyList<LedgerEntry> Entries => data.Has(File) ? Json.Read<LedgerEntry[]>(data, File) : [];

    /// <summary>The pairs that are never merged again.</summary>
    public IReadOnlySet<IdPair> Split => Entries.Where(entry => entry.State == LedgerState.Split)
        .SelectMany(entry => (entry.Apart ?? []).Select(other => IdPair.Of(entry.Alias, other))).ToHashSet();

    /// <summary>Writes down who is one in a published run; doing it again changes nothing.</summary>
    public void Note(int run, Identity identity) => Change(entries =>
    {
        var known = entries.Select(entry => entry.State != LedgerState.Merged ? entry
            : identity.Canonical(entry.Alias) == entry.Canonical ? entry
            : entry with { State = LedgerState.Ended }).ToList();
        var merged = known.Where(entry => entry.State == LedgerState.Merged)
            .Select(entry => entry.Alias).ToHashSet(StringComparer.Ordinal);
        // A person may have split them after the run had begun.
        var split = entries.Where(entry => entry.State == LedgerState.Split)
            .Select(entry => (entry.Canonical, entry.Alias)).ToHashSet();
        known.AddRange(identity.Groups.SelectMany(group => group.Aliases
            .Where(alias => !merged.Contains(alias) && !split.Contains((group.Canonical, alias)))
            .Select(alias => new LedgerEntry(group.Canonical, alias, group.By, run, LedgerState.Merged))));
        return known;
    });

    /// <summary>Takes an alias out of its group for good.</summary>
    /// <param name="group">The group.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="run">The published run.</param>
    /// <param name="reason">Why.</param>
    /// <param name="author">Who does it.</param>
    public void SplitOff(MergedGroup group, string alias, int run, string reason, string author) => Change(entries =>
    {
        var own = entries.FirstOrDefault(entry => entry.Alias == alias && entry.State == LedgerState.Merged)
            ?? new LedgerEntry(group.Canonical, alias, group.By, run, LedgerState.Merged);
        var split = own with
        {
            State = LedgerState.Split,
            Apart = [group.Canonical, .. group.Aliases.Where(other => other != alias)],
            Reason = reason,
            Author = author,
        };
        return entries.Any(entry => entry.State == LedgerState.Split && IsSame(entry, split))
            ? entries
            : [.. entries.Where(entry => entry != own), split];
    });

    private static bool IsSame(LedgerEntry one, LedgerEntry other) =>
        (one.Alias, one.Canonical) == (other.Alias, other.Canonical) && one.Apart!.SequenceEqual(other.Apart!);

    private void Change(Func<IReadOnlyList<LedgerEntry>, IReadOnlyList<LedgerEntry>> change)
    {
        while (true)
        {
            var etag = data.ETag(File);
            var entries = Entries;
            LedgerEntry[] changed =
            [
                .. change(entries).OrderBy(entry => entry.Canonical, IdPair.ByCodePoint)
                    .ThenBy(entry => entry.Alias, IdPair.ByCodePoint).ThenBy(entry => entry.Since),
            ];
            if (changed.SequenceEqual(entries)
                || data.TryReplace(File, JsonSerializer.SerializeToUtf8Bytes(changed, Json.Indented), etag))
                return;
        }
    }
}
