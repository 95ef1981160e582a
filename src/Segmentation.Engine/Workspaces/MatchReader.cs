using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads <c>match</c> and <c>match_at_most</c> of the customers.</summary>
internal static class MatchReader
{
    /// <summary>The keys of the mapping that are read here.</summary>
    public static readonly string[] Keys = [Match, AtMost];

    private const string Match = "match";
    private const string AtMost = "match_at_most";
    private const string KeyPrefix = "keys.";
    private const int MostShared = 100;

    /// <summary>By what customers are matched; null when they are not.</summary>
    public static MatchDefinition? Read(Entries entries, FieldDefinition[] fields, Problems problems)
    {
        var most = entries.Find(AtMost);
        if (entries.Find(Match) is not { } node)
        {
            if (most is not null)
                problems.Add(
                    ProblemCode.MissingKey, most.At, $"'{AtMost}' without '{Match}'", "the fields to match by");
            return null;
        }

        var keys = node.Texts("a text field of the customers, or a list of them", problems)
            .Select(name => Key(name, fields, problems)).OfType<MatchKey>().DistinctBy(key => key.Field);
        return new MatchDefinition(
            [.. keys], most.Whole(2, MostShared, problems) ?? MatchDefinition.DefaultAtMost);
    }

    private static MatchKey? Key(TextNode name, FieldDefinition[] fields, Problems problems)
    {
        if (fields.FirstOrDefault(field => Said(field) == name.Value) is { } found)
        {
            if (found.Type == ColumnType.Text)
                return new MatchKey(name.Value, found.Name);
            problems.Add(ProblemCode.WrongType, name.At, $"{name.Said}, which is no text", "a text field");
            return null;
        }

        string[] known = [.. fields.Where(field => field.Type == ColumnType.Text).Select(Said)];
        problems.Add(
            ProblemCode.UnknownName, name.At, $"unknown field {name.Said}",
            known.Length == 0 ? "a text field of the customers" : Entries.OneOf(known),
            Entries.Near(name.Value, known));
        return null;
    }

    /// <summary>The keys of people's look-ups are written as they stand under <c>keys</c>.</summary>
    private static string Said(FieldDefinition field) =>
        field.IsForPeople && field.Name.StartsWith(SourceDefinition.KeyPrefix, StringComparison.Ordinal)
            ? KeyPrefix + field.Name[SourceDefinition.KeyPrefix.Length..]
            : field.Name;
}
