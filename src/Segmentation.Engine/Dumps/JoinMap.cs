using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>The keys of a stream and whom each belongs to, for streams that find their customer through it.</summary>
/// <param name="erased">Tells the keys of erased customers' rows; null when nobody was erased.</param>
public sealed class JoinMap(Func<byte[], bool>? erased = null)
{
    private const int Filtered = -1;

    private static readonly Joined Without = new(Filtered, DateColumn.Null, IntegerColumn.Null);

    private readonly TextPool _keys = new();
    private readonly TextPool _customers = new();
    private readonly List<Joined> _joined = [];

    /// <summary>The customers, by the number that <see cref="Joined.Customer"/> gives.</summary>
    public TextList Customers => _customers.Texts;

    /// <summary>Adds a key, or replaces what it means.</summary>
    /// <param name="key">The key.</param>
    /// <param name="customer">The customer's id.</param>
    /// <param name="day">The day of the row, in days since 1970-01-01.</param>
    /// <param name="instant">The UTC ticks of the row, or <see cref="IntegerColumn.Null"/>.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> customer, int day, long instant) =>
        Set(_keys.Intern(key), new Joined(_customers.Intern(customer), day, instant));

    /// <summary>Adds a key whose row was left out by <c>where</c>, unless the key has a row that was not.</summary>
    public void AddFiltered(ReadOnlySpan<byte> key)
    {
        if (_keys.Find(key) < 0)
            Set(_keys.Intern(key), Without);
    }

    /// <summary>What a key means; false when it is unknown.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, out Joined joined)
    {
        var number = _keys.Find(key);
        if (number >= 0 || erased?.Invoke(key.ToArray()) != true)
        {
            joined = number < 0 ? default : _joined[number];
            return number >= 0;
        }

        joined = Without;
        return true;
    }

    private void Set(int number, Joined joined)
    {
        if (number == _joined.Count)
            _joined.Add(joined);
        else
            _joined[number] = joined;
    }

    /// <summary>What a key means.</summary>
    /// <param name="Customer">The number of the customer; negative when the row was left out.</param>
    /// <param name="Day">The day of the row.</param>
    /// <param name="Instant">The UTC ticks of the row, or null's value.</param>
    public readonly record struct Joined(int Customer, int Day, long Instant)
    {
        /// <summary>Whether the row with the key was left out by <c>where</c>.</summary>
        public bool IsFiltered => Customer < 0;
    }
}
