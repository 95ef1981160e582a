using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>The message that a customer needs attention for one more reason; it names nobody but by the id.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Scheme">The scheme that says so.</param>
/// <param name="Segment">The customer's segment in it.</param>
/// <param name="Value">The customer's value; null when it has none.</param>
/// <param name="Stake">What is at stake for all its reasons; null without a value.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Owner">The customer's owner; null when there is none.</param>
/// <param name="Playbook">The playbook for it; null for none.</param>
/// <param name="Run">The published run.</param>
/// <param name="AsOf">Its as-of day.</param>
/// <param name="Due">The day by which somebody should have looked.</param>
internal sealed record RaisedEvent(
    string Customer, string Reason, string Scheme, string Segment, decimal? Value, decimal? Stake, string? Currency,
    string? Owner, string? Playbook, int Run, DateOnly AsOf, DateOnly Due)
{
    /// <summary>A CloudEvent without a time.</summary>
    /// <param name="found">The customer and the reason.</param>
    /// <param name="inputs">The run.</param>
    /// <param name="currency">The currency of money.</param>
    /// <param name="version">What tells it from the same reason raised at another time.</param>
    public static byte[] Of(NewReason found, RunInputs inputs, string? currency, string version)
    {
        var (entry, reason) = (found.Entry, found.Reason);
        return CloudEvent.Of(
            inputs.Workspace, "attention.raised", entry.Customer, $"{reason.Scheme} {reason.Reason} {version}",
            new RaisedEvent(
                entry.Customer, reason.Reason, reason.Scheme, reason.Segment, entry.Value, entry.Stake, currency,
                found.Owner, entry.Playbook, inputs.Run, inputs.AsOf, reason.Due));
    }
}
