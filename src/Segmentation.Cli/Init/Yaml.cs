namespace Segmentation.Cli.Init;

/// <summary>Writes the few forms of YAML that definitions need.</summary>
internal static class Yaml
{
    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>A text, in quotes where YAML needs them.</summary>
    public static string Scalar(string text)
    {
        var plain = text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.EndsWith(' ')
            && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.' or ' ')
            && !Words.Contains(text, StringComparer.OrdinalIgnoreCase);
        return plain ? text : '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + '"';
    }

    /// <summary>One text as it is, several as a list.</summary>
    public static string OneOrList(IReadOnlyList<string> texts) =>
        texts is [var only] ? Scalar(only) : $"[{string.Join(", ", texts.Select(Scalar))}]";

    /// <summary>A mapping in one line; empty values are left out.</summary>
    public static string Map(params (string Key, string Value)[] entries) => "{ "
        + string.Join(", ", entries.Where(entry => entry.Value.Length > 0).Select(one => $"{one.Key}: {one.Value}"))
        + " }";
}
