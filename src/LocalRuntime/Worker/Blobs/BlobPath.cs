using System.Text;
using System.Text.RegularExpressions;
using LocalRuntime.Worker.Hosting;

namespace LocalRuntime.Worker.Blobs;

/// <summary>Container and pattern of a blob function, like <c>dumps/inbox/{name}</c>.</summary>
/// <remarks>A value in braces matches any text, also across slashes; the earlier one takes as much as it can.</remarks>
internal sealed partial class BlobPath
{
    private readonly Regex _name;

    private BlobPath(string container, string folder, Regex name) =>
        (Container, Folder, _name) = (container, folder, name);

    /// <summary>The container.</summary>
    public string Container { get; }

    /// <summary>The folder that holds every match, ending with a slash; empty for the container itself.</summary>
    public string Folder { get; }

    /// <summary>Reads a path.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static BlobPath Parse(string path, string function)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        var pattern = slash < 0 ? "{name}" : path[(slash + 1)..];
        if (!ContainerName().IsMatch(container) || !Pattern().IsMatch(pattern))
            throw new StartException($"function '{function}': blob path: found '{path}'; expected a container of 3 to "
                + "63 lower-case letters, digits or '-', and a pattern like 'dumps/inbox/{name}'; correct it.");
        var literal = pattern.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0 ? pattern[..brace] : pattern;
        return new BlobPath(container, literal[..(literal.LastIndexOf('/') + 1)], Compiled(pattern));
    }

    /// <summary>The values of the pattern in a name; null when the name does not match.</summary>
    public IReadOnlyDictionary<string, string>? Match(string name)
    {
        var match = _name.Match(name);
        if (!match.Success)
            return null;
        return match.Groups.Values.Where(group => group.Name != "0")
            .ToDictionary(group => group.Name, group => group.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static Regex Compiled(string pattern)
    {
        var text = new StringBuilder("^");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in Parts().Matches(pattern).Select(match => match.Value))
            if (part[0] != '{')
                text.Append(Regex.Escape(part));
            else if (seen.TryGetValue(part[1..^1], out var first))
                text.Append("\\k<").Append(first).Append('>');
            else if (seen.Add(part[1..^1]))
                text.Append("(?<").Append(part[1..^1]).Append(">.*)");
        return new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){2,62}$")]
    private static partial Regex ContainerName();

    [GeneratedRegex("^([^{}\\\\]|\\{[A-Za-z_][A-Za-z0-9_]*\\})+$")]
    private static partial Regex Pattern();

    [GeneratedRegex("\\{[^}]+\\}|[^{]+")]
    private static partial Regex Parts();
}
