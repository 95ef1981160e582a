using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Lookup;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment explain CUSTOMER</c>: why a customer is where it is.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var customer =
            new Argument<string>("CUSTOMER") { Description = "An id, an external key, or an unambiguous name." };
        var scheme = new Option<string?>("--scheme") { Description = "Only this scheme.", HelpName = "NAME" };
        var data = Options.Data();
        var command = new Command("explain", "Tells why a customer is in its segments, and what would move it.")
        {
            customer, scheme, data,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = new DataFolder(Options.PathOf("--data", parsed.GetValue(data)!));
            var run = await StoredData.PublishedAsync(folder, cancel);
            var explanations = new ExplainCustomer(folder).Of(
                parsed.GetValue(customer)!, parsed.GetValue(scheme), run);
            ExplanationText.Show(terminal.Out, explanations);
            return SegmentCommand.Done;
        });
        return command;
    }
}
