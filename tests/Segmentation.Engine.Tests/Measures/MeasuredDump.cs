using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Dumps;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>The measures of the customers in one dump, of the first stream of its sources.</summary>
internal static class MeasuredDump
{
    public static MeasuredShard Of(
        string sources, string dump, string measures, int asOf, int? until = null,
        params (string Path, string Text)[] more)
    {
        var workspace = WorkspaceOf(sources, measures, more);
        var stream = workspace.Streams.First();
        var layout = RowLayout.Of(stream);
        var reading = Reading.Of(dump, stream, workspace);
        Assert.Empty(reading.Rejections);
        var table = TableMerge.Merge(layout, [.. reading.Parsed.Select(parsed => parsed.Accepted)], TimeZoneInfo.Utc);
        var problems = new Problems();
        var plan = MeasurePlan.Bind(workspace, problems);
        Assert.Empty(problems.All);
        var shard = new Shard(new Dictionary<string, (RowLayout, Table)> { [stream.Name] = (layout, table) });
        return plan!.Compute(shard, asOf, until ?? asOf, Models(plan.Lifetimes));
    }

    /// <summary>Models with the parameters of the CDNOW sample (Fader, Hardie and Lee 2005; Fader and Hardie 2013).
    /// </summary>
    public static LifetimeModels Models(IEnumerable<LifetimeCall> calls) => new(
    [
        .. calls.SelectMany(call => call.Keys).Distinct().Select(key => new LearnedModel(key, 1, default, 2357, 946)
        {
            Orders = ModelKey.KindOf(key.Kind) is { } kind
                ? new PurchaseModel(kind, 0.2426, 4.4136, 0.7929, 2.4259)
                : null,
            Spend = key.Kind == ModelKey.GammaGamma ? new SpendModel(6.25, 3.744, 15.44) : null,
        }),
    ]);

    public static Workspace WorkspaceOf(
        string sources, string measures, params (string Path, string Text)[] more)
    {
        var files = Definitions.With("sources.yaml", sources);
        files["measures.yaml"] = Encoding.UTF8.GetBytes(measures);
        foreach (var (path, text) in more)
            files[path] = Encoding.UTF8.GetBytes(text);
        return Definitions.Read(files);
    }
}
