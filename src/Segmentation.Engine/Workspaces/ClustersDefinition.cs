using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Workspaces;

/// <summary>What the segments of a scheme are learned from.</summary>
/// <param name="Features">The measures by which customers are alike or not, in the order of the file.</param>
/// <param name="From">The fewest clusters that are tried, from 2.</param>
/// <param name="To">The most, at most <see cref="Most"/>.</param>
/// <param name="Seed">Decides where the search begins.</param>
/// <param name="NoStructure">The segment of all customers with all features when nothing is found.</param>
public sealed record ClustersDefinition(
    IReadOnlyList<FeatureDefinition> Features, int From, int To, int Seed, string NoStructure)
{
    /// <summary>The most clusters that people can tell apart.</summary>
    public const int Most = 20;

    /// <summary>What the id of each learned cluster begins with; a number from 1 follows, which is never used again.
    /// </summary>
    public const string Prefix = "cluster-";
}

/// <summary>A measure that clusters are learned from.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="At">Where it is named.</param>
/// <param name="Scale">How its values are made comparable with those of others.</param>
public sealed record FeatureDefinition(string Measure, Location At, FeatureScale Scale);
