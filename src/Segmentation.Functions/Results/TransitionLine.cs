using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>
/// Transitions as CloudEvents 1.0 in structured JSON, one per line. The time is added when they are sent.
/// </summary>
internal sealed class TransitionLine(Workspace workspace, RunInputs inputs)
{
    private const string ContentType = "application/json";
    private readonly string _source = $"/segmentation/{workspace.Name}";

    /// <summary>The line of a customer that moved; its number in the run is not known yet, and 0.</summary>
    /// <param name="move">The move.</param>
    public byte[] Of(Move move)
    {
        var transition = move.Transition;
        var data = new Moved(
            transition.Customer, transition.Scheme, transition.SchemeVersion, transition.From, transition.To,
            transition.Direction, transition.Cause, transition.Causes, inputs.Run, Sequence: 0, inputs.AsOf,
            move.Reasons, move.Value, workspace.Currency, move.Owner, Playbook(transition), transition.Irregular);
        return Line(new
        {
            Specversion = "1.0",
            Id = MessageId.Of(transition, inputs.Run),
            Source = _source,
            Type = "segmentation.customer.transitioned.v1",
            Subject = transition.Customer,
            Datacontenttype = ContentType,
            Data = data,
        });
    }

    /// <summary>The line of the first run: the sizes of all schemes instead of a flood.</summary>
    /// <param name="schemes">The schemes.</param>
    /// <param name="attention">Who needs attention, in numbers.</param>
    public byte[] RunPublished(IReadOnlyList<SchemeReport> schemes, AttentionSummary attention) => Summary(
        "segmentation.run.published.v1", $"runs/{inputs.Run}",
        new { inputs.Run, inputs.AsOf, Schemes = schemes, Attention = attention });

    /// <summary>The line of a scheme that has its first result in a later run, or decides otherwise now.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="before">The scheme in the run before; null for the first result.</param>
    public byte[] SchemePublished(SchemeReport scheme, SchemeReport? before)
    {
        // Several segments may have become one.
        var sizes = before?.Segments.GroupBy(segment => Today(scheme.Scheme, segment.Segment)).ToDictionary(
            now => now.Key, now => now.Aggregate((sum, one) => sum with
            {
                Customers = sum.Customers + one.Customers,
                Value = sum.Value + one.Value,
            }));
        return Summary("segmentation.scheme.published.v1", scheme.Scheme, new
        {
            inputs.Run,
            inputs.AsOf,
            Cause = before is null ? Cause.SchemeAdded : Cause.DefinitionChange,
            scheme.Scheme,
            scheme.Version,
            PreviousVersion = before?.Version,
            inputs.WorkspaceVersion,
            Segments = scheme.Segments.Select(now =>
                new PublishedSegment(now, sizes?.GetValueOrDefault(now.Segment))),
        });
    }

    private string Today(string scheme, string segment) =>
        workspace.Schemes.Single(known => known.Name == scheme).Today(segment);

    private byte[] Summary(string type, string subject, object data) => Line(new
    {
        Specversion = "1.0",
        Id = MessageId.Of(type, subject, inputs.Run.ToString(CultureInfo.InvariantCulture)),
        Source = _source,
        Type = type,
        Subject = subject,
        Datacontenttype = ContentType,
        Data = data,
    });

    private string? Playbook(Transition transition) => workspace.Schemes
        .Single(scheme => scheme.Name == transition.Scheme).Segments
        .FirstOrDefault(segment => segment.Id == transition.To)?.Playbook;

    private static byte[] Line(object message) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(message, Json.Options), (byte)'\n'];

    /// <summary>A segment's size, and that in the run before.</summary>
    private sealed record PublishedSegment(
        string Segment, string Name, long Customers, decimal? Value,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Unknown,
        long? PreviousCustomers, decimal? PreviousValue)
    {
        public PublishedSegment(SegmentReport now, SegmentReport? before)
            : this(now.Segment, now.Name, now.Customers, now.Value, now.Unknown, before?.Customers, before?.Value)
        {
        }
    }
}
