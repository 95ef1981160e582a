using System.Globalization;
using System.Text.RegularExpressions;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Lookup;

namespace EndToEnd.Commands;

public sealed partial class ExplainTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_customer_is_explained_by_id_by_key_and_by_name()
    {
        RunSmall();
        var byId = Explain("007");
        Assert.Contains("customer 007 in run 1, as of 2024-02-01", byId, StringComparison.Ordinal);
        Assert.Contains("spent = 12.5", byId, StringComparison.Ordinal);
        Assert.Equal(byId, Explain("ann lee"));
        Assert.Equal(byId, Explain("HS-1"));
    }

    [Fact]
    public void One_scheme_alone_can_be_explained()
    {
        RunSmall();
        var output = Explain("007", "--scheme", "size");
        Assert.Contains("size: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("depth: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "unknown customer")]
    [InlineData("7", "unknown customer")]
    [InlineData("Anne Lee", "did you mean 'Ann Lee'?")]
    [InlineData("Bo Berg", "2 customers have this name or key: 8 'Bo Berg', 9 'Bo Berg'; expected one customer")]
    [InlineData("007 --scheme sise", "'size'")]
    public void What_cannot_be_explained_is_said_in_one_message(string arguments, string part)
    {
        RunSmall();
        var parts = arguments.Split(" --scheme ");
        var message = Command.Fails(2, [
            "explain", parts[0], "--data", _folder["data"],
            .. parts.Length > 1 ? ["--scheme", parts[1]] : Array.Empty<string>()]);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_without_a_run_is_said_in_one_message() =>
        Assert.Contains(
            "no run is published", Command.Fails(1, "explain", "a", "--data", _folder["data"]),
            StringComparison.Ordinal);

    [Fact]
    public void What_would_move_a_customer_would_move_it()
    {
        const int Sample = 200;
        using var run = new Segmented(() => RealData.Path("cdnow/CDNOW_master.txt"), "cdnow", "1998-07-01");
        var rows = run.Customers.Rows;
        var edges = new[] { "recency_days", "frequency", "monetary" }.ToDictionary(
            measure => measure, measure => run.Totals.Edges("rfm", measure));
        var explain = new ExplainCustomer(new DataFolder(run.Data));
        var moved = 0;
        foreach (var row in rows.Where((_, i) => i % (rows.Length / Sample) == 0))
        {
            var explanation = explain.Of(row["customer_id"], "rfm", 1).Single();
            Assert.Equal(row["rfm"], explanation.Segment);
            Assert.Equal(row["rfm"], Segment(edges, row, null, 0));
            foreach (var change in explanation.NearestChange)
            {
                var to = Convert.ToDecimal(change.To, CultureInfo.InvariantCulture);
                Assert.Equal(row.Exact(change.Measure), Convert.ToDecimal(change.From, CultureInfo.InvariantCulture));
                Assert.Equal(change.Segment, Segment(edges, row, change.Measure, to));
                Assert.NotEqual(row["rfm"], change.Segment);
                AssertNothingNearer(edges, row, change.Measure, to);
                moved++;
            }
        }

        Assert.True(moved >= Sample);
    }

    [Fact]
    public void No_change_is_proposed_that_cannot_happen()
    {
        _folder.Write("in/customers.csv", "id,name\na,Ann\n");
        _folder.Write("in/orders.csv", "order_id,customer_id,order_date,amount\n1,b,2024-01-01,5\n");
        Command.Done("run", _folder["in"], "--data", _folder["data"]);
        var output = Explain("a", "--scheme", "status");
        Assert.Contains("frequency = 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("= -", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_says_what_the_explanation_says()
    {
        using var run = new Segmented(() => RealData.Path("cdnow/CDNOW_master.txt"), "cdnow", "1998-07-01");
        var row = run.Customers.ById()["00004"];
        var output = Command.Done("explain", "00004", "--scheme", "rfm", "--data", run.Data).Output;
        Assert.Contains($"({row["rfm"]})", output, StringComparison.Ordinal);
        foreach (var measure in new[] { "recency_days", "frequency", "monetary" })
            Assert.Contains($"{measure} = {row[measure]}", output, StringComparison.Ordinal);
        var changes = WouldBe().Matches(output);
        Assert.NotEmpty(changes);
        var edges = new[] { "recency_days", "frequency", "monetary" }.ToDictionary(
            measure => measure, measure => run.Totals.Edges("rfm", measure));
        Assert.All(changes, change => Assert.Equal(
            change.Groups[1].Value,
            Segment(edges, row, change.Groups[2].Value, decimal.Parse(
                change.Groups[3].Value, CultureInfo.InvariantCulture))));
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"would be (\S+) with (\S+) = (\S+) instead")]
    private static partial Regex WouldBe();

    /// <summary>
    /// Half the way to the change, no step of it moves the customer: for whole numbers every one in between is tried.
    /// </summary>
    private static void AssertNothingNearer(
        Dictionary<string, decimal[]> edges, CsvTable.Row row, string measure, decimal to)
    {
        const int MostTried = 40;
        var from = row.Exact(measure);
        var step = measure == "monetary" ? Math.Max(0.01m, Math.Round(Math.Abs(to - from) / MostTried, 2)) : 1;
        for (var distance = step; distance < Math.Abs(to - from); distance += step)
        {
            Assert.Equal(row["rfm"], Segment(edges, row, measure, from + distance));
            if (from - distance >= 0)
                Assert.Equal(row["rfm"], Segment(edges, row, measure, from - distance));
        }
    }

    private static string Segment(Dictionary<string, decimal[]> edges, CsvTable.Row row, string? changed, decimal to)
    {
        int Bucket(string measure) =>
            1 + edges[measure].Count(edge => edge < (measure == changed ? to : row.Exact(measure)));
        return Determinism.PlainLoop.Segment(6 - Bucket("recency_days"), Bucket("frequency"), Bucket("monetary"));
    }

    private string Explain(params string[] arguments) =>
        Command.Done(["explain", .. arguments, "--data", _folder["data"]]).Output;

    private void RunSmall()
    {
        _folder.Workspace(
            "workspace.yaml", "name: small\nhold_if_moved: 100%\n",
            "sources.yaml", """
                customers: { file: customers.csv, id: id, name: name, keys: { hubspot: "Record ID" } }
                streams:
                  orders: { file: orders.csv, customer: id, time: day, fields: { amount: money } }

                """,
            "measures.yaml", "spent: { value: sum(orders.amount), kind: value }\n",
            "schemes/size.yaml",
            "scheme: size\nversion: 1\nkind: rules\nsegments:\n"
            + "  - { id: big, name: Big, when: spent >= 20 }\n"
            + "  - { id: small, name: Small }\n",
            "schemes/depth.yaml",
            "scheme: depth\nversion: 1\nkind: rules\nsegments:\n"
            + "  - { id: deep, name: Deep, when: spent > 0 }\n  - { id: flat, name: Flat }\n");
        _folder.Write("in/customers.csv", "id,name,Record ID\n007,Ann Lee,HS-1\n8,Bo Berg,HS-2\n9,Bo Berg,HS-3\n");
        _folder.Write("in/orders.csv", "id,day,amount\n007,2024-01-31,12.50\n");
        Command.Done("run", _folder["in"], "--workspace", _folder["workspace"], "--data", _folder["data"]);
    }
}
