using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Measures;

/// <summary>Counts the customers whose values were looked up in tables that lack them.</summary>
internal sealed class UnmappedValues
{
    private readonly Dictionary<(int Measure, string Table), Found> _found = [];

    /// <summary>Counts a value of a customer; once, however often it comes.</summary>
    public void Add(int measure, string table, int customer, ReadOnlySpan<byte> value)
    {
        if (!_found.TryGetValue((measure, table), out var found))
            _found[(measure, table)] = found = new Found();
        found.Customers.Add(customer);
        found.Pairs.Add((found.Values.Intern(value), customer));
    }

    /// <summary>What was counted, by measure and table.</summary>
    /// <param name="nameOf">The name of a measure.</param>
    public UnmappedTable[] Of(Func<int, string> nameOf) => UnmappedTable.Sum(
        _found.Select(found => new UnmappedTable(
            nameOf(found.Key.Measure), found.Key.Table, found.Value.Customers.Count, found.Value.Counted())));

    private sealed class Found
    {
        public TextPool Values { get; } = new();

        public HashSet<(int Value, int Customer)> Pairs { get; } = [];

        public HashSet<int> Customers { get; } = [];

        public UnmappedValue[] Counted() =>
        [
            .. Pairs.CountBy(pair => pair.Value)
                .Select(value => new UnmappedValue(Clipped(Values.Texts.Text(value.Key)), value.Value)),
        ];

        private static string Clipped(string value)
        {
            const int Longest = 80;
            if (value.Length <= Longest)
                return value;
            return value[..(char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest)];
        }
    }
}

/// <summary>The values that a measure looked up in a table which lacks them.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Table">The table.</param>
/// <param name="Customers">The customers with such a value.</param>
/// <param name="Values">The values, those of most customers first, then by code point.</param>
public sealed record UnmappedTable(string Measure, string Table, long Customers, IReadOnlyList<UnmappedValue> Values)
{
    /// <summary>Adds up what was found among different customers; by measure and table.</summary>
    public static UnmappedTable[] Sum(IEnumerable<UnmappedTable> parts) =>
    [
        .. parts.GroupBy(part => (part.Measure, part.Table))
            .OrderBy(group => group.Key.Measure, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Table, StringComparer.Ordinal)
            .Select(group => new UnmappedTable(
                group.Key.Measure, group.Key.Table, group.Sum(part => part.Customers),
                Sum(group.SelectMany(part => part.Values)))),
    ];

    private static UnmappedValue[] Sum(IEnumerable<UnmappedValue> parts) =>
    [
        .. parts.GroupBy(part => part.Value, StringComparer.Ordinal)
            .Select(group => new UnmappedValue(group.Key, group.Sum(part => part.Customers)))
            .OrderByDescending(value => value.Customers)
            .ThenBy(value => Encoding.UTF8.GetBytes(value.Value), ByCodePoint),
    ];

    private static readonly Comparer<byte[]> ByCodePoint =
        Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b));
}

/// <summary>A value that a table lacks.</summary>
/// <param name="Value">The value, clipped to 80 characters.</param>
/// <param name="Customers">The customers that have it.</param>
public sealed record UnmappedValue(string Value, long Customers);
