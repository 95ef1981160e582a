using System.Text.Json.Serialization;

namespace Segmentation.Engine.Lifetime;

/// <summary>How long the contracts of a cohort run, as a run learned it.</summary>
/// <param name="Cohort">The cohort; null for all together.</param>
/// <param name="Contracts">Its tenures.</param>
/// <param name="Ends">Those of them that are over.</param>
public sealed record CohortModel(string? Cohort, int Contracts, int Ends)
{
    /// <summary>How many tenures a model needs.</summary>
    public const int LeastContracts = 100;

    /// <summary>How many of them must be over.</summary>
    public const int LeastEnds = 30;

    /// <summary>The fitted model; null when another takes its place, and <see cref="Why"/> tells why.</summary>
    public SbgModel? Model { get; init; }

    /// <summary>The share that renews each time, which takes the place of a model of all; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NaiveRenewal? Naive { get; init; }

    /// <summary>Why it has no model, in a sentence: then all together stand in, or the naive rule; else null.</summary>
    public string? Why { get; init; }

    /// <summary>The logarithm of the likelihood at the fitted parameters; null when there are none.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>The standard errors of alpha and beta; null where one is not known.</summary>
    public IReadOnlyList<double?> StandardErrors { get; init; } = [];

    /// <summary>The Kaplan-Meier curve by periods: who is still there after the first, the second, ...</summary>
    public IReadOnlyList<SurvivalStep> Curve { get; init; } = [];

    /// <summary>Whether it tells the same of everybody as another one.</summary>
    public bool TellsTheSame(CohortModel other) =>
        (Cohort, Model, Naive) == (other.Cohort, other.Model, other.Naive);

    /// <summary>Learns from tenures, whose order leaves no trace.</summary>
    /// <param name="cohort">The cohort; null for all together, which the naive rule stands in for.</param>
    /// <param name="tenures">Its tenures.</param>
    public static CohortModel Of(string? cohort, IReadOnlyCollection<Tenure> tenures)
    {
        int[] survived = [.. tenures.Select(tenure => tenure.Survived)];
        bool[] ended = [.. tenures.Select(tenure => tenure.Ended)];
        var ends = ended.Count(over => over);
        // Who did not renew was there for a period more, and who runs is known of until the last renewal.
        var counted = new CohortModel(cohort, tenures.Count, ends)
        {
            Curve = KaplanMeier.Of([.. tenures.Select(tenure => tenure.Survived + (tenure.Ended ? 1 : 0))], ended),
        };
        var why = tenures.Count < LeastContracts ? $"{tenures.Count} contracts; a model needs {LeastContracts}"
            : ends < LeastEnds ? $"{ends} contracts have ended with no other behind them; a model needs {LeastEnds}"
            : null;
        var fit = why is null ? SbgFit.Fit(survived, ended) : null;
        if (fit is { Model: { } model, Converged: true })
        {
            return counted with
            {
                Model = model,
                LogLikelihood = fit.LogLikelihood,
                StandardErrors = fit.StandardErrors,
            };
        }

        return counted with
        {
            Why = why ?? "no model fits",
            Naive = cohort is null ? NaiveRenewal.Of(survived, ends) : null,
        };
    }

    /// <summary>The probability to renew next, from 0 to 1; of all together, or a cohort with a model.</summary>
    /// <inheritdoc cref="SbgModel.Renewal" path="/param"/>
    public double Renewal(int survived) => Model?.Renewal(survived) ?? Naive!.Retention;

    /// <summary>The discounted number of renewals to come; of all together, or a cohort with a model.</summary>
    /// <inheritdoc cref="SbgModel.Remaining" path="/param"/>
    public double Remaining(int survived, double discount, int periods) =>
        Model?.Remaining(survived, discount, periods) ?? Naive!.Remaining(discount, periods);
}
