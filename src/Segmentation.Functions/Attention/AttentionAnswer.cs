namespace Segmentation.Functions.Attention;

/// <summary>A page of the customers that a person should look at, the most value at stake first.</summary>
/// <param name="Run">The published run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Items">The customers of the page.</param>
/// <param name="Totals">All customers that are asked for, on whichever page.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record AttentionAnswer(
    int Run, DateOnly AsOf, string? Currency, IReadOnlyList<AttentionItem> Items, AttentionTotals Totals, string? Next);

/// <summary>A customer that a person should look at.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
/// <param name="Value">Its value; null when it has none.</param>
/// <param name="Stake">The part of the value that is thought to be at stake; null without a value.</param>
/// <param name="Reasons">Why, the reason of the largest weight first.</param>
/// <param name="Playbook">The playbook of the segment of the first reason that the run found, else of the first of all;
/// null for none.</param>
/// <param name="NextAction">What to do next; null when the playbook does not say.</param>
public sealed record AttentionItem(
    string Customer, string? Name, string? Owner, decimal? Value, decimal? Stake,
    IReadOnlyList<RaisedReason> Reasons, string? Playbook, string? NextAction);

/// <summary>Why a customer needs a person's attention.</summary>
/// <param name="Reason">The word for it, such as <c>detractor</c>.</param>
/// <param name="Text">Why, in a sentence without the customer's name.</param>
/// <param name="Scheme">The scheme that says so.</param>
/// <param name="Segment">The customer's segment in it.</param>
/// <param name="Weight">The share of the customer's value that is thought to be at stake, from 0 to 1.</param>
/// <param name="Since">The as-of day of the first of the runs that found it without a break.</param>
/// <param name="Due">The day by which somebody should have looked.</param>
public sealed record RaisedReason(
    string Reason, string Text, string Scheme, string Segment, decimal Weight, DateOnly Since, DateOnly Due);

/// <summary>How many customers need attention, and for how much.</summary>
/// <param name="Customers">The customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Stake">The sum of what is at stake; null when the workspace names no value.</param>
/// <param name="ByReason">By reason, the most at stake first; a customer counts with each of its reasons.</param>
/// <param name="ByOwner">By owner, the most at stake first; null stands for customers without one.</param>
public sealed record AttentionTotals(
    long Customers, decimal? Value, decimal? Stake, IReadOnlyList<ReasonTotal> ByReason,
    IReadOnlyList<OwnerTotal> ByOwner);

/// <summary>The customers who need attention for one reason.</summary>
/// <param name="Reason">The word for the reason.</param>
/// <param name="Customers">The customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Stake">The sum of what is at stake for all their reasons; null when the workspace names no value.
/// </param>
public sealed record ReasonTotal(string Reason, long Customers, decimal? Value, decimal? Stake);

/// <summary>The customers of one owner who need attention.</summary>
/// <param name="Owner">The owner; null for customers without one.</param>
/// <param name="Customers">The customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Stake">The sum of what is at stake; null when the workspace names no value.</param>
public sealed record OwnerTotal(string? Owner, long Customers, decimal? Value, decimal? Stake);

/// <summary>How many customers of a run need attention, and for how much.</summary>
/// <param name="Customers">The customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
/// <param name="Stake">The sum of what is at stake; null when the workspace names no value.</param>
/// <param name="ByReason">By reason, the most at stake first; a customer counts with each of its reasons.</param>
public sealed record AttentionSummary(
    long Customers, decimal? Value, decimal? Stake, IReadOnlyList<ReasonTotal> ByReason)
{
    /// <summary>Nobody.</summary>
    public static AttentionSummary None { get; } = new(0, null, null, []);
}
