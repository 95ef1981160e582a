using System.Text.Json;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Transitions as CloudEvents 1.0 in structured JSON, one per line. The time is added when they are sent.</summary>
internal sealed class TransitionLine(Workspace workspace, RunInputs inputs)
{
    private const string ContentType = "application/json";
    private readonly string _source = $"/segmentation/{workspace.Name}";

    /// <summary>The line of a customer that moved.</summary>
    /// <param name="move">The move.</param>
    /// <param name="sequence">Its number in the run, from 1.</param>
    public byte[] Of(Move move, long sequence)
    {
        var transition = move.Transition;
        var data = new
        {
            transition.Customer,
            transition.Scheme,
            transition.SchemeVersion,
            transition.From,
            transition.To,
            transition.Direction,
            transition.Cause,
            Causes = new[] { transition.Cause },
            inputs.Run,
            Sequence = sequence,
            inputs.AsOf,
            move.Reasons,
            move.Value,
            workspace.Currency,
            move.Owner,
            Playbook = Playbook(transition),
        };
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

    /// <summary>The one line of schemes that have their first result: sizes instead of a flood.</summary>
    public byte[] Summary(IReadOnlyList<SchemeReport> schemes)
    {
        var first = new Transition(string.Join(' ', schemes.Select(s => s.Scheme)), "", 0, null, null, Direction.First, Cause.FirstSeen);
        return Line(new
        {
            Specversion = "1.0",
            Id = MessageId.Of(first, inputs.Run),
            Source = _source,
            Type = "segmentation.run.published.v1",
            Subject = $"runs/{inputs.Run}",
            Datacontenttype = ContentType,
            Data = new { inputs.Run, inputs.AsOf, Schemes = schemes },
        });
    }

    private string? Playbook(Transition transition) => workspace.Schemes
        .Single(scheme => scheme.Name == transition.Scheme).Segments
        .FirstOrDefault(segment => segment.Id == transition.To)?.Playbook;

    private static byte[] Line(object message) => [.. JsonSerializer.SerializeToUtf8Bytes(message, Json.Options), (byte)'\n'];
}
