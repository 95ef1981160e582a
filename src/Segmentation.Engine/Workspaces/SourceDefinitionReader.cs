using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads the customers, or one stream.</summary>
internal static class SourceDefinitionReader
{
    private const string ExpectedFile = "a glob of file names, or a list of them";
    private const string ExpectedColumn = "a column's header, or a list of alternatives";
    private const string ExpectedWhere = "a condition over the columns";

    private const string Name = "name";

    private static readonly string[] WellKnown = [Name, "owner", SourceDefinition.ParentName];

    private static readonly string[] CustomersKeys =
    [
        "file", "format", "id", .. WellKnown, "keys", "fields", "where", "version", "strict", "group",
        .. MatchReader.Keys,
    ];

    // How a row of a stream names its customer.
    private static readonly string[] Customers = ["customer", "belongs_to", "via"];

    private static readonly string[] StreamKeys =
        ["file", "format", .. Customers, "key", "version", "time", "where", "fields", "group"];

    private static readonly string[] ViaKeys = ["column", "stream"];

    /// <summary>The customers; null when the node is no mapping.</summary>
    public static SourceDefinition? ReadCustomers(Node node, Problems problems)
    {
        if (Entries.Of(node, CustomersKeys, problems) is not { } entries)
            return null;
        FieldDefinition[] fields =
        [
            .. WellKnownFields(entries, problems),
            .. FieldReader.ReadAll(entries.Find("fields"), problems),
        ];
        CheckNames(fields, problems);
        KnownSince.Check(fields, hasTime: false, problems);
        return Common(SourceDefinition.CustomersName, node.At, entries, problems) with
        {
            Customer = ColumnReader.Read(entries.Need("id", ExpectedColumn), problems),
            Strict = entries.Find("strict").Flag(problems) ?? false,
            Match = MatchReader.Read(entries, fields, problems),
            Fields = fields,
        };
    }

    /// <summary>A stream; null when the node is no mapping.</summary>
    public static SourceDefinition? ReadStream(TextNode name, Node node, Problems problems)
    {
        if (Entries.Of(node, StreamKeys, problems) is not { } entries)
            return null;
        CheckStream(name, entries, problems);
        FieldDefinition[] fields = [.. FieldReader.ReadAll(entries.Find("fields"), problems)];
        CheckNames(fields, problems);
        KnownSince.Check(fields, hasTime: true, problems);
        return Common(name.Value, name.At, entries, problems) with
        {
            Customer = ColumnReader.Read(entries.Find("customer") ?? entries.Find("belongs_to"), problems),
            BelongsTo = entries.Find("belongs_to") is not null,
            Via = Via(entries.Find("via"), problems),
            Key = ColumnReader.Read(entries.Find("key"), problems),
            Time = FieldReader.ReadTime(entries.Find(FieldReader.Time), problems),
            Fields = fields,
        };
    }

    private static SourceDefinition Common(string name, Location at, Entries entries, Problems problems) =>
        new(name, at, Files(entries, problems), FormatReader.Read(entries.Find("format"), problems))
        {
            Version = ColumnReader.Read(entries.Find("version"), problems),
            Where = entries.Find("where").Expression(ExpectedWhere, problems),
            Group = entries.Find("group").Word(SourceGroup.All, problems) ?? SourceGroup.Of(name),
        };

    private static IReadOnlyList<string> Files(Entries entries, Problems problems)
    {
        var globs = entries.Need("file", ExpectedFile).Texts(ExpectedFile, problems);
        foreach (var glob in globs.Where(glob => !IsInside(glob.Value)))
            problems.Add(ProblemCode.WrongValue, glob.At, glob.Said, $"{ExpectedFile}, inside the import");
        return [.. globs.Select(glob => glob.Value)];
    }

    private static bool IsInside(string glob) => !string.IsNullOrWhiteSpace(glob)
        && glob[0] != '/' && !glob.Contains("..", StringComparison.Ordinal);

    private static void CheckStream(TextNode name, Entries entries, Problems problems)
    {
        var said = Customers.Where(key => entries.Find(key) is not null).ToArray();
        if (said.Length == 0)
            problems.Add(
                ProblemCode.MissingKey, name.At, $"stream '{name.Value}' without a customer",
                $"{Entries.OneOf(Customers)}");
        foreach (var key in said.Skip(1))
            problems.Add(
                ProblemCode.MisplacedKey, entries.Find(key)!.At,
                $"stream '{name.Value}' with both '{said[0]}' and '{key}'", "one of them");
        if (said is [] or ["customer"] && entries.Find(FieldReader.Time) is null)
            problems.Add(
                ProblemCode.MissingKey, name.At, $"stream '{name.Value}' without 'time'", $"time: {ExpectedColumn}");
        if (entries.Find("version") is { } version && entries.Find("key") is null)
            problems.Add(
                ProblemCode.MissingKey, version.At, "'version' without 'key'", "the key whose latest version wins");
    }

    private static IEnumerable<FieldDefinition> WellKnownFields(Entries entries, Problems problems)
    {
        foreach (var name in WellKnown)
        {
            if (entries.Find(name) is { } node && WellKnownField(name, node.At, node, problems) is { } field)
                yield return field with { IsForPeople = name == Name };
        }

        if (entries.Find("keys") is not { } keys
            || Entries.Map(keys, "a mapping from names to columns", problems) is not { } map)
            yield break;
        foreach (var (name, node) in map.Entries)
        {
            if (name.Form(Forms.IsName, Forms.Name, problems) is not null
                && WellKnownField($"{SourceDefinition.KeyPrefix}{name.Value}", name.At, node, problems) is { } field)
                yield return field with { IsForPeople = true };
        }
    }

    private static FieldDefinition? WellKnownField(string name, Location at, Node node, Problems problems) =>
        ColumnReader.ReadWellKnown(node, problems) is { } column
            ? new FieldDefinition(name, at, ColumnType.Text) { Column = column }
            : null;

    private static ViaDefinition? Via(Node? node, Problems problems)
    {
        if (node is null || Entries.Of(node, ViaKeys, problems) is not { } entries)
            return null;
        var column = ColumnReader.Names(entries.Need("column", ExpectedColumn), optional: false, problems);
        var stream = entries.Need("stream", "the stream with that key").Text("the name of a stream", problems);
        return column is null || stream is null ? null : new ViaDefinition(column, stream.Value, stream.At);
    }

    private static void CheckNames(FieldDefinition[] fields, Problems problems)
    {
        foreach (var same in fields.GroupBy(field => field.Name, StringComparer.Ordinal))
        {
            foreach (var again in same.Skip(1))
                problems.Add(
                    ProblemCode.NameTaken, again.At, $"field '{same.Key}' twice", "it once", "rename one of them");
        }
    }
}
