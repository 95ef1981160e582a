using System.Globalization;
using System.Text.RegularExpressions;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Reads the arguments with a name of a question to lifetime models.</summary>
/// <param name="call">The call.</param>
/// <param name="measure">What it asks.</param>
/// <param name="fail">Takes a problem: its code, index, what was found, what was expected, what to do.</param>
internal sealed partial class LifetimeArguments(
    CallSyntax call, LifetimeMeasure measure, Action<string, int, string, string, string> fail)
{
    /// <summary>The field of contracts with the day on which they end.</summary>
    public const string Ends = "ends";

    /// <summary>What tells cohorts of contracts apart.</summary>
    public const string By = "by";

    private const string PeriodName = "period";
    private const string Horizon = "horizon";
    private const string Model = "model";
    private const string Margin = "margin";
    private const string Discount = "discount";
    private const string ExpectedDuration = "days or weeks from 1 day to ten years, such as 365d, 52w or P365D";
    private const string ExpectedDiscount = "a percentage per days or weeks, such as 1% per 28d";
    private const string ExpectedMargin = "a percentage above 0% and at most 100%, such as 30%";
    private const int DaysOfWeek = 7;
    private const int MostDays = 3653;
    private const double Percent = 100;

    private string[] Known => measure switch
    {
        LifetimeMeasure.Alive => [Model],
        LifetimeMeasure.ExpectedSpend => [],
        LifetimeMeasure.Value => [Horizon, Margin, Discount, Model],
        LifetimeMeasure.Renewal => [Ends, PeriodName, By],
        LifetimeMeasure.Remaining => [Ends, PeriodName, By, Horizon, Margin, Discount],
        _ => [Horizon, Model],
    };

    /// <summary>Whether a horizon must be said.</summary>
    public static bool TakesHorizon(LifetimeMeasure measure) =>
        measure is not (LifetimeMeasure.Alive or LifetimeMeasure.ExpectedSpend or LifetimeMeasure.Renewal);

    /// <summary>Whether the rows of the stream are contracts, and not purchases.</summary>
    public static bool IsOfContracts(LifetimeMeasure measure) =>
        measure is LifetimeMeasure.Renewal or LifetimeMeasure.Remaining;

    /// <summary>The arguments, of little use after a problem.</summary>
    public (PurchaseModelKind Kind, LifetimeTerms? Terms) Read()
    {
        CheckNames();
        var kind = Read(Model, ModelKey.KindOf, Entries.OneOf([.. ModelKey.PurchaseKinds]));
        if (!TakesHorizon(measure))
            return (kind ?? PurchaseModelKind.BgNbd, null);
        Need(Horizon, $"how far it looks ahead, such as {Horizon}: 365d");
        var terms = new LifetimeTerms(Read(Horizon, Days, ExpectedDuration) ?? 1);
        if (Read(Margin, MarginOf, ExpectedMargin) is { } margin)
            terms = terms with { Margin = margin };
        if (Read(Discount, DiscountOf, ExpectedDiscount) is var (rate, period))
            terms = terms with { Discount = rate, PeriodDays = period };
        return (kind ?? PurchaseModelKind.BgNbd, terms);
    }

    private void CheckNames()
    {
        foreach (var (argument, i) in call.Named.Select((argument, i) => (argument, i)))
        {
            if (!Known.Contains(argument.Name))
            {
                fail(
                    ProblemCode.Aggregates, argument.At,
                    $"unknown argument {Sentence.Quoted(argument.Name)} of {call.Function}",
                    Known.Length == 0 ? "no argument with a name" : $"one of {string.Join(", ", Known)}",
                    Suggestion.For(argument.Name, Known));
            }
            else if (call.Named.Take(i).Any(other => other.Name == argument.Name))
            {
                fail(ProblemCode.Aggregates, argument.At, $"{argument.Name} twice", "it once", "");
            }
        }
    }

    /// <summary>An argument that must be there; null after a problem.</summary>
    public NamedArgument? Need(string name, string expected)
    {
        var argument = Find(name);
        if (argument is null)
            fail(ProblemCode.Aggregates, call.At, $"{call.Function} without {name}", expected, "");
        return argument;
    }

    /// <summary>
    /// The days of a period of contracts, which a horizon must have at least one of; null after a problem.
    /// </summary>
    public int? Period()
    {
        Need(PeriodName, $"after how long contracts are renewed, such as {PeriodName}: 30d");
        var days = Read(PeriodName, Days, ExpectedDuration);
        if (TakesHorizon(measure) && Find(Horizon) is { } horizon && Days(horizon.Value) < days)
        {
            fail(
                ProblemCode.WrongValue, horizon.ValueAt,
                $"the horizon {Sentence.Quoted(horizon.Value)}, in which no period of {days}d ends",
                $"{days}d or more", "nobody renews before a period is over");
        }

        return days;
    }

    /// <summary>The argument of a name; null when it is not said.</summary>
    public NamedArgument? Find(string name) => call.Named.FirstOrDefault(argument => argument.Name == name);

    private T? Read<T>(string name, Func<string, T?> read, string expected)
        where T : struct
    {
        if (!Known.Contains(name) || Find(name) is not { } argument)
            return null;
        if (read(argument.Value) is { } value)
            return value;
        fail(
            ProblemCode.WrongValue, argument.ValueAt, $"{Sentence.Quoted(argument.Value)} as the {name}", expected, "");
        return null;
    }

    private static int? Days(string text)
    {
        if (Duration().Match(text) is not { Success: true, Length: > 1 } match)
            return null;
        var days = Part(match, "w") * DaysOfWeek + Part(match, "d");
        return days is >= 1 and <= MostDays ? days : null;
    }

    private static int Part(Match match, string unit) => match.Groups[unit] is { Success: true } group
        ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    private static double? MarginOf(string text) => Share(text) is > 0 and <= 1 and var margin ? margin : null;

    private static (double Rate, int Period)? DiscountOf(string text) =>
        text.Split(" per ", StringSplitOptions.TrimEntries) is [var rate, var period]
        && Share(rate) is { } share && Days(period) is { } days
            ? (share, days)
            : null;

    /// <summary>A percentage from 0% to 100% as a share.</summary>
    private static double? Share(string text) =>
        Percentage().Match(text) is { Success: true } match
        && double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is <= Percent and var percent
            ? percent / Percent
            : null;

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,4})d|(?<w>[0-9]{1,4})w|P(?:(?<w>[0-9]{1,4})W)?(?:(?<d>[0-9]{1,4})D)?)\z")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^([0-9]{1,3}(?:\.[0-9]{1,6})?)%\z")]
    private static partial Regex Percentage();
}
