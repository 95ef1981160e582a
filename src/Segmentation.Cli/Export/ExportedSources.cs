using System.Globalization;
using System.Text;
using Segmentation.Cli.Init;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Export;

/// <summary>The file <c>sources.yaml</c> that reads an exported base: the same sources, of plain columns.</summary>
internal static class ExportedSources
{
    private static readonly string[] WellKnown = ["name", "owner", "parent"];

    /// <summary>The name of the file that a source is exported to.</summary>
    public static string FileOf(SourceDefinition source) => $"{source.Name}.csv";

    /// <summary>The text.</summary>
    public static string Of(IEnumerable<SourceDefinition> sources)
    {
        var text = new StringBuilder(
            "# Reads an exported base. Values are as they were computed: nothing is left to filter or convert.\n");
        var (customers, streams) = (sources.Where(s => s.IsCustomers), sources.Where(s => !s.IsCustomers).ToArray());
        foreach (var source in customers)
            Append(text, source, "");
        if (streams.Length > 0)
            text.Append("streams:\n");
        foreach (var stream in streams)
            Append(text, stream, "  ");
        return text.ToString();
    }

    private static void Append(StringBuilder text, SourceDefinition source, string indent)
    {
        text.Append(indent).Append(source.Name).Append(":\n");
        foreach (var (key, value) in Keys(source, new SourceColumns(source)))
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {key}: {value}\n");
        var fields = source.Fields.Where(field => !IsWellKnown(source, field) && !IsKey(field)).ToArray();
        if (fields.Length > 0)
            text.Append(indent).Append("  fields:\n");
        foreach (var field in fields)
            text.Append(CultureInfo.InvariantCulture, $"{indent}    {field.Name}: {Field(field)}\n");
    }

    private static IEnumerable<(string Key, string Value)> Keys(SourceDefinition source, SourceColumns columns)
    {
        yield return ("file", Yaml.Scalar(FileOf(source)));
        yield return ("format", Yaml.Map(("delimiter", "\",\""), ("encoding", "utf-8"), ("header", "true")));
        if (source.Via is { } via)
            yield return ("via", Yaml.Map(("column", columns.Customer), ("stream", via.Stream)));
        else
            yield return (source.IsCustomers ? "id" : source.BelongsTo ? "belongs_to" : "customer", columns.Customer);
        if (columns.Key is { } key)
            yield return ("key", key);
        if (columns.Version is { } version)
            yield return ("version", version);
        if (columns.Time is { } time)
            yield return ("time", time);
        if (source.Strict)
            yield return ("strict", "true");
        yield return ("group", source.Group);
        foreach (var field in source.Fields.Where(field => IsWellKnown(source, field)))
            yield return (field.Name, field.Name);
        if (source.Fields.Where(IsKey).ToArray() is { Length: > 0 } keys)
        {
            yield return ("keys", Yaml.Map([
                .. keys.Select(one => (one.Name[SourceDefinition.KeyPrefix.Length..], one.Name)),
            ]));
        }

        if (source.Match is not { } match)
            yield break;
        yield return ("match", Yaml.OneOrList([.. match.Keys.Select(one => one.Name)]));
        yield return ("match_at_most", match.AtMost.ToString(CultureInfo.InvariantCulture));
    }

    private static string Field(FieldDefinition field) => Yaml.Map(
        ("type", field.Type.ToString().ToLowerInvariant()), ("kind", field.Kind is { } kind ? Yaml.Scalar(kind) : ""),
        ("known_since", field.KnownSince is { } since ? Yaml.Scalar(since.ToString()) : ""));

    private static bool IsWellKnown(SourceDefinition source, FieldDefinition field) => source.IsCustomers
        && WellKnown.Contains(field.Name) && field.Type == ColumnType.Text && field.Kind is null
        && field.KnownSince is null && (field.Name != "name" || field.IsForPeople);

    private static bool IsKey(FieldDefinition field) =>
        field.IsForPeople && field.Name.StartsWith(SourceDefinition.KeyPrefix, StringComparison.Ordinal);
}
