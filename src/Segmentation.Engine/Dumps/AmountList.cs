using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Amounts that grow: in the smallest unit so far, as decimals from the first that does not fit.
/// </summary>
internal sealed class AmountList
{
    private readonly Growing<long> _units = new();
    private byte _scale;
    private List<decimal>? _decimals;

    /// <summary>Adds an amount of units.</summary>
    /// <param name="units">The digits as one number.</param>
    /// <param name="scale">How many of them stand behind the decimal separator, at most
    /// <see cref="Units.LargestScale"/>.</param>
    public void Add(long units, byte scale)
    {
        if (scale == _scale && _decimals is null)
            _units.Add(units);
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
            _units.Add(Units.Null);
        else
            _decimals.Add(MoneyColumn.Null);
    }

    /// <summary>The column so far.</summary>
    public MoneyColumn ToColumn() => _decimals is not null
        ? new MoneyColumn([.. _decimals])
        : new MoneyColumn(new Units(_units.Take(), _scale));

    private void AddOther(long units, byte scale)
    {
        if (_decimals is null && scale < _scale && Units.TryMultiply(units, _scale - scale, out var scaled))
            _units.Add(scaled);
        else if (_decimals is null && scale > _scale && TryGoTo(scale))
            _units.Add(units);
        else
            Decimals().Add(Units.Decimal(units, scale));
    }

    /// <summary>Goes over to smaller units; false when an amount does not fit.</summary>
    private bool TryGoTo(byte scale)
    {
        if (SoFar().At(scale) is not { } smaller)
            return false;
        smaller.Values.CopyTo(_units.Values);
        _scale = scale;
        return true;
    }

    private List<decimal> Decimals() => _decimals ??= [.. SoFar().ToDecimals()];

    private Units SoFar() => new(_units.Values.ToArray(), _scale);
}
