using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Identities;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Texts of all customers that have a name themselves: an external key, or the segments of a scheme.</summary>
/// <param name="Name">The name of the key or scheme.</param>
/// <param name="Texts">Per customer the text, or null.</param>
internal sealed record NamedTexts(string Name, TextColumn Texts);

/// <summary>
/// The customers of one run with their names, owners, external keys and segments: columns, no object per customer.
/// Rows are in the order of the ids, by code point; the texts of each column are sorted and differ. Aliases have rows
/// of their own, so that they are found, and stand for another.
/// </summary>
internal sealed class CustomerDirectory
{
    private const long Unnamed = int.MaxValue;

    private readonly Identity _identity;
    private readonly Dictionary<int, int> _aliases = [];

    /// <summary>A directory of these columns.</summary>
    /// <param name="ids">The customers, sorted by code point.</param>
    /// <param name="names">Their names.</param>
    /// <param name="owners">Their owners.</param>
    /// <param name="keys">Their external keys.</param>
    /// <param name="segments">Per scheme their segments.</param>
    /// <param name="identity">Which of them are one; null when all differ.</param>
    public CustomerDirectory(
        TextList ids, TextColumn names, TextColumn owners, IReadOnlyList<NamedTexts> keys,
        IReadOnlyList<NamedTexts> segments, Identity? identity = null)
    {
        (Ids, Names, Owners, Keys, Segments) = (ids, names, owners, keys, segments);
        _identity = identity ?? Identity.None;
        foreach (var group in _identity.Groups)
        {
            foreach (var alias in group.Aliases.Select(RowOf).Where(row => row >= 0))
                _aliases[alias] = RowOf(group.Canonical);
        }

        (FoldedIds, FoldedNames) = (Folded.Of(ids), Folded.Of(names.Texts));
        ByName = OrderByName();
    }

    /// <summary>The customers.</summary>
    public TextList Ids { get; }

    /// <summary>Their names.</summary>
    public TextColumn Names { get; }

    /// <summary>Their owners.</summary>
    public TextColumn Owners { get; }

    /// <summary>Their external keys.</summary>
    public IReadOnlyList<NamedTexts> Keys { get; }

    /// <summary>Per scheme their segments.</summary>
    public IReadOnlyList<NamedTexts> Segments { get; }

    /// <summary>The ids as <see cref="Folded"/> has them, by row.</summary>
    public TextList FoldedIds { get; }

    /// <summary>The names as <see cref="Folded"/> has them, by the code of the name.</summary>
    public TextList FoldedNames { get; }

    /// <summary>The rows by name whatever its case, then by id; customers without a name come last.</summary>
    public int[] ByName { get; }

    /// <summary>The rows of a name, by id.</summary>
    /// <param name="folded">The name as <see cref="Folded"/> has it.</param>
    public IEnumerable<int> Named(byte[] folded)
    {
        var (from, to) = (0, ByName.Length);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            (from, to) = Compare(ByName[middle], folded) < 0 ? (middle + 1, to) : (from, middle);
        }

        return ByName.Skip(from).TakeWhile(row => Compare(row, folded) == 0);
    }

    /// <summary>The rows of aliases, each with the row of the customer that it stands for.</summary>
    public IReadOnlyDictionary<int, int> Aliases => _aliases;

    /// <summary>The row of the customer that a row stands for.</summary>
    public int Canonical(int row) => _aliases.GetValueOrDefault(row, row);

    /// <summary>
    /// The customer of a row as a person tells it from others; what it lacks is an alias'.
    /// </summary>
    public Candidate Candidate(int row)
    {
        var id = Ids.Text(row);
        int[] rows = [row, .. _identity.Aliases(id).Select(RowOf).Where(alias => alias >= 0)];
        return new Candidate(
            id, rows.Select(one => Text(Names, one)).FirstOrDefault(name => name is not null),
            rows.Select(one => Text(Owners, one)).FirstOrDefault(owner => owner is not null));
    }

    /// <summary>The texts of a row that are there, by the name of their column.</summary>
    public static IReadOnlyDictionary<string, string> Texts(IReadOnlyList<NamedTexts> columns, int row) => columns
        .Where(column => !column.Texts.IsNull(row))
        .ToDictionary(column => column.Name, column => Text(column.Texts, row)!);

    /// <summary>
    /// Where an external key may stand, and its text: <c>crm:123</c> names the key, <c>123</c> may be any of them.
    /// </summary>
    public (IReadOnlyList<TextColumn> Columns, string Text) KeyOf(string asked)
    {
        var colon = asked.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && Keys.FirstOrDefault(key => key.Name == asked[..colon]) is { } named
            ? ([named.Texts], asked[(colon + 1)..])
            : ([.. Keys.Select(key => key.Texts)], asked);
    }

    private int Compare(int row, ReadOnlySpan<byte> folded) =>
        Names.IsNull(row) ? 1 : TextList.Compare(FoldedNames[Names.Codes[row]], folded);

    private int RowOf(string id) => Ids.IndexInSorted(Encoding.UTF8.GetBytes(id));

    private static string? Text(TextColumn column, int row) => CellValue.Of(column, row) as string;

    private int[] OrderByName()
    {
        var places = Places(FoldedNames);
        var keys = new long[Ids.Count];
        for (var row = 0; row < keys.Length; row++)
            keys[row] = ((Names.IsNull(row) ? Unnamed : places[Names.Codes[row]]) << 32) | (uint)row;
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => (int)key);
    }

    /// <summary>For each text its place in the order; equal texts have the same.</summary>
    private static long[] Places(TextList texts)
    {
        var order = TextSort.Order(texts);
        var places = new long[order.Length];
        for (var i = 1; i < order.Length; i++)
        {
            var isSame = texts[order[i]].SequenceEqual(texts[order[i - 1]]);
            places[order[i]] = isSame ? places[order[i - 1]] : i;
        }

        return places;
    }
}
