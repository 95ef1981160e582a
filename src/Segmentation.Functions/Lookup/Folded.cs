using System.Buffers;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Lookup;

/// <summary>Texts as they are compared where case does not matter: in upper case, without blanks around them.</summary>
internal static class Folded
{
    // The blanks of ASCII that string.Trim takes away; a text with others goes its way.
    private static readonly byte[] Blanks = [.. " \t\n\v\f\r"u8];

    private static readonly SearchValues<byte> Unchanged = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Where(letter => letter is < 'a' or > 'z').Select(letter => (byte)letter)]);

    /// <summary>A text as UTF-8.</summary>
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text.Trim().ToUpperInvariant());

    /// <summary>The texts under the same numbers; the list itself when nothing differs.</summary>
    public static TextList Of(TextList texts)
    {
        if (!texts.Bytes.ContainsAnyExcept(Unchanged) && !HasBlanksAround(texts))
            return texts;
        var folded = new TextList(texts.Count, texts.ByteCount);
        var upper = Array.Empty<byte>();
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i].Trim(Blanks);
            if (upper.Length < text.Length)
                upper = new byte[text.Length * 2];
            if (Ascii.ToUpper(text, upper, out var length) == OperationStatus.Done)
                folded.Add(upper.AsSpan(0, length));
            else
                folded.Add(Of(texts.Text(i)));
        }

        return folded;
    }

    private static bool HasBlanksAround(TextList texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Trim(Blanks).Length < texts[i].Length)
                return true;
        }

        return false;
    }
}
