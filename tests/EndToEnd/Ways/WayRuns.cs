using System.Collections.Concurrent;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Ways;

/// <summary>One run per workspace and as-of day, made when a row first asks for it.</summary>
public sealed class WayRuns : IDisposable
{
    private readonly ConcurrentDictionary<string, Segmented> _runs = new();
    private readonly Lazy<GeneratedRun> _software = Generated("b2b-saas", "b2b-saas", customers: 500, imports: 3);
    private readonly Lazy<GeneratedRun> _shop = Generated("e-commerce", "e-commerce", customers: 800, imports: 1);
    private readonly Lazy<GeneratedRun> _club = Generated("contractual", "contractual", customers: 400, imports: 2);
    private readonly Lazy<GeneratedRun> _donors = Generated("e-commerce", "non-profit", customers: 400, imports: 1);

    /// <summary>
    /// The last of several runs in one data folder of a shipped workspace on a public data set, one for each as-of day;
    /// the test is skipped where the data set is not.
    /// </summary>
    internal Segmented Of(string workspace, string data, params string[] days) => _runs.GetOrAdd(
        string.Join(' ', [workspace, .. days]), _ => new Segmented(
            () => RealData.Path(data), workspace, days.LastOrDefault(),
            days.Length > 1 ? Of(workspace, data, days[..^1]) : null));

    /// <summary>Generated software accounts in <c>b2b-saas</c>, three months of them.</summary>
    internal GeneratedRun Software => _software.Value;

    /// <summary>A generated shop in <c>e-commerce</c>.</summary>
    internal GeneratedRun Shop => _shop.Value;

    /// <summary>Generated members in <c>contractual</c>, two months of them.</summary>
    internal GeneratedRun Club => _club.Value;

    /// <summary>The generated shop in <c>non-profit</c>, which takes its orders as gifts.</summary>
    internal GeneratedRun Donors => _donors.Value;

    public void Dispose()
    {
        foreach (var run in _runs.Values)
            run.Dispose();
        foreach (var run in new[] { _software, _shop, _club, _donors }.Where(run => run.IsValueCreated))
            run.Value.Dispose();
    }

    private static Lazy<GeneratedRun> Generated(string business, string workspace, int customers, int imports) =>
        new(() => new GeneratedRun(
            new SampleBusiness(BusinessKinds.Of(business), customers, imports, Seed: 5), workspace));
}
