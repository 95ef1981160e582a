using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Lookup;

/// <summary>Which customers are asked for; what is null does not matter, and the rest must all hold.</summary>
/// <param name="Text">Words: each is somewhere in the name, whatever its case, or the id begins with it.</param>
/// <param name="Owner">The owner, exactly.</param>
/// <param name="Key">An external key, exactly: <c>crm:123</c>, or <c>123</c> for any of them.</param>
internal sealed record CustomerSearch(string? Text, string? Owner, string? Key)
{
    /// <summary>
    /// The rows of a directory that fit: first those whose name or id is the text, then those whose name begins with
    /// it, then the others, each by name and id.
    /// </summary>
    public IReadOnlyList<int> In(CustomerDirectory directory)
    {
        var fits = new bool[directory.Ids.Count];
        Array.Fill(fits, true);
        foreach (var alias in directory.Aliases.Keys)
            fits[alias] = false;
        if (Owner is not null)
            Keep(fits, Having([directory.Owners], Owner, fits.Length));
        if (Key is not null && directory.KeyOf(Key) is var (columns, key))
            Keep(fits, WithAliases(directory, Having(columns, key, fits.Length)));
        var words = (Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
            Keep(fits, WithAliases(directory, Having(directory, Folded.Of(word))));
        return Ranked(directory, fits, Folded.Of(string.Join(' ', words)));
    }

    /// <summary>A customer is found by what its aliases have, too.</summary>
    private static bool[] WithAliases(CustomerDirectory directory, bool[] found)
    {
        foreach (var (alias, customer) in directory.Aliases)
            found[customer] |= found[alias];
        return found;
    }

    private static void Keep(bool[] fits, bool[] found)
    {
        for (var row = 0; row < fits.Length; row++)
            fits[row] &= found[row];
    }

    private static bool[] Having(IReadOnlyList<TextColumn> columns, string text, int count)
    {
        var found = new bool[count];
        var wanted = Encoding.UTF8.GetBytes(text);
        foreach (var column in columns)
        {
            var code = column.Texts.IndexInSorted(wanted);
            for (var row = 0; row < count && code >= 0; row++)
                found[row] |= column.Codes[row] == code;
        }

        return found;
    }

    private static bool[] Having(CustomerDirectory directory, ReadOnlySpan<byte> word)
    {
        var (names, ids, codes) = (directory.FoldedNames, directory.FoldedIds, directory.Names.Codes);
        var inName = new bool[names.Count];
        for (var name = 0; name < inName.Length; name++)
            inName[name] = names[name].IndexOf(word) >= 0;
        var found = new bool[ids.Count];
        for (var row = 0; row < found.Length; row++)
            found[row] = (codes[row] != TextColumn.Null && inName[codes[row]]) || ids[row].StartsWith(word);
        return found;
    }

    private static List<int> Ranked(CustomerDirectory directory, bool[] fits, ReadOnlySpan<byte> text)
    {
        var (exact, begins, others) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var row in directory.ByName)
        {
            if (!fits[row])
                continue;
            var code = directory.Names.Codes[row];
            var name = code == TextColumn.Null ? default : directory.FoldedNames[code];
            var rank = text.IsEmpty ? others
                : name.SequenceEqual(text) || directory.FoldedIds[row].SequenceEqual(text) ? exact
                : name.StartsWith(text) ? begins
                : others;
            rank.Add(row);
        }

        return [.. exact, .. begins, .. others];
    }
}
