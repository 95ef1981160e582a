using Segmentation.Engine.Identities;

namespace Segmentation.Functions.Identities;

/// <summary>Which customers a run took for one, in numbers.</summary>
/// <param name="Groups">The customers who have other ids too.</param>
/// <param name="Aliases">Those ids.</param>
/// <param name="KeptApart">Pairs that share a value and stay apart: by their parents, or because a person split them.
/// </param>
/// <param name="SharedValues">Values that too many customers share, which merge nobody.</param>
/// <param name="PossibleDuplicates">The pairs that may be one customer, and are not merged.</param>
public sealed record IdentityReport(
    long Groups, long Aliases, long KeptApart, long SharedValues, PossibleDuplicates PossibleDuplicates)
{
    /// <summary>The most pairs that are listed.</summary>
    public const int MostPairs = 20;

    /// <summary>The report of what was found.</summary>
    public static IdentityReport Of(Matches matches) => new(
        matches.Identity.Groups.Count, matches.Identity.AllAliases.Count, matches.KeptApart, matches.SharedValues,
        new PossibleDuplicates(matches.Near.Count, [.. matches.Near.Take(MostPairs)]));
}

/// <summary>Pairs of customers with nearly the same name, whose countries do not differ.</summary>
/// <param name="Count">How many pairs.</param>
/// <param name="Pairs">The first of them by id; at most 20.</param>
public sealed record PossibleDuplicates(long Count, IReadOnlyList<IdPair> Pairs);
