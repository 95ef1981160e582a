using System.Globalization;
using Segmentation.Engine.Backtesting;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>What a backtest is asked for.</summary>
/// <param name="AsOf">The day of which the customers are looked at.</param>
/// <param name="Outcome">The name of the outcome.</param>
/// <param name="Horizon">How far behind the day it is looked for; null for the outcome's own horizon.</param>
/// <param name="Scheme">The only scheme; null for all.</param>
public sealed record BacktestRequest(DateOnly AsOf, string Outcome, Horizon? Horizon, string? Scheme);

/// <summary>A backtest that can be made: what it is of, and which schemes could be decided on its day.</summary>
internal sealed class BacktestPlan
{
    /// <summary>Looks at what is asked for.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="workspace">The definitions.</param>
    /// <param name="plans">Their measures and schemes.</param>
    /// <param name="manifest">The base.</param>
    /// <exception cref="DefinitionException">When there is no such outcome or scheme, the scheme needs what was not
    /// known, or nothing is known behind the day.</exception>
    public BacktestPlan(BacktestRequest asked, Workspace workspace, Plans plans, BaseManifest manifest)
    {
        (Asked, Workspace, Plans) = (asked, workspace, plans);
        Outcome = OutcomeOf(asked.Outcome, workspace);
        (AsOf, Until) = (Days.Of(asked.AsOf), (asked.Horizon ?? Outcome.Horizon).After(Days.Of(asked.AsOf)));
        NewestEvent = manifest.NewestDay;
        Newest = plans.Measures.Outcomes!.Fields(Outcome).Select(field => field.KnownSince?.Day).OfType<DateOnly>()
            .Select(day => (int?)Days.Of(day)).Append(NewestEvent).Max();
        if (Newest is null || Newest <= AsOf)
            throw Behind();
        Known = new KnownMeasures(plans.Measures, workspace, asked.AsOf);
        Refused = [.. Refusals().Concat(plans.Skipped).OrderBy(no => no.Scheme, StringComparer.Ordinal)];
        Schemes = [.. plans.Schemes.Where(plan => Refused.All(no => no.Scheme != plan.Definition.Name))];
        Tried = Math.Max(1, Schemes.Count);
        if (asked.Scheme is { } scheme)
            Schemes = [Wanted(scheme)];
    }

    /// <summary>What is asked for.</summary>
    public BacktestRequest Asked { get; }

    /// <summary>The definitions.</summary>
    public Workspace Workspace { get; }

    /// <summary>Their measures and schemes.</summary>
    public Plans Plans { get; }

    /// <summary>The outcome.</summary>
    public OutcomeDefinition Outcome { get; }

    /// <summary>The day, in days since 1970-01-01.</summary>
    public int AsOf { get; }

    /// <summary>The last day of the horizon.</summary>
    public int Until { get; }

    /// <summary>The day of the newest event of the base; null without events.</summary>
    public int? NewestEvent { get; }

    /// <summary>The newest day of which anything is known: of an event, or since which a field of the outcome is known.
    /// </summary>
    public int? Newest { get; }

    /// <summary>Which measures were known on the day.</summary>
    public KnownMeasures Known { get; }

    /// <summary>The schemes to look at, by name.</summary>
    public IReadOnlyList<SchemePlan> Schemes { get; }

    /// <summary>How many schemes could be decided on the day, asked for or not.</summary>
    public int Tried { get; }

    /// <summary>The schemes that could not be decided on the day, or that lack what no import had, and why; by name.
    /// </summary>
    public IReadOnlyList<SkippedScheme> Refused { get; }

    /// <summary>The columns of customers that are looked at.</summary>
    public IReadOnlySet<string> Columns => Schemes.Select(plan => plan.Definition).SelectMany(scheme =>
        scheme.Scores.Select(score => score.Name).Concat(scheme.Columns.Select(column => column.Name))
            .Select(score => ScoredShard.ScoreName(scheme.Name, score)).Append(ScoredShard.SegmentName(scheme.Name)))
        .Concat(Workspace.Value is { } value ? [value] : []).ToHashSet(StringComparer.Ordinal);

    private static OutcomeDefinition OutcomeOf(string name, Workspace workspace)
    {
        string[] names = [.. workspace.Outcomes.All.Select(outcome => outcome.Name)];
        return workspace.Outcomes.All.FirstOrDefault(outcome => outcome.Name == name) ?? throw new DefinitionException(
            "outcome", $"unknown outcome {Sentence.Quoted(name)}",
            names.Length == 0
                ? "an outcome of outcomes.yaml, which is not there"
                : $"one of {string.Join(", ", names)}",
            Suggestion.For(name, names));
    }

    private DefinitionException Behind() => new(
        "as-of", $"{Text(Asked.AsOf)}, and nothing is known behind it",
        Newest is { } newest ? $"a day before {Text(Days.Date(newest))}, the newest of the data" : "data with events");

    private IEnumerable<SkippedScheme> Refusals()
    {
        var refused = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in Plans.Set.Order)
        {
            if (Why(plan, refused) is { } why)
                refused.Add(plan.Definition.Name, why);
        }

        return refused.Select(scheme => new SkippedScheme(scheme.Key, scheme.Value));
    }

    private string? Why(SchemePlan plan, SortedDictionary<string, string> refused)
    {
        var unknown = SchemeInputs.Of(plan).Select(Plans.Measures.Find)
            .FirstOrDefault(measure => measure >= 0 && Known.WhyNot(measure) is not null, -1);
        return unknown >= 0 ? $"it needs measure {Plans.Measures.Definitions[unknown].Name}, which "
                + Known.WhyNot(unknown)
            : plan.Uses.FirstOrDefault(refused.ContainsKey) is { } used ? $"it uses {used}, which is refused"
            : null;
    }

    private SchemePlan Wanted(string scheme)
    {
        if (Schemes.FirstOrDefault(plan => plan.Definition.Name == scheme) is { } wanted)
            return wanted;
        if (Refused.FirstOrDefault(no => no.Scheme == scheme) is { } refused)
        {
            throw new DefinitionException(
                "scheme", $"{Sentence.Quoted(scheme)} could not be decided on {Text(Asked.AsOf)}: {refused.Why}",
                "a scheme of what was known then",
                "say 'known_since:' in sources.yaml where a field has been known for so long");
        }

        string[] names = [.. Plans.Schemes.Select(plan => plan.Definition.Name)];
        throw new DefinitionException(
            "scheme", $"unknown scheme {Sentence.Quoted(scheme)}", $"one of {string.Join(", ", names)}",
            Suggestion.For(scheme, names));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
