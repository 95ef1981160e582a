using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Generate;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Cli.Commands;

/// <summary>
/// <c>segment generate DIR</c>: sample customers and orders, or a whole sample business with its truth.
/// </summary>
internal static class GenerateCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "Where the files are written." };

    private static readonly Option<int> Customers =
        new("--customers") { Description = "How many customers.", HelpName = "N", Required = true };

    private static readonly Option<long?> Orders = new("--orders")
    {
        Description = "How many orders; with --business about so many, and by default as many as its rates give.",
        HelpName = "N",
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same bytes.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Business = new("--business")
    {
        Description =
            $"A business with all its files, and truth.csv beside them: {string.Join(", ", BusinessKinds.Names)}.",
        HelpName = "NAME",
    };

    private static readonly Option<int?> Imports =
        new("--imports") { Description = "How many monthly imports, a folder each; default 1.", HelpName = "K" };

    private static readonly Option<string?> ShapeName = new("--shape")
    {
        Description = $"Whose exports the files look like: {string.Join(", ", ShapeNames.All)}.",
        HelpName = "NAME",
    };

    private static readonly Option<decimal?> BadRows =
        new("--bad-rows") { Description = "The share of rows that are bad, from 0 to 0.5.", HelpName = "P" };

    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "generate", "Writes dumps of an invented business: customers and their orders, or all that a CRM knows.")
        {
            Folder, Customers, Orders, Seed, Business, Imports, ShapeName, BadRows,
        };
        command.SetAction((parsed, _) => RunAsync(terminal, parsed));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, ParseResult parsed)
    {
        var folder = Options.PathOf("DIR", parsed.GetValue(Folder)!);
        var written = parsed.GetValue(Business) is { } name
            ? await WriteAsync(terminal, Sample(parsed, name), folder)
            : await WriteAsync(terminal, Plain(parsed), folder);
        terminal.Out.Line(written);
        return SegmentCommand.Done;
    }

    private static PlainBusiness Plain(ParseResult parsed)
    {
        foreach (var option in new Option[] { Imports, ShapeName })
        {
            if (parsed.GetResult(option) is not null)
                throw new DefinitionException(
                    option.Name, "no --business", $"--business and one of {string.Join(", ", BusinessKinds.Names)}",
                    "add it, or leave this option out");
        }

        var orders = parsed.GetValue(Orders) ?? throw new DefinitionException(
            "--orders", "neither --orders nor --business", "how many orders", "add one of them");
        var business = new PlainBusiness(parsed.GetValue(Customers), orders, parsed.GetValue(Seed));
        return parsed.GetValue(BadRows) is { } share ? business with { BadShare = (double)ShareOf(share) } : business;
    }

    private static SampleBusiness Sample(ParseResult parsed, string name) => new(
        BusinessKinds.Of(name), parsed.GetValue(Customers), parsed.GetValue(Imports) ?? 1, parsed.GetValue(Seed))
    {
        Shape = ShapeNames.Of(parsed.GetValue(ShapeName) ?? ShapeNames.All[0]),
        BadShare = parsed.GetValue(BadRows) is { } share ? ShareOf(share) : null,
        Orders = parsed.GetValue(Orders),
    };

    private static decimal ShareOf(decimal share) => share is >= 0 and <= SampleBusiness.MostBad
        ? share
        : throw new DefinitionException(
            "--bad-rows", string.Create(CultureInfo.InvariantCulture, $"found '{share}'"),
            string.Create(CultureInfo.InvariantCulture, $"a share from 0 to {SampleBusiness.MostBad}"));

    private static async Task<string> WriteAsync(Terminal terminal, PlainBusiness business, string folder)
    {
        await WithProgressAsync(terminal, business.Rows, progress => business.Write(folder, progress));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: customers.csv with {business.Customers:N0} customers, "
            + $"transactions.csv with {business.Orders:N0} orders");
    }

    private static async Task<string> WriteAsync(Terminal terminal, SampleBusiness business, string folder)
    {
        await WithProgressAsync(terminal, business.Steps, progress => business.Write(folder, progress));
        var last = business.Imports == 1 ? "" : $" to {SampleBusiness.FolderOf(business.Imports - 1)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{folder}: {SampleBusiness.FolderOf(0)}{last} with {business.Kind.Sheets.Length} files each of "
            + $"{business.Customers:N0} customers, and {SampleBusiness.TruthFile}");
    }

    private static Task<bool> WithProgressAsync(Terminal terminal, long steps, Action<Action<long>> write) =>
        terminal.WithProgressAsync(progress =>
        {
            write(done => progress?.Invoke(new StageProgress("generate", done, steps)));
            return Task.FromResult(true);
        });
}
