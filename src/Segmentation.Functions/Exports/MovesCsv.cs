using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>Who moved in a run, and why: a line for each customer and scheme, in the order of the messages.</summary>
/// <param name="workspace">Names schemes and segments.</param>
/// <param name="head">The id, the name and the owner of a customer, as cells; empty when it is gone.</param>
internal sealed class MovesCsv(Workspace workspace, MovesCsv.Head head)
{
    private readonly Dictionary<(string Scheme, string Segment), string> _names = workspace.Schemes
        .SelectMany(scheme => scheme.Segments.Select(segment => (scheme.Name, segment)))
        .ToDictionary(one => (one.Name, one.segment.Id), one => one.segment.Name);

    /// <summary>The id, the name and the owner of a customer.</summary>
    /// <param name="customer">The id.</param>
    public delegate ReadOnlySpan<byte> Head(string customer);

    /// <summary>The headers.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "customer_id", "name", "owner", "scheme", "from", "from_name", "to", "to_name", "direction", "cause",
        "cause_in_words", "value", "currency", "run", "as_of", "reasons",
    ];

    /// <summary>Adds the line of a move.</summary>
    /// <param name="lines">Where it is added.</param>
    /// <param name="transition">The message of the move.</param>
    public void Add(CsvLines lines, ReadOnlySpan<byte> transition)
    {
        var move = JsonSerializer.Deserialize<Line>(transition, Json.Options)!.Data;
        if (head(move.Customer) is { IsEmpty: false } known)
            lines.Raw(known);
        else
        {
            lines.Text(move.Customer);
            lines.Null();
            lines.Null();
        }

        lines.Text(move.Scheme);
        lines.Text(move.From);
        lines.Text(Name(move.Scheme, move.From));
        lines.Text(move.To);
        lines.Text(Name(move.Scheme, move.To));
        lines.Text(move.Direction);
        lines.Text(move.Cause);
        lines.Text(Cause.Say(move.Cause, move.Causes));
        if (move.Value is { } value)
            Value(lines, value);
        else
            lines.Null();
        lines.Text(move.Currency);
        lines.Number(move.Run);
        lines.Number(move.AsOf, "yyyy-MM-dd");
        lines.Text(ReasonText.Of(move.Reasons));
        lines.End("\r\n"u8);
    }

    private static void Value(CsvLines lines, JsonElement value)
    {
        if (value.TryGetDecimal(out var exact))
            lines.Number(Exact.Trimmed(exact));
        else
            lines.Number(value.GetDouble());
    }

    private string? Name(string scheme, string? segment) =>
        segment is null ? null : _names.GetValueOrDefault((scheme, segment), segment);

    private sealed record Line(Moved Data);

    private sealed record Moved(
        string Customer, string Scheme, string? From, string? To, string Direction, string Cause,
        IReadOnlyList<string> Causes, int Run, DateOnly AsOf, IReadOnlyList<Reason> Reasons, JsonElement? Value,
        string? Currency);
}
