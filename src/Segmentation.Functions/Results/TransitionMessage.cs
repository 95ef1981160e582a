using System.Text.Json.Serialization;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The message of a move as look-ups show it: a CloudEvent.</summary>
/// <param name="Specversion">Always <c>1.0</c>.</param>
/// <param name="Id">Its id, the same however often it is sent.</param>
/// <param name="Source">The workspace, <c>/segmentation/{name}</c>.</param>
/// <param name="Type">Always <c>segmentation.customer.transitioned.v1</c>.</param>
/// <param name="Subject">The customer's id.</param>
/// <param name="Datacontenttype">Always <c>application/json</c>.</param>
/// <param name="Data">The move.</param>
/// <param name="Time">When the run was published.</param>
internal sealed record TransitionMessage(
    string Specversion, string Id, string Source, string Type, string Subject, string Datacontenttype, Moved Data,
    DateTimeOffset Time);

/// <summary>What the message of a move tells.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="SchemeVersion">Its version.</param>
/// <param name="From">The segment left; null for a new customer.</param>
/// <param name="To">The segment entered; null for one that was removed.</param>
/// <param name="Direction">One of <see cref="Engine.Tracking.Direction"/>.</param>
/// <param name="Cause">One of <see cref="Engine.Tracking.Cause"/>.</param>
/// <param name="Causes">The causes one by one.</param>
/// <param name="Run">The run.</param>
/// <param name="Sequence">Its number in the run, from 1.</param>
/// <param name="AsOf">The run's as-of day.</param>
/// <param name="Reasons">What differed.</param>
/// <param name="Value">The customer's value; null when it has none.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Owner">The customer's owner; null when it has none.</param>
/// <param name="Playbook">The name of the playbook of the segment entered; null for none.</param>
/// <param name="Irregular">Whether the lifecycle does not allow the move; left out when it does.</param>
internal sealed record Moved(
    string Customer, string Scheme, int SchemeVersion, string? From, string? To, string Direction, string Cause,
    IReadOnlyList<string> Causes, int Run, long Sequence, DateOnly AsOf, IReadOnlyList<Reason> Reasons,
    object? Value, string? Currency, string? Owner, string? Playbook,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Irregular);
