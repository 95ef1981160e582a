using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>Since when the value that a field has today is known of: a day, or the date in a field of the same row.
/// </summary>
/// <param name="Day">The day; null unless it is the same for all rows.</param>
/// <param name="Field">The field with the date, or <c>time</c> of a stream; null unless each row tells.</param>
/// <param name="At">Where it stands.</param>
public sealed record KnownSince(DateOnly? Day, string? Field, Location At)
{
    private const string Never = "never";
    private const string Expected =
        "a date such as 2026-01-31, the name of a date field of the same row, or 'never' for what changes";

    /// <summary>Whether the value says what is so today, and nobody knows since when.</summary>
    public bool IsNever => Day is null && Field is null;

    /// <summary>As a definition file says it.</summary>
    public override string ToString() => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Field ?? Never;

    /// <summary>Reads it; null without a node, and after a problem.</summary>
    internal static KnownSince? Read(Node? node, Problems problems)
    {
        if (node.Text(Expected, problems) is not { } text)
            return null;
        if (text.Value == Never)
            return new KnownSince(null, null, text.At);
        return DateOnly.TryParseExact(
            text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new KnownSince(day, null, text.At)
            : new KnownSince(null, text.Value, text.At);
    }

    /// <summary>A problem for each field of a source that is known since a field which is not there, or no date.
    /// </summary>
    internal static void Check(IReadOnlyList<FieldDefinition> fields, bool hasTime, Problems problems)
    {
        foreach (var since in fields.Select(field => field.KnownSince).OfType<KnownSince>())
        {
            if (since.Field is { } name && !(hasTime && name == FieldReader.Time)
                && !fields.Any(field => field.Name == name && field.Type == Columns.ColumnType.Date))
                problems.Add(
                    ProblemCode.UnknownName, since.At, $"known since {Sentence.Quoted(name)}, which is no date here",
                    Expected);
        }
    }
}
