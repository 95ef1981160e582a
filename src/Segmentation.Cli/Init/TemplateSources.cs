using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Init;

/// <summary>The sources of a shipped workspace with the recognised files and columns put first.</summary>
internal static class TemplateSources
{
    private const string Key = "key_";

    /// <summary>The text of <c>sources.yaml</c>.</summary>
    /// <param name="sources">The sources of the template.</param>
    /// <param name="proposal">The recognised files.</param>
    public static string Text(IReadOnlyList<SourceDefinition> sources, Proposal proposal)
    {
        var text = new StringBuilder(
            "# The template's sources. Of several files and columns the first are those that were seen.\n");
        foreach (var customers in sources.Where(source => source.IsCustomers))
            Append(text, customers, proposal.Find(customers.Name), "");
        if (sources.Any(source => !source.IsCustomers))
            text.Append("streams:\n");
        foreach (var stream in sources.Where(source => !source.IsCustomers))
            Append(text, stream, PlanOf(stream.Name, proposal), "  ");
        return text.ToString();
    }

    /// <summary>The schemes of the template, with what they lack.</summary>
    /// <param name="template">The template.</param>
    /// <param name="proposal">The recognised files.</param>
    public static IReadOnlyList<SchemeProposal> Schemes(Workspace template, Proposal proposal) =>
    [
        .. template.Schemes.Select(scheme => new SchemeProposal(
            scheme.Name, string.Join(", ", scheme.Needs.Where(need => PlanOf(need, proposal) is null)), "")),
    ];

    private static SourcePlan? PlanOf(string source, Proposal proposal) =>
        proposal.Find(source) ?? (source is "orders" or "deals" or "gifts" ? proposal.Orders : null);

    private static void Append(StringBuilder text, SourceDefinition source, SourcePlan? plan, string indent)
    {
        void Line(string key, string value) =>
            text.Append(indent).Append("  ").Append(key).Append(value.Length > 0 ? ": " + value : ":").Append('\n');
        text.Append(indent).Append(source.Name).Append(":\n");
        var seen = plan?.File.Dumps.Select(dump => dump.Name) ?? [];
        Line("file", Yaml.OneOrList([.. seen.Concat(source.Files).Distinct()]));
        var format = plan is null ? Format(source.Format) : SourcesText.Format(plan.File);
        if (format.Length > 0)
            Line("format", format);
        if (plan?.Via is { } via)
            Line("via", Yaml.Map(("column", Yaml.Scalar(plan.Customer!.Column.Header)), ("stream", via)));
        else if (source.Via is { } joined && plan is null)
            Line("via", Yaml.Map(("column", Yaml.OneOrList(joined.Column.Names)), ("stream", joined.Stream)));
        else if (source.Customer is not null || plan?.Customer is not null)
            Line(
                source.IsCustomers ? "id" : source.BelongsTo ? "belongs_to" : "customer",
                Names(plan?.Customer, source.Customer));
        if (plan is null ? source.Key is not null : plan.Key is not null)
            Line("key", Names(plan?.Key, plan is null ? source.Key : null));
        if (source.Time is { } time)
            Line("time", Time(plan?.Time, time));
        if (Where(source, plan) is { Length: > 0 } where)
            Line("where", Yaml.Scalar(where));
        AppendFields(source, plan, Line);
    }

    private static void AppendFields(SourceDefinition source, SourcePlan? plan, Action<string, string> line)
    {
        foreach (var known in source.Fields.Where(field => IsWellKnown(source, field)))
            line(known.Name, Yaml.Map(("column", Names(plan?.Field(known.Name), known.Column)), ("optional", "true")));
        var keys = source.Fields.Where(field => IsKey(source, field)).ToArray();
        if (keys.Length > 0)
            line("keys", Yaml.Map([.. keys.Select(key => (key.Name[Key.Length..], Names(null, key.Column)))]));
        var fields = source.Fields.Where(field => !IsWellKnown(source, field) && !IsKey(source, field)).ToArray();
        if (fields.Length > 0)
            line("fields", "");
        foreach (var field in fields)
            line("  " + field.Name, Field(plan?.Field(field.Name), field));
    }

    private static string Field(ColumnGuess? seen, FieldDefinition field) => Yaml.Map(
        ("column", field.Value is null || seen is not null ? Names(seen, field.Column) : ""),
        ("value", field.Value is null || seen is not null ? "" : Yaml.Scalar(field.Value.Text)),
        ("type", field.Type.ToString().ToLowerInvariant()),
        ("format", field.Type == ColumnType.Date ? DateFormat(seen, field.Format) : ""),
        ("kind", field.Kind is null ? "" : Yaml.Scalar(field.Kind)),
        ("known_since", field.KnownSince?.ToString() ?? ""),
        ("optional", field.Value is null || seen is not null ? "true" : ""));

    private static string Time(ColumnGuess? seen, FieldDefinition time) => seen is null && time.Value is not null
        ? Yaml.Map(("value", Yaml.Scalar(time.Value.Text)))
        : Yaml.Map(("column", Names(seen, time.Column)), ("format", DateFormat(seen, time.Format)));

    private static string DateFormat(ColumnGuess? seen, string? declared)
    {
        var format = seen is null ? declared : seen.Column.Date?.Format;
        return format is null ? "" : Yaml.Scalar(format);
    }

    private static string Names(ColumnGuess? seen, ColumnNames? declared) => Yaml.OneOrList(
        [.. (seen is null ? [] : (string[])[seen.Column.Header]).Concat(declared?.Names ?? []).Distinct()]);

    private static string Where(SourceDefinition source, SourcePlan? plan) =>
        plan is null ? source.Where?.Text ?? "" : string.Join(" AND ", plan.Where);

    private static string Format(FormatDefinition format) => format.Delimiter is null ? "" : Yaml.Map(
        ("delimiter", format.Delimiter == "\t" ? "tab" : Yaml.Scalar(format.Delimiter)));

    private static bool IsWellKnown(SourceDefinition source, FieldDefinition field) =>
        source.IsCustomers && field.Name is ("name" or "owner" or "parent");

    private static bool IsKey(SourceDefinition source, FieldDefinition field) =>
        source.IsCustomers && field.Name.StartsWith(Key, StringComparison.Ordinal);
}
