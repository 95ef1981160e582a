using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Attention;

/// <summary>A customer of a run that a person should look at: a line of <c>attention.ndjson</c>.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Value">Its value; null when it has none.</param>
/// <param name="Stake">The part of the value that is thought to be at stake; null without a value.</param>
/// <param name="Reasons">Why, the largest weight first; at least one.</param>
/// <param name="Playbook">The playbook of the segment of the first reason that the run found, else of the first of all;
/// null for none.</param>
/// <param name="NextAction">What to do next; null when the playbook does not say.</param>
public sealed record AttentionEntry(
    string Customer, decimal? Value, decimal? Stake, IReadOnlyList<RaisedReason> Reasons, string? Playbook,
    string? NextAction)
{
    private const int StakeDigits = 2;

    /// <summary>Its place in the queue.</summary>
    internal AttentionRank Rank => new(Stake, Reasons.Count, Customer);

    /// <summary>A customer with its reasons in order, and what is at stake for all of them together.</summary>
    internal static AttentionEntry Of(
        string customer, decimal? value, IEnumerable<RaisedReason> reasons, string? playbook = null,
        string? nextAction = null)
    {
        RaisedReason[] sorted =
        [
            .. reasons.OrderByDescending(reason => reason.Weight)
                .ThenBy(reason => reason.Reason, StringComparer.Ordinal)
                .ThenBy(reason => reason.Scheme, StringComparer.Ordinal),
        ];
        return new AttentionEntry(customer, value, StakeOf(value, sorted), sorted, playbook, nextAction);
    }

    /// <summary>The same customer with more reasons, and what the run said is to be done.</summary>
    internal AttentionEntry With(IEnumerable<RaisedReason> more) =>
        Of(Customer, Value, [.. Reasons, .. more], Playbook, NextAction);

    /// <summary>
    /// value x (1 - (1 - w1) x (1 - w2) x ...), to two digits: a reason counts once, by its largest weight. A value
    /// below 0 has nothing at stake.
    /// </summary>
    private static decimal? StakeOf(decimal? value, RaisedReason[] sorted)
    {
        if (value is not { } whole)
            return null;
        var safe = sorted.DistinctBy(reason => reason.Reason).Aggregate(1m, (rest, one) => rest * (1 - one.Weight));
        return Exact.Trimmed(decimal.Round(Math.Max(0, whole) * (1 - safe), StakeDigits));
    }
}

/// <summary>The order of the queue: the most at stake first, then the most reasons, then the id by code point.
/// Customers without a value come last.</summary>
/// <param name="Stake">What is at stake; null without a value.</param>
/// <param name="Reasons">The number of reasons.</param>
/// <param name="Customer">The customer's id.</param>
internal readonly record struct AttentionRank(decimal? Stake, int Reasons, string Customer) : IComparable<AttentionRank>
{
    private const decimal WithoutValue = -1;

    /// <inheritdoc/>
    public int CompareTo(AttentionRank other)
    {
        var byStake = (other.Stake ?? WithoutValue).CompareTo(Stake ?? WithoutValue);
        if (byStake != 0)
            return byStake;
        var byReasons = other.Reasons.CompareTo(Reasons);
        return byReasons != 0
            ? byReasons
            : TextList.Compare(Encoding.UTF8.GetBytes(Customer), Encoding.UTF8.GetBytes(other.Customer));
    }
}

/// <summary>A reason that no run before had found.</summary>
/// <param name="Entry">The customer.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Owner">The customer's owner; null when there is none.</param>
internal sealed record NewReason(AttentionEntry Entry, RaisedReason Reason, string? Owner);
