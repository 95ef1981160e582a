using System.Globalization;
using Segmentation.Engine.Lifetime;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>Lifetime models as a person reads them.</summary>
internal static class ModelText
{
    private const int MostWeeks = 520;
    private const int DaysOfWeek = 7;
    private const int DaysOfYear = 365;

    /// <summary>Shows the models that a run fitted; nothing when it took all over.</summary>
    public static void Show(IAnsiConsole console, RunReport report)
    {
        var fitted = (report.Models ?? []).Where(model => model.Run == report.Run).ToArray();
        if (fitted.Length == 0)
            return;
        console.Line();
        console.Line("models");
        foreach (var model in fitted)
        {
            console.Sentence(Of(model), "  ");
            foreach (var warning in model.Warnings)
                console.Sentence($"note: {warning}", "    ");
        }
    }

    /// <summary>What a model knew of a customer.</summary>
    public static string Of(ExplainedModel model)
    {
        var stands = model.Why is { } why
            ? $"the naive rule instead of {model.Model}, because {why}; "
            : $"{model.Model}, ";
        var learned = Say($"learned in run {model.Run} as of {model.AsOf:yyyy-MM-dd}");
        var history = model.Repeats is not { } repeats ? ""
            : Say($": {repeats} repeats, the last {model.LastDays} days behind the first of {model.AgeDays} days ago");
        var spend = model.MeanSpend is { } mean ? Say($", {mean:#,##0.##} each") : "";
        var contract = model.Renewals is { } renewals ? Say($": renewed {renewals} times without a gap")
            + (model.Cohort is { } cohort ? $", cohort {cohort}" : "") : "";
        return stands + learned + history + spend + contract + (model.Note is { } note ? $"; {note}" : "");
    }

    private static string Of(LearnedModel model) => model switch
    {
        { Why: { } why } => $"the naive rule instead of {model.Key}: {why}",
        { Orders: { } orders } => $"{model.Key}, {Graded(model.HoldOut)}; {Again(orders)}",
        { Spend: { } spend } => Say(
            $"{model.Key}: {spend.Expected(0, 0):#,##0.##} per order on average, from {model.Repeaters:N0} customers ")
            + "who ordered again",
        { Cohorts: [{ Model: { } contracts } all, ..] } => Say(
            $"{model.Key}: of new contracts {contracts.Survival(1) * 100:0} % are renewed at first, ")
            + Say($"{contracts.Renewal(1) * 100:0} % of those again; {all.Ends:N0} of {all.Contracts:N0} have ended"),
        _ => model.Key.ToString(),
    };

    private static string Graded(ModelGrade? grade) => grade is null
        ? "not graded, because nothing was ordered in the days that were held out"
        : Say($"grade {grade.Grade}: of the best fifth after {grade.Split:yyyy-MM-dd} it finds ")
            + Say($"{grade.Found * 100:0.0} %, the naive rule {grade.NaiveFound * 100:0.0} %");

    /// <summary>When half of new customers have ordered again, or how many have within a year.</summary>
    private static string Again(PurchaseModel model)
    {
        var weeks = Enumerable.Range(1, MostWeeks)
            .FirstOrDefault(weeks => model.NoOrder(0, 0, 0, weeks * DaysOfWeek) <= 0.5);
        return weeks > 0
            ? Say($"half of new customers order again within {weeks} weeks")
            : Say($"{(1 - model.NoOrder(0, 0, 0, DaysOfYear)) * 100:0} % of new customers order again within a year");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
