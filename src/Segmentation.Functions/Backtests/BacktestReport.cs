using Segmentation.Engine.Backtesting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Backtests;

/// <summary>What schemes of a day told about an outcome behind it; nothing of any customer.</summary>
/// <param name="Run">The published run whose definitions were taken.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="WorkspaceVersion">The hash of the definitions.</param>
/// <param name="BaseVersion">The version of the base, the current one.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="AsOf">The day of which the customers are looked at.</param>
/// <param name="Until">The last day of the horizon.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="NewestEvent">The day of the newest event of the base; null without events.</param>
/// <param name="IsComplete">Whether the data reach to the end of the horizon.</param>
/// <param name="Customers">The customers that there were.</param>
/// <param name="Events">To how many of them the outcome happened.</param>
/// <param name="Rate">Their share, with its interval.</param>
/// <param name="Value">What it was worth; null when the outcome has no value.</param>
/// <param name="Currency">The currency of values; null when the workspace names none.</param>
/// <param name="Schemes">The schemes, by name.</param>
/// <param name="Naive">The naive rules.</param>
/// <param name="Refused">The schemes that need what was not known, or what no import had, and what.</param>
/// <param name="NotKnown">The measures that were not known, and why.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record BacktestReport(
    int Run,
    string Workspace,
    string WorkspaceVersion,
    int BaseVersion,
    DateTimeOffset MadeAt,
    DateOnly AsOf,
    DateOnly Until,
    string Outcome,
    DateOnly? NewestEvent,
    bool IsComplete,
    long Customers,
    long Events,
    RateLine Rate,
    double? Value,
    string? Currency,
    IReadOnlyList<SchemeBacktest> Schemes,
    IReadOnlyList<Ranking> Naive,
    IReadOnlyList<SkippedScheme> Refused,
    IReadOnlyList<UnknownMeasure> NotKnown,
    IReadOnlyList<string> Notes);

/// <summary>A measure that was not known on the day.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Why">Why not.</param>
public sealed record UnknownMeasure(string Measure, string Why);

/// <summary>What a scheme told.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Verdict">Whether that is evidence.</param>
/// <param name="Sentence">The verdict as a person reads it.</param>
/// <param name="Segments">The segments, best first.</param>
/// <param name="Order">The ranking by the order of the segments.</param>
/// <param name="RankOrder">Whether the rates go one way.</param>
/// <param name="Test">Whether they differ at all.</param>
/// <param name="Scores">The scores, each by its steps.</param>
/// <param name="Sum">The ranking by the sum of the scores; null for a scheme without.</param>
/// <param name="Differences">How the order compares with each naive rule.</param>
public sealed record SchemeBacktest(
    string Scheme,
    Verdict Verdict,
    string Sentence,
    IReadOnlyList<RateLine> Segments,
    Ranking Order,
    RankOrder RankOrder,
    RateTest Test,
    IReadOnlyList<ScoreBacktest> Scores,
    Ranking? Sum,
    IReadOnlyList<Difference> Differences);

/// <summary>A score, and what its steps told.</summary>
/// <param name="Score">The score.</param>
/// <param name="Measure">What it is of.</param>
/// <param name="Steps">The steps, best first.</param>
public sealed record ScoreBacktest(string Score, string Measure, IReadOnlyList<RateLine> Steps);

/// <summary>Some customers, and to how many of them the outcome happened.</summary>
/// <param name="Id">The segment or score.</param>
/// <param name="Name">Its name.</param>
/// <param name="Customers">The customers.</param>
/// <param name="Events">To how many it happened.</param>
/// <param name="Rate">Their share; null for no customers.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Lift">The rate over that of all customers; null when it happened to nobody.</param>
/// <param name="Value">What it was worth; null when the outcome has no value.</param>
public sealed record RateLine(
    string Id, string Name, long Customers, long Events, double? Rate, double Low, double High, double? Lift,
    double? Value);

/// <summary>A ranking of all customers, read from the end that tells more.</summary>
/// <param name="By">What ranks them.</param>
/// <param name="Direction">One of <see cref="Ranks"/>: whether it happens to the first or the last.</param>
/// <param name="Area">The area under the ROC curve, from .5 to 1.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Tenths">The tenths of the customers, first those whom it says it happens to.</param>
/// <param name="FifthOfEvents">The share of the events in the first fifth of the customers.</param>
/// <param name="FifthOfValue">The share of the value there; null when the outcome has none.</param>
public sealed record Ranking(
    string By, string Direction, double Area, double StandardError, double Low, double High,
    IReadOnlyList<Tenth> Tenths, double FifthOfEvents, double? FifthOfValue);

/// <summary>From which end a ranking tells whom it happens to.</summary>
public static class Ranks
{
    /// <summary>It happens to the best, or the largest, or the latest.</summary>
    public const string First = "first";

    /// <summary>It happens to the worst, or the smallest, or the longest ago.</summary>
    public const string Last = "last";
}

/// <summary>A tenth of the customers.</summary>
/// <param name="Customers">The customers.</param>
/// <param name="Events">To how many it happened.</param>
/// <param name="Lift">Their rate over that of all; null when it happened to nobody.</param>
/// <param name="EventsSoFar">The share of all events in this tenth and those before it.</param>
/// <param name="ValueSoFar">The same of the value; null when the outcome has none.</param>
public sealed record Tenth(long Customers, long Events, double? Lift, double EventsSoFar, double? ValueSoFar);

/// <summary>How much greater the area of the segments' order is than that of a naive rule.</summary>
/// <param name="Naive">The naive rule.</param>
/// <param name="Value">The difference.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
public sealed record Difference(string Naive, double Value, double Low, double High);
