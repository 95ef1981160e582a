using System.Globalization;
using System.Text.RegularExpressions;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;

namespace EndToEnd.Export;

/// <summary>The sample business, as it is shown to people and exported.</summary>
public sealed partial class SampleExportTests(SampleExportTests.Sample sample) : IClassFixture<SampleExportTests.Sample>
{
    private const int Customers = 150;

    private static readonly string[] Own = ["segment_key"];

    [Fact]
    public void The_sample_business_comes_back()
    {
        sample.Trip.AssertSame();
        Assert.Equal(13, sample.Trip.Receipt.Files.Count(file => file.Ledger.Accepted > 0));
        Assert.Contains("export usage", sample.Trip.Progress.Keys);
        Assert.All(
            sample.Trip.Progress.Values.Where(stage => stage.Stage.StartsWith("export ", StringComparison.Ordinal)),
            stage => Assert.Equal(stage.Total, stage.Done));
    }

    [Fact]
    public void Every_file_column_and_type_of_the_queries_for_spreadsheets_is_that_of_an_export()
    {
        var queries = Queries().ToArray();
        Assert.Equal(4, queries.Count(query => query.Contains("Latest{[", StringComparison.Ordinal)));
        foreach (var query in queries)
        {
            var file = File().Match(query);
            if (!file.Success || !file.Groups["name"].Value.EndsWith(".csv", StringComparison.Ordinal))
                continue;
            Assert.Contains("Encoding = 65001", query, StringComparison.Ordinal);
            var table = CsvTable.Parse(sample.Text(file.Groups["name"].Value));
            var columns = Typed().Matches(query).ToArray();
            Assert.NotEmpty(columns);
            foreach (var column in columns)
            {
                var (name, type) = (column.Groups["name"].Value, column.Groups["type"].Value);
                Assert.Contains(name, table.Header);
                Assert.All(table.Rows.Select(row => row[name]).Where(cell => cell.Length > 0), cell =>
                    Assert.True(Parses(cell, type), $"{name} of {file.Groups["name"].Value}: '{cell}' is no {type}"));
            }
        }
    }

    [Fact]
    public void Queries_use_columns_that_others_have_and_fields_that_run_json_has()
    {
        var header = CsvTable.Parse(sample.Text("customers.csv")).Header;
        var run = System.Text.Json.JsonDocument.Parse(sample.Text("run.json")).RootElement;
        foreach (var query in Queries())
        {
            foreach (Match list in Lists().Matches(query))
            {
                foreach (var name in list.Groups["names"].Value.Split(',').Select(one => one.Trim(' ', '"')))
                {
                    Assert.True(
                        list.Groups["from"].Value == "Source"
                            ? run.TryGetProperty(name, out _)
                            : header.Concat(Own).Contains(name), name);
                }
            }
        }
    }

    [Fact]
    public void The_page_lists_every_file_that_an_export_has()
    {
        var page = Page("excel-and-power-bi.md");
        Assert.All(
            new[] { "customers.csv", "moves.csv", "segments.csv", "members/{scheme}.{segment}.csv", "delta/{run}.csv" },
            name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
        Assert.All(
            Segmentation.Functions.Exports.CrmFile.All,
            file => Assert.Contains($"`{file.Name}`", Page("crm-imports.md"), StringComparison.Ordinal));
        Assert.All(
            Segmentation.Functions.Exports.CrmFile.All.SelectMany(file => file.Keys),
            key => Assert.Contains($"`{key}`", Page("crm-imports.md"), StringComparison.Ordinal));
    }

    private static bool Parses(string cell, string type) => type switch
    {
        "type text" => true,
        "Int64.Type" => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "type number" => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "type date" => DateOnly.TryParseExact(
            cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => false,
    };

    private static IEnumerable<string> Queries() =>
        Blocks().Matches(Page("excel-and-power-bi.md")).Select(block => block.Groups["query"].Value);

    private static string Page(string name) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    [GeneratedRegex(@"```m\n(?<query>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""Latest\{\[Name = "(?<name>[^"]+)"\]\}""")]
    private static partial Regex File();

    [GeneratedRegex("""\{"(?<name>[^"]+)", (?<type>type \w+|\w+\.Type)\}""")]
    private static partial Regex Typed();

    [GeneratedRegex("""Select(Columns|Fields)\((?<from>\w+), \{(?<names>[^}]+)\}""")]
    private static partial Regex Lists();

    /// <summary>A small Tidewater, made once.</summary>
    public sealed class Sample : IAsyncLifetime
    {
        internal RoundTrip Trip { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Trip = await RoundTrip.OfAsync(
            folder => folder.CopyShipped("tidewater"), new DateOnly(2026, 6, 1), folder =>
            {
                var business = new SampleBusiness(Tidewater.Kind, Customers, 1, Seed: 7)
                {
                    Shape = Shape.HubSpot,
                };
                business.Write(folder["business"]);
                return [Path.Combine(folder["business"], SampleBusiness.FolderOf(0))];
            });

        public ValueTask DisposeAsync()
        {
            Trip.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>A file that is shown.</summary>
        internal string Text(string file) =>
            Trip.Folder.Text($"first/data/published/latest/{file}").TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }
}
