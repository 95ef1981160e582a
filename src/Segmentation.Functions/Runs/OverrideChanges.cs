using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Runs;

/// <summary>How what persons set differs between a run and the published one.</summary>
internal sealed class OverrideChanges
{
    private readonly RunInputs _inputs;
    private readonly Plans _plans;
    private readonly Dictionary<(string Customer, string Scheme), Override> _before;
    private readonly Dictionary<(string Customer, string Scheme), Override> _now;

    /// <summary>Compares.</summary>
    /// <param name="work">The run's files.</param>
    /// <param name="run">The run; one that is compared with a published one.</param>
    public OverrideChanges(RunWork work, int run)
    {
        (_inputs, _plans) = (work.Inputs(run), work.Plans(run));
        (Before, Now) = (work.Overrides(_inputs.Published!.Value), work.Overrides(run));
        (_before, _now) = (ByCustomer(Before), ByCustomer(Now));
    }

    /// <summary>What held in the published run.</summary>
    public IReadOnlyList<Override> Before { get; }

    /// <summary>What holds in the run.</summary>
    public IReadOnlyList<Override> Now { get; }

    /// <summary>Whether anything differs.</summary>
    public bool Any => !Before.SequenceEqual(Now);

    /// <summary>What became of the segment that was set for a customer in a scheme, else in one that it uses.</summary>
    public string CauseOf(string customer, string scheme)
    {
        var plan = _plans.Schemes.First(plan => plan.Definition.Name == scheme);
        foreach (var used in _plans.Set.Reached(plan).Reverse())
        {
            var key = (customer, used.Definition.Name);
            var (before, now) = (_before.GetValueOrDefault(key), _now.GetValueOrDefault(key));
            if (before?.Segment != now?.Segment)
                return now is not null ? Begin(now) : End(before!);
        }

        return Cause.OverrideSet;
    }

    /// <summary>What was set for another customer, who turned out to be this one, was not set anew.</summary>
    private string Begin(Override begun) => Before.Any(before => before with { Customer = begun.Customer } == begun)
        ? Cause.IdentityMerge
        : Cause.OverrideSet;

    private string End(Override ended) => Now.Any(now => now with { Customer = ended.Customer } == ended)
        ? Cause.IdentitySplit
        : ended.Expires <= _inputs.AsOf || ended.Expires <= _inputs.Today ? Cause.OverrideExpired
        : Cause.OverrideRemoved;

    private static Dictionary<(string Customer, string Scheme), Override> ByCustomer(IEnumerable<Override> all) =>
        all.ToDictionary(one => (one.Customer, one.Scheme));
}
