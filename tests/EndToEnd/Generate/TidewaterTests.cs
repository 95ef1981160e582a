using System.Globalization;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Generate;

/// <summary>The demo's business has the stories that the demo tells.</summary>
public sealed class TidewaterTests : IClassFixture<TidewaterTests.Written>
{
    private static readonly DateOnly End = new(2026, 6, 1);
    private readonly SampleFiles _files;

    public TidewaterTests(Written written) => _files = written.Files;

    [Fact]
    public void Harbor_Foods_doubles_its_seats_in_April()
    {
        var seats = RowsOf("customers", "Harbor Foods").Select(row => row.Whole("seats")).ToArray();
        Assert.Equal(2, seats.Length);
        Assert.Equal(2 * seats[0], seats[1]);
        Assert.Contains(("own-data", "grew", "2026-04-14"), Moves("Harbor Foods"));
    }

    [Fact]
    public void Globex_Marine_does_nothing_while_others_grow()
    {
        Assert.Single(RowsOf("customers", "Globex Marine"));
        Assert.Empty(RowsOf("orders", "Globex Marine"));
        Assert.Single(RowsOf("subscriptions", "Globex Marine").Select(row => row["monthly_amount"]).Distinct());
        Assert.InRange(_files.Truth.Rows.Count(row => row["moves"].Contains(":grew:")), 300, 500);
    }

    [Fact]
    public void Quiet_Pine_is_silent_since_March_and_still_a_customer()
    {
        foreach (var (name, column) in new[] { ("usage", "usage_date"), ("orders", "order_date"),
            ("interactions", "date"), ("tickets", "opened_on"), ("surveys", "answered_on") })
            Assert.All(
                RowsOf(name, "Quiet Pine"), row => Assert.True(string.CompareOrdinal(row[column], "2026-03-01") < 0));
        Assert.Equal("active", RowsOf("customers", "Quiet Pine").Last()["status"]);
        Assert.Contains(RowsOf("usage", "Quiet Pine"), row => row["usage_date"] == "2026-02-28");
    }

    [Fact]
    public void Northwind_Labs_is_large_and_unhappy_and_unmet_before_its_renewal()
    {
        var contract = RowsOf("subscriptions", "Northwind Labs").Last();
        Assert.Equal(310_000, contract.Exact("monthly_amount") * 12, 0);
        Assert.Equal(47, Day(contract["renewal_date"]).DayNumber - End.DayNumber);
        var answer = RowsOf("surveys", "Northwind Labs").Last(row => row["survey"] == "nps");
        Assert.Equal(("2026-05-11", "3"), (answer["answered_on"], answer["score"]));
        var meetings = RowsOf("interactions", "Northwind Labs").Where(row => row["kind"] == "meeting");
        Assert.All(meetings, row => Assert.True(End.DayNumber - Day(row["date"]).DayNumber >= 90));
        Assert.NotEmpty(meetings);
    }

    [Fact]
    public void Acme_is_there_twice_with_one_tax_number()
    {
        var one = RowsOf("customers", "Acme").Last();
        var other = RowsOf("customers", "ACME Corp.").Last();
        Assert.Equal(one["tax_number"], other["tax_number"]);
        Assert.Equal(one["customer_id"], _files.Truth.ById()[other["customer_id"]]["twin_of"]);
    }

    [Fact]
    public void Juniper_Mill_wobbles_from_import_to_import()
    {
        var seats = RowsOf("customers", "Juniper Mill").Select(row => row.Whole("seats")).ToArray();
        Assert.Equal(6, seats.Length);
        Assert.Equal(2, seats.Distinct().Count());
        Assert.All(seats.Zip(seats.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Cedar_and_Sons_is_there() => Assert.NotEmpty(RowsOf("customers", "Cedar & Sons"));

    [Fact]
    public void Fifty_five_in_a_hundred_have_one_invoice()
    {
        var invoices = _files.Rows("invoices").CountBy(row => row["customer_id"]);
        Assert.Equal(0.55, invoices.Count(of => of.Value == 1) / (double)_files.Business.Customers, 0.03);
    }

    [Fact]
    public void May_alone_has_37_bad_rows_in_ten_thousand()
    {
        for (var import = 0; import < 6; import++)
        {
            var usage = CsvTable.Read(Path.Combine(_files.Import(import), "usage.csv")).Rows;
            var good = usage.Where(row => row["customer_id"] != "C9999999").Select(row => row["usage_id"]).Distinct();
            Assert.Equal(import == 5 ? usage.Length * 37 / 10_000 : 0, usage.Length - good.Count());
        }
    }

    private IEnumerable<CsvTable.Row> RowsOf(string file, string name) =>
        _files.Rows(file).Where(row => row["customer_id"] == IdOf(name));

    private string IdOf(string name) => _files.Business.Kind.Stories.Single(story => story.Name == name).Number
        .ToString("'C'0000000", CultureInfo.InvariantCulture);

    private IEnumerable<(string Cause, string What, string Day)> Moves(string name) =>
        SampleFiles.Moves(_files.Truth.ById()[IdOf(name)]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The business of the demo, written once for all tests.</summary>
    public sealed class Written : IDisposable
    {
        internal SampleFiles Files { get; } =
            new(new SampleBusiness(BusinessKinds.Of("tidewater"), Customers: 4200, Imports: 6, Seed: 1));

        public void Dispose() => Files.Dispose();
    }
}
