using System.Numerics;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Finds the customer that a person means by an id, an external key or a name.</summary>
/// <param name="runs">The files of runs.</param>
/// <param name="directories">The customers of runs.</param>
public sealed class FindCustomer(RunStore runs, CustomerDirectories directories)
{
    private const int MostShown = 5;

    private readonly Memo _identities = new(RunStore.RunsKept);

    /// <summary>
    /// Who is meant; of an alias the customer for which it stands. An id is compared exactly and goes before all else;
    /// then names, whatever their case, and keys; then keys whatever their case.
    /// </summary>
    /// <param name="customer">The text; blanks around it do not matter.</param>
    /// <param name="run">A run whose files are kept.</param>
    /// <exception cref="ImportException">When a file of the run is missing or damaged.</exception>
    public CustomerMatch Find(string customer, int run)
    {
        var text = customer.Trim();
        var identity = _identities.Get(RunStore.Folder(run), () => runs.Matches(run).Identity);
        if (IsId(identity.Canonical(text), run))
            return new CustomerMatch(identity.Canonical(text), 1, [], "");
        var directory = directories.Of(run);
        int[] rows = [.. directory.Named(Folded.Of(text)).Union(Keyed(directory, text))];
        if (rows.Length == 0)
            rows = [.. KeyedInAnyCase(directory, text).Distinct()];
        rows = [.. rows.Select(directory.Canonical).Distinct()];
        return rows.Length switch
        {
            0 => new CustomerMatch(null, 0, [], Suggestion.For(text, NamesNear(directory, Folded.Of(text)))),
            1 => new CustomerMatch(directory.Ids.Text(rows[0]), 1, [], ""),
            _ => new CustomerMatch(
                null, rows.Length, [.. rows.Order().Take(MostShown).Select(directory.Candidate)], ""),
        };
    }

    /// <summary>The id of the customer who is meant.</summary>
    /// <param name="customer">An id, an external key, or an unambiguous name.</param>
    /// <param name="run">A run whose files are kept.</param>
    /// <exception cref="DefinitionException">When the text means nobody, or several.</exception>
    public string Id(string customer, int run)
    {
        var match = Find(customer, run);
        return match.Id ?? throw match.Refused(customer, run);
    }

    /// <summary>Forgets the customers that were read: one of them was erased.</summary>
    internal void Forget()
    {
        _identities.Clear();
        directories.Forget();
    }

    private bool IsId(string id, int run)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var shard = StableHash.Shard(StableHash.Of(bytes), runs.Base(run).Shards);
        return runs.Shard(run, shard).IndexOf(bytes) >= 0;
    }

    private static IEnumerable<int> Keyed(CustomerDirectory directory, string text)
    {
        var (columns, key) = directory.KeyOf(text);
        var bytes = Encoding.UTF8.GetBytes(key);
        return columns.SelectMany(column => RowsWith(column, column.Texts.IndexInSorted(bytes)));
    }

    private static IEnumerable<int> KeyedInAnyCase(CustomerDirectory directory, string text)
    {
        var (columns, key) = directory.KeyOf(text);
        var folded = Folded.Of(key);
        foreach (var column in columns)
        {
            var texts = Folded.Of(column.Texts);
            for (var code = 0; code < texts.Count; code++)
            {
                if (!texts[code].SequenceEqual(folded))
                    continue;
                foreach (var row in RowsWith(column, code))
                    yield return row;
            }
        }
    }

    private static IEnumerable<int> RowsWith(TextColumn column, int code) => code < 0
        ? []
        : Enumerable.Range(0, column.Count).Where(row => column.Codes[row] == code);

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
