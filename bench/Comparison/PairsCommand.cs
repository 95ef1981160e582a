using System.CommandLine;
using Comparison.Pairs;

namespace Comparison;

/// <summary><c>pairs</c>: all programs in turn, some times, and the ratios of what they took.</summary>
internal static class PairsCommand
{
    // The script bench/compare gives these.
    private static readonly Option<string> Modules = Path("--modules", "The folder with DuckDB for Node.");
    private static readonly Option<string> DuckDb = Path("--duckdb", "The script that DuckDB runs.");
    private static readonly Option<string> Segment = Path("--segment", "The segment command.");

    private static readonly Option<string?> LowerBound =
        new("--lower-bound") { Description = "The lower bound, if it could be built.", Hidden = true };

    private static readonly Option<Scale> ScaleName = new("--scale")
    {
        Description = "L is 1,000,000 customers with 10,000,000 orders, S a tenth, XL four times as much.",
        DefaultValueFactory = _ => Scale.L,
    };

    private static readonly Option<int?> Customers =
        new("--customers") { Description = "Other than the scale's: how many customers.", HelpName = "N" };

    private static readonly Option<long?> Orders =
        new("--orders") { Description = "Other than the scale's: how many orders.", HelpName = "N" };

    private static readonly Option<int> Count = new("--pairs")
    {
        Description = "How many times each program is measured.",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "Where the dumps are, or are put; made when they are not there. Default: beside temporary files.",
        HelpName = "DIR",
    };

    private static readonly Option<Work[]> Only = new("--only")
    {
        HelpName = "csv|counts|run",
        Description = "What is compared; all of it by default.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command("pairs", "Measures programs in turn, and prints ratios.")
        {
            Modules, DuckDb, Segment, LowerBound, ScaleName, Customers, Orders, Count, Folder, Only,
        };
        Count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--pairs: found less than 1; expected at least one pair");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult asked, CancellationToken cancel)
    {
        var tools = new Tools(
            asked.GetRequiredValue(Modules), asked.GetRequiredValue(DuckDb), asked.GetRequiredValue(Segment),
            asked.GetValue(LowerBound));
        var (customers, orders) = Sizes.Of(asked.GetValue(ScaleName));
        var sizes = new Sizes(asked.GetValue(Customers) ?? customers, asked.GetValue(Orders) ?? orders);
        try
        {
            using var inputs = await Inputs.MakeAsync(tools, sizes, asked.GetValue(Folder), cancel);
            var works = asked.GetValue(Only) is { Length: > 0 } only ? only : Enum.GetValues<Work>();
            var session = new Session(tools, inputs, [.. works]);
            await session.CheckAsync(cancel);
            Console.WriteLine(RatioTable.Of(await session.MeasureAsync(asked.GetValue(Count), cancel), sizes));
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (ComparisonException failure)
        {
            await Console.Error.WriteLineAsync($"compare: {failure.Message}");
            return 1;
        }
    }

    private static Option<string> Path(string name, string description) =>
        new(name) { Description = description, Required = true, Hidden = true };
}
