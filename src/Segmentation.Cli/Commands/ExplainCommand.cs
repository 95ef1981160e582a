using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment explain</c>: why a customer is where it is, or what a segment is.</summary>
internal static class ExplainCommand
{
    private const string SegmentOption = "--segment";

    public static Command Create(Terminal terminal)
    {
        var customer = new Argument<string?>("CUSTOMER")
        {
            Description = "An id, an external key, or an unambiguous name.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var segment = new Option<string?>(SegmentOption) { Description = "A segment instead.", HelpName = "ID" };
        var scheme = new Option<string?>("--scheme") { Description = "Only this scheme.", HelpName = "NAME" };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command(
            "explain", "Tells why a customer is in its segments, and what would move it; or what a segment is.")
        {
            customer, segment, scheme, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            await ((parsed.GetValue(customer), parsed.GetValue(segment)) switch
            {
                ({ } id, null) => ExplainAsync(terminal, stored, id, parsed.GetValue(scheme), cancel),
                (null, { } id) => ShowAsync(terminal, stored, id, parsed.GetValue(scheme), cancel),
                var (both, _) => throw new DefinitionException(
                    "segment explain", both is null ? "neither a customer nor a segment" : "a customer and a segment",
                    $"CUSTOMER, or {SegmentOption} ID"),
            });
            return SegmentCommand.Done;
        });
        return command;
    }

    private static async Task ExplainAsync(
        Terminal terminal, StoredData stored, string customer, string? scheme, CancellationToken cancel)
    {
        var run = await stored.PublishedAsync(cancel);
        var find = new FindCustomer(
            new RunStore(stored.Files), new CustomerDirectories(stored.Files, stored.Settings));
        var id = find.Id(customer, run);
        var explanations = new ExplainCustomer(stored.Files).Of(id, scheme, run);
        ExplanationText.Show(terminal.Out, explanations, new RunNames(stored.Files, run).Of(id).Name);
    }

    private static async Task ShowAsync(
        Terminal terminal, StoredData stored, string segment, string? scheme, CancellationToken cancel)
    {
        var run = await stored.PublishedAsync(cancel);
        var schemes = await new SegmentCards(stored.Files, stored.Runs()!).OfAsync(run, cancel);
        var card = Only(schemes, segment, scheme).With(await stored.Votes()!.InAsync(run, cancel));
        SegmentCardText.Show(terminal.Out, card, card.Segments.Single(one => one.Segment == segment));
    }

    /// <summary>The scheme that has the segment.</summary>
    private static SchemeCard Only(IReadOnlyList<SchemeCard> schemes, string segment, string? scheme)
    {
        var names = schemes.Select(card => card.Scheme).ToArray();
        if (scheme is not null && !names.Contains(scheme))
        {
            throw new DefinitionException(
                "--scheme", $"unknown scheme {Sentence.Quoted(scheme)}", $"one of {string.Join(", ", names)}",
                Suggestion.For(scheme, names));
        }

        var asked = schemes.Where(card => scheme is null || card.Scheme == scheme).ToArray();
        var having = asked.Where(card => card.Segments.Any(one => one.Segment == segment)).ToArray();
        if (having.Length == 1)
            return having[0];
        if (having.Length > 1)
        {
            throw new DefinitionException(
                SegmentOption, $"{Sentence.Quoted(segment)} in several schemes", "one segment",
                $"add --scheme {string.Join(" or --scheme ", having.Select(card => card.Scheme))}");
        }

        var segments = asked.SelectMany(card => card.Segments).Select(one => one.Segment).Distinct().ToArray();
        throw new DefinitionException(
            SegmentOption, $"unknown segment {Sentence.Quoted(segment)}", $"one of {string.Join(", ", segments)}",
            Suggestion.For(segment, segments));
    }
}
