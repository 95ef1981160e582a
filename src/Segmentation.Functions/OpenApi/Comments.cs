using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace Segmentation.Functions.OpenApi;

/// <summary>What types and properties mean, by the comments of the source, which the build writes beside assemblies.
/// </summary>
internal sealed class Comments
{
    private readonly Dictionary<string, string> _summaries = [];

    /// <summary>The comments of these assemblies; none for one without a file of them.</summary>
    public Comments(params IEnumerable<Assembly> assemblies)
    {
        foreach (var file in assemblies.Select(one => Path.ChangeExtension(one.Location, ".xml")).Where(File.Exists))
        {
            foreach (var member in XDocument.Load(file).Descendants("member"))
            {
                if (member.Element("summary") is { } summary && (string?)member.Attribute("name") is { } name)
                    _summaries[name] = Text(summary);
            }
        }
    }

    /// <summary>What a type means; null when nothing says so.</summary>
    public string? Of(Type type) => _summaries.GetValueOrDefault($"T:{Name(type)}");

    /// <summary>What a property means; null when nothing says so.</summary>
    public string? Of(JsonPropertyInfo property) =>
        property.AttributeProvider is MemberInfo { DeclaringType: { } type } member
            ? _summaries.GetValueOrDefault($"P:{Name(type)}.{member.Name}")
            : null;

    private static string? Name(Type type) => type.FullName?.Replace('+', '.');

    private static string Text(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.DescendantNodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } link)
                text.Append(Named(link));
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The name of what a comment points at, as JSON has it.</summary>
    private static string Named(XElement link)
    {
        var name = (string?)link.Attribute("cref") ?? (string?)link.Attribute("name")
            ?? (string?)link.Attribute("langword") ?? "";
        var last = name[(name.LastIndexOf('.') + 1)..];
        return name.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(last) : last;
    }
}
