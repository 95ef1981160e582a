namespace Segmentation.Engine.Lifetime;

/// <summary>Learns a model of contracts: of all together, and of each cohort that has enough of them.</summary>
public static class ContractLearner
{
    /// <summary>How many cohorts have a model of their own; the largest do.</summary>
    public const int MostCohorts = 100;

    /// <summary>
    /// The models. A cohort with too few contracts or ends, or behind the <see cref="MostCohorts"/> largest, goes by
    /// all together, and these, when they are too few, by the share that renewed.
    /// </summary>
    /// <param name="key">What it is.</param>
    /// <param name="run">The run that learns it.</param>
    /// <param name="asOf">Its as-of day.</param>
    /// <param name="shards">The contracts of all customers as of that day, by shard.</param>
    public static LearnedModel Learn(ModelKey key, int run, DateOnly asOf, IReadOnlyList<Tenures> shards)
    {
        Tenure[] tenures = [.. shards.SelectMany(shard => shard.All)];
        var all = CohortModel.Of(null, tenures);
        var known = tenures.Where(tenure => tenure.Cohort is not null).GroupBy(tenure => tenure.Cohort!)
            .OrderByDescending(cohort => cohort.Count()).ThenBy(cohort => cohort.Key, StringComparer.Ordinal).ToArray();
        CohortModel[] cohorts =
        [
            .. known.Take(MostCohorts).OrderBy(cohort => cohort.Key, StringComparer.Ordinal)
                .Select(cohort => CohortModel.Of(cohort.Key, [.. cohort])),
        ];
        return new LearnedModel(key, run, asOf, tenures.Length, tenures.Count(tenure => tenure.Survived > 0))
        {
            Cohorts = [all, .. cohorts],
            Why = all.Why,
            LogLikelihood = all.LogLikelihood,
            StandardErrors = all.StandardErrors,
            Warnings = all.Why is not null ? [] : [.. Warnings(cohorts, known.Length)],
        };
    }

    private static IEnumerable<string> Warnings(CohortModel[] cohorts, int known)
    {
        var without = cohorts.Count(cohort => cohort.Why is not null);
        if (without > 0)
            yield return $"{without} of {cohorts.Length} cohorts have too few contracts or ends and go by all together";
        if (known > cohorts.Length)
        {
            yield return $"there are {known} cohorts: the {MostCohorts} largest are looked at, the others go by all "
                + "together; choose a field with fewer values for by:";
        }
    }
}
