namespace Segmentation.Functions.Runs;

/// <summary>
/// The pointer as this process read it last. Look-ups take it for a second instead of reading it each time; what this
/// process writes itself is seen at once, and what another one writes within that second.
/// </summary>
/// <param name="time">Measures the second.</param>
internal sealed class SeenPointer(TimeProvider time)
{
    /// <summary>For how long a pointer that was read may be taken for the current one: 1 second.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly Lock _keeping = new();
    private volatile Seen? _seen;
    private long _turns;
    private long _forgotten;

    /// <summary>The pointer that was read within the last second; null when it must be read.</summary>
    public Pointer? Current => _seen is { } seen && time.GetElapsedTime(seen.Turn.At) < Kept ? seen.Pointer : null;

    /// <summary>Notes that the pointer is read from here on.</summary>
    public Turn Begin() => new(Interlocked.Increment(ref _turns), time.GetTimestamp());

    /// <summary>Keeps a pointer, unless its reading began before a later one that is kept, or before a write ended.
    /// </summary>
    /// <param name="pointer">What was read.</param>
    /// <param name="turn">When its reading began.</param>
    /// <returns>The pointer that was given.</returns>
    public Pointer Keep(Pointer pointer, Turn turn)
    {
        lock (_keeping)
        {
            if (turn.Number > _forgotten && (_seen is null || turn.Number > _seen.Turn.Number))
                _seen = new Seen(pointer, turn);
        }

        return pointer;
    }

    /// <summary>Forgets it, and does not keep what is being read: it was, or may have been, written.</summary>
    public void Forget()
    {
        lock (_keeping)
            (_seen, _forgotten) = (null, Interlocked.Read(ref _turns));
    }

    /// <summary>The beginning of a reading.</summary>
    /// <param name="Number">Rises from reading to reading.</param>
    /// <param name="At">When, as the clock's timestamp.</param>
    internal readonly record struct Turn(long Number, long At);

    private sealed record Seen(Pointer Pointer, Turn Turn);
}
