using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Segmentation.Functions.Reads;

/// <summary>How often one consumer asked for a scheme.</summary>
/// <param name="Scheme">The scheme; <see cref="ReadCounter.All"/> when none was named.</param>
/// <param name="Consumer">Who asked; <see cref="ReadCounter.Unnamed"/> when it did not say.</param>
/// <param name="Reads">How often.</param>
public sealed record CountedReads(string Scheme, string Consumer, long Reads);

/// <summary>
/// Counts in memory who asks for which scheme, until the counts are written. Counting takes no lock and no memory.
/// </summary>
public sealed class ReadCounter
{
    /// <summary>The header in which a caller says who it is: 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_', '-'.
    /// </summary>
    public const string Header = "x-consumer";

    /// <summary>What stands for a scheme where the caller named none.</summary>
    public const string All = "*";

    /// <summary>A caller that does not say who it is, or not in this form.</summary>
    public const string Unnamed = "unnamed";

    private const int LongestName = 64;

    // A caller that makes up a name per request must not fill the memory.
    private const int MostCounters = 4_096;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly ConcurrentDictionary<(string Scheme, string Consumer), Counter> _counters = new();

    /// <summary>Counts a request.</summary>
    /// <param name="request">The request, which may say whose it is.</param>
    /// <param name="scheme">The scheme that it names and that there is; else <see cref="All"/>.</param>
    public void Count(HttpRequest request, string scheme = All)
    {
        var consumer = (string?)request.Headers[Header] ?? Unnamed;
        if (!_counters.TryGetValue((scheme, consumer), out var counter))
            counter = Add(scheme, consumer);
        Interlocked.Increment(ref counter.Reads);
    }

    /// <summary>Takes the counts; what is counted meanwhile is in the next ones.</summary>
    public IReadOnlyList<CountedReads> Take()
    {
        var taken = new List<CountedReads>();
        foreach (var ((scheme, consumer), counter) in _counters)
        {
            if (Interlocked.Exchange(ref counter.Reads, 0) is > 0 and var reads)
                taken.Add(new CountedReads(scheme, consumer, reads));
        }

        return taken;
    }

    /// <summary>Gives counts back that could not be written.</summary>
    public void GiveBack(CountedReads counted) =>
        Interlocked.Add(ref _counters[(counted.Scheme, counted.Consumer)].Reads, counted.Reads);

    private Counter Add(string scheme, string consumer)
    {
        var isName = consumer.Length is > 0 and <= LongestName && !consumer.AsSpan().ContainsAnyExcept(NameCharacters)
            && _counters.Count < MostCounters;
        return _counters.GetOrAdd((scheme, isName ? consumer : Unnamed), _ => new Counter());
    }

    private sealed class Counter
    {
        public long Reads;
    }
}
