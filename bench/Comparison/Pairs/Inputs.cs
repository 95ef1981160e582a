using System.Globalization;

namespace Comparison.Pairs;

/// <summary>The dumps that all programs read, a change of 1 %, and a folder for what they write.</summary>
internal sealed class Inputs : IDisposable
{
    private const int ShareOfChange = 100;

    private readonly string _work = Directory.CreateTempSubdirectory("comparison-").FullName;

    private Inputs(string dumps) => Dumps = dumps;

    /// <summary>The folder of the dumps.</summary>
    public string Dumps { get; }

    public string Customers => Path.Combine(Dumps, "customers.csv");

    public string Transactions => Path.Combine(Dumps, "transactions.csv");

    /// <summary>The folder of the change: 1 % as many orders more, and 1 % of the customers anew.</summary>
    public string Change => Path.Combine(_work, "change");

    /// <summary>Makes the dumps, unless they are there, and the change.</summary>
    /// <param name="tools">Its generator is used.</param>
    /// <param name="sizes">How much.</param>
    /// <param name="folder">Where the dumps are or are put; null for a folder of their size beside temporary files.
    /// </param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Inputs> MakeAsync(Tools tools, Sizes sizes, string? folder, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"segment-{sizes.Customers}-{sizes.Orders}");
        var inputs = new Inputs(folder ?? Path.Combine(Path.GetTempPath(), name));
        try
        {
            if (!File.Exists(inputs.Transactions) || !File.Exists(inputs.Customers))
                await GenerateAsync(tools, inputs.Dumps, sizes, 1, cancel);
            await inputs.MakeChangeAsync(tools, sizes, cancel);
            return inputs;
        }
        catch
        {
            inputs.Dispose();
            throw;
        }
    }

    /// <summary>A file or folder that a program writes.</summary>
    public string Written(string name) => Path.Combine(_work, name);

    public void Dispose() => Directory.Delete(_work, recursive: true);

    private async Task MakeChangeAsync(Tools tools, Sizes sizes, CancellationToken cancel)
    {
        await GenerateAsync(tools, Change, sizes with { Orders = sizes.Orders / ShareOfChange }, 2, cancel);
        var customers = Path.Combine(Change, "customers.csv");
        var changed = File.ReadLines(customers).Take(1 + sizes.Customers / ShareOfChange).ToArray();
        await File.WriteAllLinesAsync(customers, changed, cancel);
    }

    private static async Task GenerateAsync(
        Tools tools, string folder, Sizes sizes, int seed, CancellationToken cancel)
    {
        await Console.Error.WriteLineAsync($"generating {folder}...");
        var (customers, orders) = (Text(sizes.Customers), Text(sizes.Orders));
        await Child.RunAsync(
            new Contender("generate", tools.Segment,
                "generate", folder, "--customers", customers, "--orders", orders, "--seed", Text(seed)),
            cancel);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
