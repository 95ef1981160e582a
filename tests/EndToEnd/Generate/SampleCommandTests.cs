namespace EndToEnd.Generate;

/// <summary><c>segment generate --business</c>, and what the pipeline makes of its files.</summary>
public sealed class SampleCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Each_import_of_a_shop_is_taken_and_every_bad_row_is_accounted_for()
    {
        Generate("--business", "e-commerce", "--customers", "300", "--imports", "3", "--bad-rows", "0.01");
        for (var import = 1; import <= 3; import++)
        {
            Command.Done(
                "run", _folder[$"all/import-0{import}"], "--data", _folder["data"], "--out", _folder["out"]);
            var report = Report.Read(_folder["out/report.json"]);
            var read = CsvTable.Read(_folder[$"all/import-0{import}/orders.csv"]).Rows.Length;
            Assert.Equal(read, report.Rows("orders", "read"));
            // An impossible date, a word for a number and no customer, of five faults in turn.
            var bad = (int)(0.01m * read);
            Assert.Equal((bad + 4) / 5 + (bad + 3) / 5 + (bad + 2) / 5, report.Rows("orders", "rejected"));
        }
    }

    [Fact]
    public void Orders_beside_a_business_are_about_as_many_as_asked_for()
    {
        Generate("--business", "e-commerce", "--customers", "2000", "--orders", "20000");
        Assert.InRange(CsvTable.Read(_folder["all/import-01/orders.csv"]).Rows.Length, 19_000, 21_000);
    }

    [Fact]
    public void The_plain_form_takes_a_share_of_bad_rows_too()
    {
        Generate("--customers", "50", "--orders", "2000", "--bad-rows", "0");
        Assert.Equal(2000, CsvTable.Read(_folder["all/transactions.csv"]).Rows.Count(row => row.Cells.Length == 7));
    }

    [Fact]
    public void Help_tells_the_names_of_businesses_and_shapes()
    {
        var help = Command.Done("generate", "--help").Output;
        Assert.Contains("b2b-saas, e-commerce, contractual, tidewater", help, StringComparison.Ordinal);
        Assert.Contains("plain, hubspot, salesforce", help, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_more_imports_is_refused()
    {
        Generate("--business", "e-commerce", "--customers", "5", "--imports", "3");
        var message = Fails("--business", "e-commerce", "--customers", "5", "--imports", "2");
        Assert.Contains("'import-03' of a business with more imports", message, StringComparison.Ordinal);
        Generate("--business", "e-commerce", "--customers", "5", "--imports", "3");
    }

    [Theory]
    [InlineData("--business: found 'e-comerce'; expected one of b2b-saas, e-commerce, contractual, tidewater; "
        + "did you mean 'e-commerce'?", "--business", "e-comerce")]
    [InlineData("--shape: found 'hubspott'; expected one of plain, hubspot, salesforce; did you mean 'hubspot'?",
        "--business", "e-commerce", "--shape", "hubspott")]
    [InlineData("--imports: found '0'; expected a whole number from 1 to 60", "--business", "e-commerce",
        "--imports", "0")]
    [InlineData("--orders: found '-1'; expected a whole number from 0 to 2,000,000,000", "--business", "e-commerce",
        "--orders", "-1")]
    [InlineData("--bad-rows: found '0.6'; expected a share from 0 to 0.5", "--business", "e-commerce",
        "--bad-rows", "0.6")]
    [InlineData("--imports: no --business; expected --business and one of b2b-saas, e-commerce, contractual, "
        + "tidewater; add it, or leave this option out", "--orders", "5", "--imports", "3")]
    [InlineData("--orders: neither --orders nor --business; expected how many orders; add one of them")]
    public void Options_that_cannot_be_used_are_refused_in_one_sentence(string sentence, params string[] options) =>
        Assert.Equal(sentence, Fails(["--customers", "5", .. options]));

    public void Dispose() => _folder.Dispose();

    private void Generate(params string[] options) => Command.Done(["generate", _folder["all"], .. options]);

    private string Fails(params string[] options) => Command.Fails(2, ["generate", _folder["all"], .. options]);
}
