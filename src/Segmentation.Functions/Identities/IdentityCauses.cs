using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Identities;

/// <summary>Tells what the merging and splitting of customers did.</summary>
/// <param name="before">Who was one in the published run.</param>
/// <param name="now">Who is one in the run.</param>
internal sealed class IdentityCauses(Identity before, Identity now)
{
    /// <summary>Moves of customers that went into another one, or came out of it, with that cause.</summary>
    public Transition Of(Transition move) => move switch
    {
        { To: null } when now.IsAlias(move.Customer) => move.Because([Cause.IdentityMerge]),
        { From: null } when before.IsAlias(move.Customer) => move.Because([Cause.IdentitySplit]),
        _ => move,
    };

    /// <summary>
    /// What became of a customer who stayed: a merge when it has another alias, a split when it has lost one, else what
    /// became of others whom its measures are shared with.
    /// </summary>
    public string Of(string customer) =>
        now.Aliases(customer).Except(before.Aliases(customer)).Any() ? Cause.IdentityMerge
        : before.Aliases(customer).Except(now.Aliases(customer)).Any() ? Cause.IdentitySplit
        : now.AllAliases.Except(before.AllAliases).Any() ? Cause.IdentityMerge
        : Cause.IdentitySplit;
}
