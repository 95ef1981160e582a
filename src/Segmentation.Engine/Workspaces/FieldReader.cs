using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads a typed field: a type, for the column of the same name, or a mapping.</summary>
internal static class FieldReader
{
    /// <summary>The name of the field that holds an event's time.</summary>
    public const string Time = "time";

    private const string ExpectedColumn = "a column's header, or a list of alternatives";

    private static readonly string[] Types = ["text", "integer", "number", "money", "date", "boolean"];
    private static readonly string[] Keys =
        ["column", "type", "format", "kind", "currency", "value", "optional", "known_since"];

    private static readonly string[] TimeKeys = ["column", "type", "format", "value", "optional"];

    /// <summary>The fields of a mapping from name to field.</summary>
    public static IEnumerable<FieldDefinition> ReadAll(Node? node, Problems problems)
    {
        if (node is null || Entries.Map(node, "a mapping from field names to types", problems) is not { } map)
            return [];
        return [.. map.Entries.Select(entry => Read(entry.Key, entry.Value, problems)).OfType<FieldDefinition>()];
    }

    /// <summary>The time of an event: a column, or a field of type date.</summary>
    public static FieldDefinition? ReadTime(Node? node, Problems problems)
    {
        if (node is null)
            return null;
        if (node is not MapNode)
        {
            return ColumnReader.Names(node, optional: false, problems) is { } column
                ? new FieldDefinition(Time, node.At, ColumnType.Date) { Column = column }
                : null;
        }

        if (Entries.Of(node, TimeKeys, problems) is not { } entries)
            return null;
        if (entries.Find("type") is { } type)
            type.Word(["date"], problems);
        return Computed(Time, node.At, ColumnType.Date, entries, problems) is { } time
            ? time with { Column = time.Value is null ? time.Column ?? Missing(entries) : null }
            : null;
    }

    private static FieldDefinition? Read(TextNode name, Node node, Problems problems)
    {
        if (name.Form(Forms.IsName, Forms.Name, problems) is null)
            return null;
        if (name.Value == Time)
            problems.Add(
                ProblemCode.NameTaken, name.At, "a field 'time'", "another name",
                "'time' is the time of a stream's events");
        if (node is not MapNode)
        {
            return Type(node, problems) is { } plain
                ? new FieldDefinition(name.Value, name.At, plain) { Column = SameName(name, optional: false) }
                : null;
        }

        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var type = entries.Find("type") is { } said ? Type(said, problems) : ColumnType.Text;
        if (entries.Find("value") is { } value && entries.Find("type") is null)
            problems.Add(ProblemCode.MissingKey, value.At, "a value without a type", $"type: {Entries.OneOf(Types)}");
        if (type is null)
            return null;
        var field = Computed(name.Value, name.At, type.Value, entries, problems);
        return field.Value is null && entries.Find("column") is null
            ? field with { Column = SameName(name, entries.Find("optional").Flag(problems) ?? false) }
            : field;
    }

    private static FieldDefinition Computed(
        string name, Location at, ColumnType type, Entries entries, Problems problems)
    {
        CheckTogether(type, entries, problems);
        var optional = entries.Find("column") is null ? null : entries.Find("optional").Flag(problems);
        return new FieldDefinition(name, at, type)
        {
            Column = ColumnReader.Names(entries.Find("column"), optional ?? false, problems),
            Value = entries.Find("value").Expression("an expression over the columns", problems),
            Format = entries.Find("format").Form(Forms.IsDateFormat,
                "a date format of dd, MM, yyyy and perhaps HH:mm:ss, such as dd-MM-yyyy", problems)?.Value,
            Kind = entries.Find("kind").Text("a text", problems)?.Value,
            Currency = Currency(entries.Find("currency"), problems),
            KnownSince = KnownSince.Read(entries.Find("known_since"), problems),
        };
    }

    private static void CheckTogether(ColumnType type, Entries entries, Problems problems)
    {
        if (entries.Find("value") is { } value)
        {
            if (entries.Find("column") is not null)
                problems.Add(ProblemCode.MisplacedKey, value.At, "both 'column' and 'value'", "one of them");
            if (entries.Find("optional") is { } optional)
                problems.Add(
                    ProblemCode.MisplacedKey, optional.At, "'optional' beside 'value'", "it for a column only");
        }

        if (type != ColumnType.Date && entries.Find("format") is { } format)
            problems.Add(ProblemCode.MisplacedKey, format.At, "a format", "it only with type: date");
        if (type != ColumnType.Money && entries.Find("currency") is { } currency)
            problems.Add(ProblemCode.MisplacedKey, currency.At, "a currency", "it only with type: money");
    }

    private static CurrencyDefinition? Currency(Node? node, Problems problems)
    {
        if (node is MapNode)
            return ColumnReader.Read(node, problems) is { } column ? new CurrencyDefinition(null, column) : null;
        var expected = $"{Forms.Currency}, or {{ column: ... }}";
        return node.Form(Forms.IsCurrency, expected, problems) is { } code
            ? new CurrencyDefinition(code.Value, null)
            : null;
    }

    private static ColumnType? Type(Node node, Problems problems) => node.Word(Types, problems) switch
    {
        "text" => ColumnType.Text,
        "integer" => ColumnType.Integer,
        "number" => ColumnType.Number,
        "money" => ColumnType.Money,
        "date" => ColumnType.Date,
        "boolean" => ColumnType.Boolean,
        _ => null,
    };

    private static ColumnNames SameName(TextNode name, bool optional) => new([name.Value], name.At, optional);

    private static ColumnNames? Missing(Entries time)
    {
        if (time.Find("column") is null)
            time.Need("column", ExpectedColumn);
        return null;
    }
}
