using System.Numerics;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Finds the customer that a person means by an id, an external key or a name.</summary>
/// <param name="runs">The files of runs.</param>
/// <param name="directories">The customers of runs.</param>
public sealed class FindCustomer(RunStore runs, CustomerDirectories directories)
{
    private const int MostShown = 5;

    /// <summary>
    /// Who is meant. An id is compared exactly and goes before all else; a name matters without its case, and so does
    /// a key that is none exactly.
    /// </summary>
    /// <param name="customer">The text; blanks around it do not matter.</param>
    /// <param name="run">A run whose files are kept.</param>
    /// <exception cref="ImportException">When a file of the run is missing or damaged.</exception>
    public CustomerMatch Find(string customer, int run)
    {
        var text = customer.Trim();
        if (IsId(text, run))
            return new CustomerMatch(text, 1, [], "");
        var directory = directories.Of(run);
        var rows = Named(directory, text).Concat(Keyed(directory, text)).Distinct().ToArray();
        return rows.Length switch
        {
            0 => new CustomerMatch(null, 0, [], Suggestion.For(text, NamesNear(directory, Folded.Of(text)))),
            1 => new CustomerMatch(directory.Ids.Text(rows[0]), 1, [], ""),
            _ => new CustomerMatch(
                null, rows.Length, [.. rows.Order().Take(MostShown).Select(directory.Candidate)], ""),
        };
    }

    private bool IsId(string id, int run)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var shard = StableHash.Shard(StableHash.Of(bytes), runs.Base(run).Shards);
        return runs.Shard(run, shard).IndexOf(bytes) >= 0;
    }

    private static IEnumerable<int> Named(CustomerDirectory directory, string text) =>
        RowsWith(directory.Names, Codes(directory.FoldedNames, Folded.Of(text)));

    private static IEnumerable<int> Keyed(CustomerDirectory directory, string text)
    {
        var (columns, key) = directory.KeyOf(text);
        var exact = columns.SelectMany(column => RowsWith(column, Codes(column.Texts, Encoding.UTF8.GetBytes(key))))
            .ToArray();
        return exact.Length > 0
            ? exact
            : columns.SelectMany(column => RowsWith(column, Codes(Folded.Of(column.Texts), Folded.Of(key))));
    }

    private static HashSet<int> Codes(TextList texts, byte[] text) =>
        [.. Enumerable.Range(0, texts.Count).Where(code => texts[code].SequenceEqual(text))];

    private static IEnumerable<int> RowsWith(TextColumn column, HashSet<int> codes) => codes.Count == 0
        ? []
        : Enumerable.Range(0, column.Count).Where(row => codes.Contains(column.Codes[row]));

    /// <summary>
    /// The names worth comparing letter by letter: those whose length and whose set of letters are near enough.
    /// </summary>
    private static IEnumerable<string> NamesNear(CustomerDirectory directory, byte[] text)
    {
        var letters = Letters(text);
        for (var name = 0; name < directory.FoldedNames.Count; name++)
        {
            var known = directory.FoldedNames[name];
            var most = Math.Max(1, Math.Max(text.Length, known.Length) / 3);
            if (Math.Abs(text.Length - known.Length) > most)
                continue;
            var other = Letters(known);
            if (Math.Max(BitOperations.PopCount(letters & ~other), BitOperations.PopCount(other & ~letters)) <= most)
                yield return directory.Names.Texts.Text(name);
        }
    }

    private static ulong Letters(ReadOnlySpan<byte> text)
    {
        var letters = 0UL;
        foreach (var letter in text)
            letters |= 1UL << (letter & 63);
        return letters;
    }
}
