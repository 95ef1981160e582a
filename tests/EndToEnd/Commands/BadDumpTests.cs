using System.Text;
using System.Text.Json;

namespace EndToEnd.Commands;

/// <summary>Dumps as they should not be: one message and no trace, or a rejected row and a run.</summary>
public sealed class BadDumpTests : IDisposable
{
    private const string Header = "order_id,customer_id,order_date,amount\n";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\r\n")]
    [InlineData("\uFEFF")]
    public void An_empty_file_fails_with_its_name(string text)
    {
        _folder.Write("in/orders.csv", text);
        Assert.Contains("orders.csv", Fails(1), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_fails()
    {
        Directory.CreateDirectory(_folder["in"]);
        Assert.Contains("no files", Fails(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Header)]
    [InlineData("order_id,customer_id,order_date,amount")]
    public void A_header_alone_is_a_run_without_customers_and_a_note(string text)
    {
        _folder.Write("in/orders.csv", text);
        var report = Done(out var output);
        Assert.Equal(0, report.GetProperty("customers").GetInt64());
        Assert.Contains("orders.csv", output, StringComparison.Ordinal);
        Assert.Contains("no rows", output, StringComparison.Ordinal);
        Assert.Empty(CsvTable.Read(_folder["out/customers.csv"]).Rows);
    }

    [Fact]
    public void A_wrong_declared_delimiter_fails_and_says_what_was_found()
    {
        Workspace("format: { delimiter: \";\" }");
        _folder.Write("in/orders.csv", "id,day\na,2024-01-01\n");
        var message = Fails(1, "--workspace", _folder["workspace"]);
        Assert.Contains("orders.csv", message, StringComparison.Ordinal);
        Assert.Contains("id,day", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_file_fails_with_its_name()
    {
        var bytes = new byte[5_000];
        new Random(1).NextBytes(bytes);
        _folder.Write("in/orders.csv", bytes);
        Assert.Contains("orders.csv: it is not text", Fails(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_fails_with_the_columns_that_are_there()
    {
        _folder.Write("in/orders.csv", "order_id,customer_id,amount\n1,a,5\n");
        var message = Fails(1);
        Assert.Contains("orders.csv: line 1", message, StringComparison.Ordinal);
        Assert.Contains("'order_id', 'customer_id', 'amount'", message, StringComparison.Ordinal);
        Assert.Contains("sources.yaml", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_import_leaves_the_published_run_as_it_was()
    {
        _folder.Write("in/orders.csv", $"{Header}1,a,2024-01-01,5\n");
        Done(out _);
        var before = Pipeline.FilesOf(_folder["data"]);
        _folder.Write("in/orders.csv", "nothing,of,use\n1,2,3\n");
        Fails(1);
        Assert.Equal(before.Where(IsKept), Pipeline.FilesOf(_folder["data"]).Where(IsKept));

        static bool IsKept(KeyValuePair<string, string> file) =>
            file.Key.StartsWith("runs", StringComparison.Ordinal)
            || file.Key.StartsWith("base/manifest", StringComparison.Ordinal)
            || file.Key.StartsWith("base/shards", StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_in_the_middle_of_a_row_loses_that_row()
    {
        _folder.Write("in/orders.csv", $"{Header}1,a,2024-01-01,5\n2,b,2024-01-02,6\n3,c,2024-0");
        Assert.Equal("read:3 rejected:1 accepted:2", Done(out _).Ledger("orders"));
        var rejected = Assert.Single(CsvTable.Read(_folder["out/rejects.csv"]).Rows);
        Assert.Equal(("4", "field-count"), (rejected["line"], rejected["code"]));
    }

    [Fact]
    public void An_unterminated_quote_in_line_2_of_a_long_file_loses_only_that_line()
    {
        const int Rows = 30_000;
        var text = new StringBuilder(Header).Append("0,\"a,2024-01-01,5\n");
        for (var row = 1; row <= Rows; row++)
            text.Append(row).Append(",c").Append(row % 100).Append(",2024-01-01,5\n");
        _folder.Write("in/orders.csv", text.ToString());
        Assert.Equal($"read:{Rows + 1} rejected:1 accepted:{Rows}", Done(out _).Ledger("orders"));
        var rejected = Assert.Single(CsvTable.Read(_folder["out/rejects.csv"]).Rows);
        Assert.Equal(("orders.csv", "2", "unterminated-quote"), (rejected["file"], rejected["line"], rejected["code"]));
    }

    [Fact]
    public void Ten_percent_bad_rows_are_rejected_with_their_lines_and_the_rest_counts()
    {
        var text = new StringBuilder(Header);
        for (var row = 0; row < 1_000; row++)
            text.Append(row).Append(",a,").Append(row % 10 == 0 ? "someday" : "2024-01-01").Append(",1\n");
        _folder.Write("in/orders.csv", text.ToString());
        Assert.Equal("read:1000 rejected:100 accepted:900", Done(out _).Ledger("orders"));
        Assert.Equal("900", CsvTable.Read(_folder["out/customers.csv"]).Rows.Single()["monetary"]);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(n => $"{n * 10 + 2}"),
            CsvTable.Read(_folder["out/rejects.csv"]).Rows.Select(row => row["line"]));
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public void The_last_and_the_first_day_of_the_calendar_are_days(string day)
    {
        _folder.Write("in/orders.csv", $"{Header}1,a,{day},5\n");
        Assert.Equal("read:1 accepted:1", Done(out _).Ledger("orders"));
    }

    [Fact]
    public void Amounts_too_great_to_be_kept_are_rejected_and_sums_of_great_ones_are_exact()
    {
        _folder.Write("in/orders.csv", $"{Header}1,a,2024-01-01,{new string('9', 32)}\n2,b,2024-01-01,999999999999999999\n3,b,2024-01-01,999999999999999999\n");
        Done(out _);
        Assert.Equal("out-of-range", CsvTable.Read(_folder["out/rejects.csv"]).Rows.Single()["code"]);
        Assert.Equal("1999999999999999998", CsvTable.Read(_folder["out/customers.csv"]).Rows.Single()["monetary"]);
    }

    [Fact]
    public void Duplicate_ids_of_customers_count_once_as_the_last_line_says()
    {
        _folder.Write("in/customers.csv", "id,name,status\na,Ann,lead\nb,Bob,lead\na,Anna,churned\n");
        var report = Done(out _);
        Assert.Equal("read:3 superseded:1 accepted:2", report.Ledger("customers"));
        Assert.Equal("churned", CsvTable.Read(_folder["out/customers.csv"]).ById()["a"]["crm_status"]);
    }

    [Fact]
    public void Ids_with_commas_quotes_line_ends_and_beyond_ASCII_come_out_as_they_went_in()
    {
        _folder.Write("in/orders.csv", $"{Header}1,\"a,b\",2024-01-01,1\n2,\"say \"\"hi\"\"\",2024-01-01,2\n3,Zoë,2024-01-01,3\n4,😀,2024-01-01,4\n5,\uFFFD,2024-01-01,5\n6,007,2024-01-01,6\n");
        Done(out _);
        Assert.Equal(
            ["007", "Zoë", "a,b", "say \"hi\"", "\uFFFD", "😀"],
            CsvTable.Read(_folder["out/customers.csv"]).Rows.Select(row => row["customer_id"]));
    }

    public void Dispose() => _folder.Dispose();

    private void Workspace(string format) => _folder.Workspace(
        "workspace.yaml", "name: dialects\nhold_if_moved: 100%\n",
        "sources.yaml", $"streams:\n  orders:\n    file: orders.csv\n    {format}\n    customer: id\n    time: day\n",
        "measures.yaml", "orders_made: { value: count(orders), kind: behaviour }\n",
        "schemes/buying.yaml",
        "scheme: buying\nversion: 1\nkind: rules\nneeds: [orders]\nsegments:\n"
        + "  - { id: some, name: Some, when: orders_made > 1 }\n  - { id: few, name: Few }\n");

    private string Fails(int code, params string[] more)
    {
        var message = Command.Fails(
            code, ["run", _folder["in"], "--data", _folder["data"], "--out", _folder["out"], .. more]);
        Assert.Contains(": ", message, StringComparison.Ordinal);
        Assert.Contains("; ", message, StringComparison.Ordinal);
        return message;
    }

    private JsonElement Done(out string output)
    {
        output = Command.Done("run", _folder["in"], "--data", _folder["data"], "--out", _folder["out"]).Output;
        return Report.Read(_folder["out/report.json"]);
    }
}
