namespace Segmentation.Functions.Previews;

/// <summary>Lets the app make one preview or backtest at a time, so that look-ups keep their cores.</summary>
public sealed class PreviewTurn
{
    private int _taken;

    /// <summary>Whether it is the caller's turn; it must be given back then.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Gives the turn back.</summary>
    public void Return() => Volatile.Write(ref _taken, 0);
}
