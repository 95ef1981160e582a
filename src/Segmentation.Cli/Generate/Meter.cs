namespace Segmentation.Cli.Generate;

/// <summary>Counts rows and tells of them once in a while.</summary>
/// <param name="progress">Told the number of rows so far.</param>
internal sealed class Meter(Action<long>? progress)
{
    private const int Every = 1 << 16;
    private long _rows;

    /// <summary>Counts one row.</summary>
    public void Row()
    {
        if (++_rows % Every == 0)
            progress?.Invoke(_rows);
    }

    /// <summary>Tells the final count.</summary>
    public void End() => progress?.Invoke(_rows);
}
