using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Lookup;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>The card of a segment, in 80 columns.</summary>
internal static class SegmentCardText
{
    private const int BarWidth = 20;
    private const string Indent = "  ";

    /// <summary>Shows a card.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="scheme">The scheme of the segment.</param>
    /// <param name="segment">The segment.</param>
    public static void Show(IAnsiConsole console, SchemeCard scheme, SegmentCard segment)
    {
        console.Paint($"{segment.Name} ({segment.Segment})", "bold");
        console.Sentence(string.Create(
            CultureInfo.InvariantCulture,
            $"of scheme {scheme.Scheme}, version {scheme.Version}, in run {scheme.Run} as of {scheme.AsOf:yyyy-MM-dd}"),
            Indent);
        if (segment.Description is { } description)
            console.Sentence(description, Indent);
        ShowPurpose(console, scheme, segment);
        console.Line();
        ShowSize(console, scheme, segment);
        OutcomeText.Show(console, scheme, segment);
        console.Line();
        ShowDifferences(console, scheme, segment);
        PlaybookText.Show(console, segment);
    }

    /// <summary>A number as people compare it: without decimals from a hundred on.</summary>
    private static string Number(decimal number) =>
        number.ToString(Math.Abs(number) >= 100 ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);

    private static string Percent(decimal? share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static void ShowPurpose(IAnsiConsole console, SchemeCard scheme, SegmentCard segment)
    {
        if ((segment.Objective ?? scheme.Objective) is { } objective)
            console.Sentence($"objective: {objective.Text}", Indent);
        if ((segment.Owner ?? scheme.Owner) is { } owner)
            console.Sentence($"owner: {owner}", Indent);
        if (scheme.ReviewEvery is { } review)
            console.Sentence($"looked at again {DurationText.Every(review)}", Indent);
    }

    private static void ShowSize(IAnsiConsole console, SchemeCard scheme, SegmentCard segment)
    {
        Line("customers", $"{Number(segment.Customers)} of {Number(scheme.Customers)}", segment.Share);
        var total = scheme.Segments.Sum(one => one.Value) ?? 0;
        if (segment.Value is { } value)
            Line("value", $"{Number(value)} of {Number(total)}{Money(scheme)}", segment.ValueShare);
        if (segment.Feedback is { Votes: > 0 } said)
            console.Sentence(Judged(said), Indent);
        if (segment.Trend.Count < 2)
            return;
        var (first, last) = (segment.Trend[0], segment.Trend[^1]);
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  trend      {Bars.Spark([.. segment.Trend.Select(point => (decimal)point.Customers)])}  "
            + $"{first.Customers:N0} in run {first.Run}, {last.Customers:N0} in run {last.Run}"));

        void Line(string what, string size, decimal? share)
        {
            console.Line($"  {what,-9}  {size}{(share is null ? "" : $", {Percent(share)}")}");
            if (share is > 0)
                console.Line($"             {Bars.Of(share.Value, 1, BarWidth)}");
        }
    }

    private static string Judged(FeedbackCounts said) => string.Create(
        CultureInfo.InvariantCulture,
        $"people     {said.Votes - said.Wrong:N0} of {said.Votes:N0} {(said.Votes == 1 ? "vote says" : "votes say")} "
        + $"that its customers belong here, {Percent(said.Precision)}");

    private static string Money(SchemeCard scheme) => scheme.Currency is { } currency ? $" {currency}" : "";

    private static void ShowDifferences(IAnsiConsole console, SchemeCard scheme, SegmentCard segment)
    {
        console.Paint("What makes it different", "bold");
        if (segment.Differentiators.Count == 0)
            console.Sentence("nothing: no measure differs from all other customers by 0.2 or more", Indent);
        foreach (var difference in segment.Differentiators)
            console.Sentence(Words(difference, scheme, segment), Indent);
    }

    private static string Words(DifferentiatorCard difference, SchemeCard scheme, SegmentCard segment)
    {
        var (measure, effect) = (difference.Measure, difference.Effect);
        var unit = difference.Unit == "money" ? Money(scheme)
            : difference.Unit is null || difference.Unit == measure ? ""
            : $" {difference.Unit}";
        var words = difference.Category is { } category
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{measure} is {category} for {Percent(difference.Share)}, others {Percent(difference.OthersShare)} "
                + $"(h = {effect:0.0#}, lift {difference.Lift:0.0#})")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{measure} {Number(difference.Mean!.Value)}{unit} on average, "
                + $"others {Number(difference.OthersMean!.Value)} (d = {effect:0.0#})");
        return difference.Unknown == 0
            ? words
            : $"{words}; {Number(difference.Unknown)} of {Number(segment.Customers)} unknown";
    }
}
