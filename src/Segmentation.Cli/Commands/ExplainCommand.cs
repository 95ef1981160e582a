using System.CommandLine;
using Segmentation.Cli.Show;
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
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("explain", "Tells why a customer is in its segments, and what would move it.")
        {
            customer, scheme, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var run = await stored.PublishedAsync(cancel);
            var explanations = new ExplainCustomer(stored.Files).Of(
                parsed.GetValue(customer)!, parsed.GetValue(scheme), run);
            var name = CustomerNames.Of(stored.Files, run, [explanations[0].Customer]).Values.FirstOrDefault();
            ExplanationText.Show(terminal.Out, explanations, name);
            return SegmentCommand.Done;
        });
        return command;
    }
}
