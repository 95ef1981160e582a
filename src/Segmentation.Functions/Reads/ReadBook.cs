using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reads;

/// <summary>
/// Writes what was counted. Counts belong to the day on which their counting began: they are written every five
/// minutes, so that a day ends with its last five minutes.
/// </summary>
/// <param name="counter">The counts.</param>
/// <param name="ledger">Where they are written.</param>
/// <param name="time">The clock.</param>
public sealed class ReadBook(ReadCounter counter, ReadLedger ledger, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private DateOnly _day = Today(time);

    /// <summary>Writes the counts; what cannot be written is kept for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var (day, counts) = (_day, counter.Take());
            _day = Today(time);
            var written = 0;
            try
            {
                for (; written < counts.Count; written++)
                    await ledger.AddAsync(day, counts[written], cancel);
            }
            finally
            {
                foreach (var left in counts.Skip(written))
                    counter.GiveBack(left);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static DateOnly Today(TimeProvider time) => Days.At(time.GetUtcNow(), TimeZoneInfo.Utc);
}
