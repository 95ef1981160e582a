using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>Who needed attention in the published run that a run is compared with.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="published">The run; null for none.</param>
internal sealed class AttentionBefore(BlobStore data, RunStore runs, int? published)
{
    private readonly int? _run =
        published is { } run && data.Has(AttentionFile.Name(run)) ? published : null;

    /// <summary>Since when each reason held, of the customers of a shard.</summary>
    public IReadOnlyDictionary<(string Customer, string Reason, string Scheme), DateOnly> Since(int shard)
    {
        var since = new Dictionary<(string, string, string), DateOnly>();
        if (_run is not { } run)
            return since;
        foreach (var entry in AttentionFile.Read(data, AttentionFile.Shard(run, shard)))
        {
            foreach (var reason in entry.Reasons)
                since[(entry.Customer, reason.Reason, reason.Scheme)] = reason.Since;
        }

        return since;
    }

    /// <summary>
    /// The reasons by scheme that were looked for: what is found for one that was not is no news of a customer.
    /// </summary>
    public IReadOnlySet<(string Reason, string Scheme)> LookedFor()
    {
        if (_run is not { } run)
            return new HashSet<(string, string)>();
        var (workspace, ran) = (runs.Workspace(run), runs.Report(run).Schemes.Select(one => one.Scheme).ToHashSet());
        return (from scheme in workspace.Schemes
                where ran.Contains(scheme.Name)
                from segment in scheme.Segments
                from reason in Reasons(segment, workspace)
                select (reason, scheme.Name)).ToHashSet();
    }

    /// <summary>The reasons that a segment's customers are looked through for.</summary>
    public static IEnumerable<string> Reasons(SegmentDefinition segment, Workspace workspace)
    {
        var play = segment.Playbook is { } name ? workspace.Playbooks.GetValueOrDefault(name) : null;
        var said = segment.Attention.Select(rule => rule.Reason.Word);
        return OverdueContacts.AreTold(play) ? said.Append(AttentionReason.OverdueCadence.Word) : said;
    }
}
