using System.Text.Json;
using EndToEnd.Generate;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Ways;

/// <summary>A generated business whose monthly imports a shipped workspace took, one after the other.</summary>
internal sealed class GeneratedRun : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _workspace;

    /// <summary>Generates the business, and runs once per import.</summary>
    public GeneratedRun(SampleBusiness business, string workspace)
    {
        _workspace = workspace;
        Files = new SampleFiles(business);
        Truth = Files.Truth.ById();
        Reports = [.. Enumerable.Range(0, business.Imports).Select(import => Take(import))];
        Customers = CsvTable.Read(_folder["out/customers.csv"]);
    }

    /// <summary>What the business was drawn as, by customer.</summary>
    public Dictionary<string, CsvTable.Row> Truth { get; }

    /// <summary>The answers to surveys, by customer and survey.</summary>
    public ILookup<(string Customer, string Survey), CsvTable.Row> Answers => field ??=
        Files.Rows("surveys").ToLookup(row => (row["customer_id"], row["survey"]));

    /// <summary>The files of the business.</summary>
    public SampleFiles Files { get; }

    /// <summary>The report of the run of each import.</summary>
    public JsonElement[] Reports { get; }

    /// <summary>The results of the run of the last import.</summary>
    public CsvTable Customers { get; }

    /// <summary>What became of the customers of all and of each segment, after the last import.</summary>
    public IEnumerable<JsonElement> Outcomes => Reports[^1].GetProperty("outcomes").EnumerateArray();

    /// <summary>The sizes of the segments of a scheme after the last import, best first.</summary>
    public string Sizes(string scheme) => Reports[^1].Sizes(scheme).Listed();

    /// <summary>The results as of another day, without anything new.</summary>
    public CsvTable CustomersOn(string day)
    {
        Take(Files.Business.Imports - 1, "--as-of", day);
        return CsvTable.Read(_folder["out/customers.csv"]);
    }

    public void Dispose()
    {
        Files.Dispose();
        _folder.Dispose();
    }

    private JsonElement Take(int import, params string[] more)
    {
        Command.Published(
            _folder["data"],
            [
                "run", Files.Import(import), "--workspace", _workspace, "--out", _folder["out"], .. more,
            ]);
        return Report.Read(_folder["out/report.json"]);
    }
}
