using System.Globalization;
using System.Text.Json;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>Why a customer moved, as a person reads it: numbers are rounded.</summary>
internal static class ReasonText
{
    private const string Rounded = "#,##0.##";
    private const string Small = "0.####";
    private const string Nothing = "nothing";

    /// <summary>The inputs that differ, one behind the other.</summary>
    public static string Of(IEnumerable<Reason> reasons) => string.Join("; ", reasons.Select(Of));

    private static string Of(Reason reason)
    {
        var (before, after) = (Say(reason.Before), Say(reason.After));
        var value = before == after
            ? $"{reason.Measure} stayed {after}"
            : $"{reason.Measure} went from {before} to {after}";
        var (then, now) = (Say(reason.EdgeBefore), Say(reason.EdgeAfter));
        return now == Nothing ? value
            : then == now ? $"{value}, past the cut of {now}"
            : then == Nothing ? $"{value}; the cut is {now}"
            : $"{value}; the cut went from {then} to {now}";
    }

    private static string Say(object? value) => value switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null } => Nothing,
        JsonElement { ValueKind: JsonValueKind.Number } number => Number(number),
        JsonElement { ValueKind: JsonValueKind.True } => "true",
        JsonElement { ValueKind: JsonValueKind.False } => "false",
        _ => value.ToString()!,
    };

    private static string Number(JsonElement number) => number.TryGetDecimal(out var exact)
        ? exact.ToString(Math.Abs(exact) < 1 ? Small : Rounded, CultureInfo.InvariantCulture)
        : number.GetDouble().ToString(CultureInfo.InvariantCulture);
}
