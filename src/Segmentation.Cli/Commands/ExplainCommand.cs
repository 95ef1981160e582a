using System.CommandLine;
using Segmentation.Cli.Show;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

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
            var settings = Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage));
            var stored = new StoredData(settings);
            var run = await stored.PublishedAsync(cancel);
            var find = new FindCustomer(
                new RunStore(stored.Files), new CustomerDirectories(stored.Files, settings));
            var id = find.Id(parsed.GetValue(customer)!, run);
            var explanations = new ExplainCustomer(stored.Files).Of(id, parsed.GetValue(scheme), run);
            ExplanationText.Show(terminal.Out, explanations, new RunNames(stored.Files, run).Of(id).Name);
            return SegmentCommand.Done;
        });
        return command;
    }
}
