using System.Text;

namespace Segmentation.Engine.Lookups;

/// <summary>Brings the spellings of one key together: "Fin. Services" and "fin services" are the same.</summary>
internal static class LookupKey
{
    private const string Signs = ".&-/_,";

    /// <summary>Compares keys without case, character by character.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>
    /// The text with one blank for every run of blanks and of the signs . &amp; - / _ , and none at its ends; empty
    /// when nothing is left.
    /// </summary>
    /// <param name="text">The text as UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> text)
    {
        var key = new StringBuilder(text.Length);
        var parted = false;
        foreach (var c in Encoding.UTF8.GetString(text))
        {
            if (char.IsWhiteSpace(c) || Signs.Contains(c))
            {
                parted = key.Length > 0;
                continue;
            }

            if (parted)
                key.Append(' ');
            key.Append(c);
            parted = false;
        }

        return key.ToString();
    }
}
