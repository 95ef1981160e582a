using System.Text.Json;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reads;

/// <summary>Who asked for a scheme by name, on the whole days before today.</summary>
/// <param name="Last30Days">How often on the last 30 days.</param>
/// <param name="Consumers">Who did then, by name.</param>
/// <param name="IsUnread">
/// Whether nobody did for 45 days, though the scheme is published, and reads are counted, at least as long.
/// </param>
public sealed record SchemeUse(long Last30Days, IReadOnlyList<string> Consumers, bool IsUnread);

/// <summary>Tells which schemes are asked for.</summary>
/// <param name="reads">The counts.</param>
/// <param name="ledger">The runs, which tell since when there is something to read.</param>
/// <param name="time">The clock.</param>
public sealed class SchemeReads(ReadLedger reads, RunLedger ledger, TimeProvider time)
{
    /// <summary>After how many days without a reader a scheme is called unread.</summary>
    public const int Patience = 45;

    private const int Shown = 30;

    /// <summary>The use of every scheme that was ever published, by its name; none when nobody counted.</summary>
    public async Task<IReadOnlyDictionary<string, SchemeUse>> AllAsync(CancellationToken cancel)
    {
        var today = Days.At(time.GetUtcNow(), TimeZoneInfo.Utc);
        if (await reads.BeganAsync(cancel) is not { } began)
            return new Dictionary<string, SchemeUse>();
        var counted = (await reads.BetweenAsync(today.AddDays(-Patience), today.AddDays(-1), cancel))
            .ToLookup(read => read.Scheme, StringComparer.Ordinal);
        return (await FirstDaysAsync(cancel)).ToDictionary(
            scheme => scheme.Key,
            scheme => Of([.. counted[scheme.Key]], scheme.Value > began ? scheme.Value : began, today),
            StringComparer.Ordinal);
    }

    /// <summary>The names of the schemes that nobody asks for.</summary>
    public async Task<IReadOnlyCollection<string>> UnreadAsync(CancellationToken cancel) =>
        [.. (await AllAsync(cancel)).Where(scheme => scheme.Value.IsUnread).Select(scheme => scheme.Key)];

    /// <summary>The use of a scheme.</summary>
    /// <param name="counted">Its reads on the 45 days before today.</param>
    /// <param name="since">The day from which on it could be read, and reads were counted.</param>
    /// <param name="today">The day, which is not over.</param>
    internal static SchemeUse Of(IReadOnlyList<DailyReads> counted, DateOnly since, DateOnly today)
    {
        DailyReads[] shown = [.. counted.Where(read => read.Day >= today.AddDays(-Shown))];
        return new SchemeUse(
            shown.Sum(read => read.Reads),
            [.. shown.Select(read => read.Consumer).Distinct().Order(StringComparer.Ordinal)],
            counted.Count == 0 && since <= today.AddDays(-Patience));
    }

    /// <summary>The day on which each scheme was published first.</summary>
    private async Task<Dictionary<string, DateOnly>> FirstDaysAsync(CancellationToken cancel)
    {
        var first = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (row is not { PublishedAt: { } published, Schemes: { } schemes })
                continue;
            foreach (var scheme in JsonSerializer.Deserialize<string[]>(schemes)!)
                first[scheme] = Days.At(published, TimeZoneInfo.Utc);
        }

        return first;
    }
}
