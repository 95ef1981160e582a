using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>Finds columns by name: exactly, else by letters and digits alone without case.</summary>
public sealed class Headers
{
    private readonly IReadOnlyList<string> _names;
    private readonly string[] _plain;

    /// <summary>The columns of a file.</summary>
    public Headers(IReadOnlyList<string> names)
    {
        _names = names;
        _plain = [.. names.Select(Plain)];
    }

    /// <summary>The index of the first of the names that the file has, or -1.</summary>
    public int Find(ColumnNames names)
    {
        foreach (var name in names.Names)
        {
            var index = Find(name);
            if (index >= 0)
                return index;
        }

        return -1;
    }

    /// <summary>
    /// The index of a column, or -1. Of several that differ only in case or signs, the first is taken.
    /// </summary>
    public int Find(string name)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
                return i;
        }

        var plain = Plain(name);
        return plain.Length == 0 ? -1 : Array.IndexOf(_plain, plain);
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
