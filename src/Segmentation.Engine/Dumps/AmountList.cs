using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>Amounts that grow: in units of the smallest scale so far, as decimals from the first that does not fit.</summary>
internal sealed class AmountList
{
    private long[] _units = new long[1024];
    private int _count;
    private byte _scale;
    private List<decimal>? _decimals;

    /// <summary>Adds an amount of units.</summary>
    /// <param name="units">The digits as one number.</param>
    /// <param name="scale">How many of them stand behind the decimal separator, at most
    /// <see cref="Units.LargestScale"/>.</param>
    public void Add(long units, byte scale)
    {
        if (scale == _scale && _decimals is null)
            Push(units);
        else
            AddOther(units, scale);
    }

    /// <summary>Adds an amount.</summary>
    public void Add(decimal value)
    {
        if (value.Scale <= Units.LargestScale && Units.TryScale(value, value.Scale, out var units))
            Add(units, value.Scale);
        else
            Decimals().Add(value);
    }

    /// <summary>Adds null.</summary>
    public void AddNull()
    {
        if (_decimals is null)
            Push(Units.Null);
        else
            _decimals.Add(MoneyColumn.Null);
    }

    /// <summary>The column so far.</summary>
    public MoneyColumn ToColumn() => _decimals is not null ? new MoneyColumn([.. _decimals]) : new MoneyColumn(SoFar());

    private void AddOther(long units, byte scale)
    {
        if (_decimals is null && scale < _scale && Units.TryMultiply(units, _scale - scale, out var scaled))
            Push(scaled);
        else if (_decimals is null && scale > _scale && TryGoTo(scale))
            Push(units);
        else
            Decimals().Add(Units.Decimal(units, scale));
    }

    /// <summary>Goes over to smaller units; false when an amount does not fit.</summary>
    private bool TryGoTo(byte scale)
    {
        if (SoFar().At(scale) is not { } smaller)
            return false;
        smaller.Values.CopyTo(_units, 0);
        _scale = scale;
        return true;
    }

    private void Push(long units)
    {
        if (_count == _units.Length)
            Array.Resize(ref _units, _count * 2);
        _units[_count++] = units;
    }

    private List<decimal> Decimals() => _decimals ??= [.. SoFar().ToDecimals()];

    private Units SoFar() => new(_units.AsSpan(0, _count).ToArray(), _scale);
}
