using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Where the characters of an expression stand in its file.</summary>
internal sealed class Origin
{
    private readonly Location _at;
    private readonly List<int> _lineStarts = [];

    public Origin(ExpressionText source)
    {
        (Text, _at) = source;
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>The place of a character.</summary>
    /// <param name="offset">The character's index in the text.</param>
    public Location this[int offset]
    {
        get
        {
            var found = _lineStarts.BinarySearch(offset);
            var lines = found >= 0 ? found + 1 : ~found;
            return lines == 0
                ? _at with { Column = _at.Column + offset }
                : _at with { Line = _at.Line + lines, Column = offset - _lineStarts[lines - 1] + 1 };
        }
    }
}
