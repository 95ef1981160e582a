using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Identities;

/// <summary>The one form of values that are compared.</summary>
public static class MatchValue
{
    private const int Shortest = 4;

    private static readonly HashSet<string> LegalForms = new(
        ["LTD", "LIMITED", "INC", "GMBH", "CORP", "CORPORATION", "AG", "SARL", "LLC", "CO", "PLC", "SA"],
        StringComparer.Ordinal);

    /// <summary>A value in the form in which it is compared; null for one that says nothing.</summary>
    /// <param name="key">The field.</param>
    /// <param name="value">The value.</param>
    public static string? Of(MatchKey key, string value) => key.IsEmail ? Email(value) : Id(value);

    /// <summary>Trimmed and in lower case; null without an @ between other characters.</summary>
    public static string? Email(string value)
    {
        var address = value.Trim().ToLowerInvariant();
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < address.Length - 1 ? address : null;
    }

    /// <summary>Letters and digits alone, in upper case; null when they are fewer than 4.</summary>
    public static string? Id(string value)
    {
        var id = LettersAndDigits(value);
        return id.Length < Shortest ? null : id;
    }

    /// <summary>
    /// The letters and digits of a company's name in upper case, without legal forms at its end; null when nothing is
    /// left.
    /// </summary>
    public static string? Name(string value)
    {
        // Dots belong to a word: S.A.R.L. is SARL.
        var words = value.Replace(".", "", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(LettersAndDigits).Where(word => word.Length > 0).ToList();
        while (words.Count > 0 && LegalForms.Contains(words[^1]))
            words.RemoveAt(words.Count - 1);
        return words.Count == 0 ? null : string.Concat(words);
    }

    private static string LettersAndDigits(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes().Where(Rune.IsLetterOrDigit))
            text.Append(Rune.ToUpperInvariant(rune).ToString());
        return text.ToString();
    }
}
