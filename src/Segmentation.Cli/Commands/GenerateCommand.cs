using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Generate;
using Segmentation.Cli.Show;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment generate DIR</c>: sample customers and orders.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder =
            new Argument<string>("DIR") { Description = "Where customers.csv and transactions.csv are written." };
        var customers =
            new Option<int>("--customers") { Description = "How many customers.", HelpName = "N", Required = true };
        var orders = new Option<long>("--orders") { Description = "How many orders.", HelpName = "N", Required = true };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same bytes.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("generate", "Writes dumps of an invented business: customers and their orders.")
        {
            folder, customers, orders, seed,
        };
        command.SetAction(async (parsed, _) =>
        {
            var business = new PlainBusiness(
                parsed.GetValue(customers), parsed.GetValue(orders), parsed.GetValue(seed));
            var directory = Options.PathOf("DIR", parsed.GetValue(folder)!);
            await terminal.WithProgressAsync(progress =>
            {
                business.Write(directory, rows => progress?.Invoke(new StageProgress("generate", rows, business.Rows)));
                return Task.FromResult(true);
            });
            terminal.Out.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{directory}: customers.csv with {business.Customers:N0} customers, "
                + $"transactions.csv with {business.Orders:N0} orders"));
            return SegmentCommand.Done;
        });
        return command;
    }
}
