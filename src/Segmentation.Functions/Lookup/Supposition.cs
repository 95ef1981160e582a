using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>The measures of a customer as somebody supposes them to be.</summary>
/// <param name="plan">The measures of the published run.</param>
internal sealed class Supposition(MeasurePlan plan)
{
    /// <summary>Puts values in the place of measures; the problem of a name or value that does not fit.</summary>
    /// <param name="measures">The measures of one customer, in the order of the workspace; changed.</param>
    /// <param name="values">The values, by measure.</param>
    public IActionResult? Replace(Column[] measures, IReadOnlyDictionary<string, JsonElement> values)
    {
        string[] names = [.. plan.Definitions.Select(measure => measure.Name)];
        foreach (var (name, value) in values)
        {
            var measure = plan.Find(name);
            if (measure < 0)
            {
                return Answers.BadRequest("unknown-measure", Sentence.Of(
                    "measures", $"unknown measure {Sentence.Quoted(name)}", $"one of {string.Join(", ", names)}",
                    Suggestion.For(name, names)));
            }

            if (Typed(plan.Type(measure), plan.MayBeNull(measure), value) is not { } column)
            {
                return Answers.BadRequest("wrong-type", Sentence.Of(
                    $"measures.{name}", Sentence.Quoted(value.GetRawText()), Expected(measure)));
            }

            measures[measure] = column;
        }

        return null;
    }

    /// <summary>The measures of a customer of whom nothing is known: 0 where a measure is never null, such as a count.
    /// </summary>
    public Column[] Unknown() => [.. plan.Definitions.Select((_, measure) =>
        !plan.MayBeNull(measure) && Zero(plan.Type(measure)) is { } zero ? zero : Column.Nulls(plan.Type(measure), 1))];

    private static Column? Zero(ColumnType type) => type switch
    {
        ColumnType.Integer => new IntegerColumn([0]),
        ColumnType.Number => new NumberColumn([0]),
        ColumnType.Money => new MoneyColumn([0]),
        ColumnType.Boolean => new BooleanColumn([0]),
        _ => null,
    };

    /// <summary>A column of one value; null when it does not fit.</summary>
    private static Column? Typed(ColumnType type, bool mayBeNull, JsonElement value) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => mayBeNull ? Column.Nulls(type, 1) : null,
        (ColumnType.Integer, JsonValueKind.Number) when value.TryGetInt64(out var whole)
            && whole != IntegerColumn.Null => new IntegerColumn([whole]),
        (ColumnType.Money, JsonValueKind.Number) when value.TryGetDecimal(out var amount)
            && amount != MoneyColumn.Null => new MoneyColumn([amount]),
        (ColumnType.Number, JsonValueKind.Number) when value.TryGetDouble(out var number)
            && double.IsFinite(number) => new NumberColumn([number]),
        (ColumnType.Boolean, JsonValueKind.True or JsonValueKind.False) =>
            new BooleanColumn([value.GetBoolean() ? (sbyte)1 : (sbyte)0]),
        (ColumnType.Date, JsonValueKind.String) when DateOnly.TryParseExact(
            Said(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            new DateColumn([Days.Of(day)]),
        (ColumnType.Text, JsonValueKind.String) when Said(value) is { } text => TextOf(text),
        _ => null,
    };

    /// <summary>The text; null for half a surrogate pair, which JSON may escape and no text has.</summary>
    private static string? Said(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static TextColumn TextOf(string text)
    {
        var texts = new TextList();
        texts.Add(text);
        return new TextColumn([0], texts);
    }

    private string Expected(int measure)
    {
        var kind = plan.Type(measure) switch
        {
            ColumnType.Integer => "a whole number",
            ColumnType.Number or ColumnType.Money => "a number",
            ColumnType.Date => "a day such as 2026-11-21",
            ColumnType.Boolean => "true or false",
            _ => "a text",
        };
        return plan.MayBeNull(measure) ? $"{kind}, or null" : $"{kind}; it is never null";
    }
}
