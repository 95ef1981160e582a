using System.Globalization;
using Segmentation.Engine.Health;

namespace Segmentation.Functions.Health;

/// <summary>Puts findings into a verdict and a sentence.</summary>
internal static class HealthText
{
    // More are in the figures.
    private const int MostTold = 3;

    /// <summary>The verdict of a scheme that has nothing to be compared with.</summary>
    public static SchemeHealth Without(SchemeHealth health)
    {
        var text = $"{health.Scheme}: there is nothing to compare with yet";
        return Judged(health, HealthVerdict.Stable, text, text);
    }

    /// <summary>The verdict of a scheme.</summary>
    /// <param name="health">Its figures, with a baseline.</param>
    /// <param name="findings">The findings, the worst first.</param>
    public static SchemeHealth Of(SchemeHealth health, IReadOnlyList<HealthFinding> findings)
    {
        var since = Since(health.Baseline!);
        if (findings is not [var worst, ..])
        {
            var few = health.SegmentShift!.Level == "unknown" ? "there are too few customers to tell of shifts" : null;
            var none = $"{health.Scheme}: {few ?? $"nothing has shifted since {since}"}";
            return Judged(health, HealthVerdict.Stable, none, none);
        }

        HealthFinding[] told = [.. findings.Where(finding => finding.Verdict == worst.Verdict).Take(MostTold)];
        var more = findings.Count > told.Length ? $"; {findings.Count - told.Length} more" : "";
        var advice = worst.Verdict < HealthVerdict.Refit ? ""
            : health.IsLearned ? ". Run it again with --refit" : ". Review its definition";
        string Text(Func<HealthFinding, string> of) =>
            $"{health.Scheme}: since {since}, {string.Join("; ", told.Select(of))}{more}{advice}";
        return Judged(health, worst.Verdict, Text(one => one.WithFigure), Text(one => one.Text));
    }

    /// <summary>The verdict of all schemes: the worst, with the reason of the first of them.</summary>
    public static SegmentationHealth Whole(
        IReadOnlyList<SchemeHealth> schemes, IReadOnlyList<ObjectiveProgress> objectives)
    {
        var worst = schemes.OrderByDescending(Verdict).FirstOrDefault();
        if (worst is null || Verdict(worst) == HealthVerdict.Stable)
        {
            var compared = schemes.Where(scheme => scheme.Baseline is not null).ToArray();
            var text = compared.Length == 0 ? "there is nothing to compare with yet"
                : compared.All(scheme => scheme.SegmentShift!.Level == "unknown")
                    ? "there are too few customers to tell of shifts"
                    : $"nothing has shifted since {Since(compared.MinBy(one => one.Baseline!.AsOf)!.Baseline!)}";
            return new SegmentationHealth(
                Word(HealthVerdict.Stable), $"stable: {text}", Sentence("stable", text), schemes, objectives);
        }

        // What people do about a definition that nobody fits is to review it.
        var word = worst is { Verdict: "refit", IsLearned: false } ? "review" : worst.Verdict;
        return new SegmentationHealth(
            worst.Verdict, worst.Reason, Sentence(word, worst.Summary), schemes, objectives);
    }

    private static SchemeHealth Judged(SchemeHealth health, HealthVerdict verdict, string reason, string summary) =>
        health with { Verdict = Word(verdict), Reason = $"{Word(verdict)}: {reason}", Summary = summary };

    private static string Sentence(string word, string text)
    {
        var isName = text.Contains(':', StringComparison.Ordinal);
        return $"{word}. {(isName ? text : char.ToUpperInvariant(text[0]) + text[1..])}.";
    }

    private static HealthVerdict Verdict(SchemeHealth scheme) =>
        Enum.Parse<HealthVerdict>(scheme.Verdict, ignoreCase: true);

    private static string Word(HealthVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Since(ComparedRun run) => run.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
