using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>How a customer came into its segment.</summary>
/// <param name="From">The segment left; null for a new customer.</param>
/// <param name="To">The segment entered; null for one that was removed.</param>
/// <param name="Run">The run.</param>
/// <param name="Cause">One of <see cref="Engine.Tracking.Cause"/>.</param>
/// <param name="Causes">The causes one by one.</param>
/// <param name="Inputs">What differed; null when the run's files are not kept any more.</param>
public sealed record LastMove(
    string? From, string? To, int Run, string Cause, IReadOnlyList<string> Causes, IReadOnlyList<Reason>? Inputs)
{
    /// <summary>Whether the lifecycle does not allow the move; left out when it does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Irregular { get; init; }

    /// <summary>The move in a sentence.</summary>
    public string Text => From is null && Cause == Engine.Tracking.Cause.IdentitySplit
            ? FormattableString.Invariant($"{Engine.Tracking.Cause.Say(Cause, Causes)} in run {Run}: {To}{Allowed}")
        : To is null && Cause == Engine.Tracking.Cause.IdentityMerge
            ? FormattableString.Invariant($"{Engine.Tracking.Cause.Say(Cause, Causes)} in run {Run}; it was {From}")
        : From is null ? FormattableString.Invariant($"new in run {Run}: {To}{Allowed}")
        : To is null ? FormattableString.Invariant($"removed in run {Run}; it was {From}")
        : FormattableString.Invariant(
            $"moved from {From} to {To} in run {Run}{Allowed}: {Engine.Tracking.Cause.Say(Cause, Causes)}");

    private string Allowed => Irregular ? ", which the scheme does not allow" : "";

    /// <summary>
    /// The last move up to a run. Who is where an earlier run had put it is there since that run, and came back by a
    /// later one.
    /// </summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="run">The run.</param>
    /// <param name="since">Since which run the customer is in its segment.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="scheme">The scheme.</param>
    internal static LastMove? Latest(
        BlobStore data, RunStore runs, int run, int since, string customer, string scheme)
    {
        for (var later = run; later > since && runs.Has(later); later = runs.Inputs(later).Published ?? 0)
        {
            if (runs.Inputs(later).Kind == RunKind.Rollback
                && Of(data, runs, later, customer, scheme) is { } back)
                return back;
        }

        return Of(data, runs, since, customer, scheme);
    }

    /// <summary>The move of a run, by its transitions; null when there is none, or they are gone.</summary>
    internal static LastMove? Of(BlobStore data, RunStore runs, int run, string customer, string scheme)
    {
        if (!runs.Has(run))
            return null;
        var shard = StableHash.Shard(StableHash.Of(Encoding.UTF8.GetBytes(customer)), runs.Base(run).Shards);
        var name = TransitionFile.Name(run, shard);
        if (!data.Has(name))
            return null;
        var subject = JsonSerializer.SerializeToUtf8Bytes(customer, Hosting.Json.Options);
        // Only lines that name the customer are worth parsing.
        return data.Lines(name).Where(line => line.AsSpan().IndexOf(subject) >= 0)
            .Select(line => JsonSerializer.Deserialize<Line>(line, Hosting.Json.Options)!.Data)
            .Where(moved => moved.Customer == customer && moved.Scheme == scheme)
            .Select(moved => new LastMove(moved.From, moved.To, run, moved.Cause, moved.Causes, moved.Reasons)
            {
                Irregular = moved.Irregular,
            })
            .FirstOrDefault();
    }

    private sealed record Line(Moved Data);

    private sealed record Moved(
        string Customer, string Scheme, string? From, string? To, string Cause, IReadOnlyList<string> Causes,
        IReadOnlyList<Reason> Reasons, bool Irregular = false);
}
