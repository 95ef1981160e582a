using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Cli.Generate;
using Segmentation.Engine.Workspaces;

namespace EndToEnd.Generate;

public sealed class PlainBusinessTests
{
    private static readonly PlainBusiness Small = new(Customers: 500, Orders: 4000, Seed: 7);
    private static readonly string[] BothFiles = ["customers.csv", "transactions.csv"];

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using var one = new GeneratedFiles(Small);
        using var other = new GeneratedFiles(Small);
        Assert.All(BothFiles, name => Assert.Equal(one.Bytes(name), other.Bytes(name)));
    }

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        using var one = new GeneratedFiles(Small);
        using var other = new GeneratedFiles(Small with { Seed = 8 });
        Assert.All(BothFiles, name => Assert.NotEqual(one.Bytes(name), other.Bytes(name)));
    }

    [Theory]
    [InlineData("customers.csv", "0a1a2e2082fdb736")]
    [InlineData("transactions.csv", "5c6420c12784b587")]
    public void The_bytes_of_a_seed_never_change(string name, string expected)
    {
        using var files = new GeneratedFiles(Small);
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(files.Bytes(name)))[..16]);
    }

    [Fact]
    public void A_Turkish_culture_gives_the_same_bytes()
    {
        using var one = new GeneratedFiles(Small);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            using var other = new GeneratedFiles(Small);
            Assert.All(BothFiles, name => Assert.Equal(one.Bytes(name), other.Bytes(name)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 300)]
    [InlineData(400, 1)]
    [InlineData(1234, 5678)]
    public void There_are_exactly_as_many_rows_as_asked_for(int customers, long orders)
    {
        using var files = new GeneratedFiles(new PlainBusiness(customers, orders, Seed: 1));
        Assert.Equal(customers + 1, files.Text("customers.csv").Count(c => c == '\n'));
        Assert.Equal(orders + 1, files.Text("transactions.csv").Count(c => c == '\n'));
        Assert.Equal(customers + orders, files.Progress[^1]);
    }

    [Fact]
    public void The_files_are_UTF8_with_line_feeds_and_no_temporary_file_stays()
    {
        using var files = new GeneratedFiles(Small);
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var customers = strict.GetString(files.Bytes("customers.csv"));
        var orders = strict.GetString(files.Bytes("transactions.csv"));
        Assert.StartsWith("id,name,email,country,industry,employees,annual_revenue,signup_date,plan,status\n",
            customers, StringComparison.Ordinal);
        Assert.StartsWith("order_id,customer_id,order_date,amount,currency,channel,product_category\n",
            orders, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', customers + orders);
        Assert.Equal(BothFiles, files.Names);
    }

    [Fact]
    public void Every_good_order_is_of_a_customer_and_lies_between_its_signup_and_the_last_day()
    {
        using var files = new GeneratedFiles(Small);
        var signups = files.Customers.ToDictionary(cells => cells[0], cells => Day(cells[7]));
        var lastDay = Small.FirstDay.AddDays(Small.Days - 1);
        Assert.All(files.GoodOrders, cells =>
        {
            var first = signups[cells[1]] > Small.FirstDay ? signups[cells[1]] : Small.FirstDay;
            Assert.InRange(Day(cells[2]), first, lastDay);
        });
    }

    [Fact]
    public void A_business_of_one_day_and_few_customers_has_all_orders_on_that_day()
    {
        var day = new PlainBusiness(Customers: 3, Orders: 50, Seed: 2) { Days = 1, FirstDay = new(2024, 2, 29) };
        using var files = new GeneratedFiles(day);
        Assert.All(files.GoodOrders, cells => Assert.Equal("2024-02-29", cells[2]));
    }

    [Fact]
    public void Amounts_have_two_decimals_and_lie_between_a_half_and_fifty_thousand()
    {
        using var files = new GeneratedFiles(Small);
        Assert.All(files.GoodOrders, cells =>
        {
            Assert.Matches("^[0-9]+[.][0-9]{2}$", cells[3]);
            Assert.InRange(decimal.Parse(cells[3], CultureInfo.InvariantCulture), 0.50m, 50_000m);
            Assert.Equal("USD", cells[4]);
        });
    }

    [Fact]
    public void Order_ids_rise_and_so_do_nearly_all_days()
    {
        using var files = new GeneratedFiles(Small);
        var ids = files.Orders.Select(cells => cells[0]).ToArray();
        Assert.Equal(Enumerable.Range(1, 4000).Select(n => $"O{n:D9}"), ids);
        var days = files.GoodOrders.Select(cells => Day(cells[2])).ToArray();
        Assert.InRange(days.Zip(days.Skip(1)).Count(pair => pair.First > pair.Second), 0, 40);
    }

    [Fact]
    public void One_row_in_ten_thousand_is_bad_by_default()
    {
        using var files = new GeneratedFiles(new PlainBusiness(Customers: 500, Orders: 100_000, Seed: 5));
        Assert.InRange(files.Orders.Count(GeneratedFiles.IsBad), 2, 22);
    }

    [Fact]
    public void Bad_rows_are_of_four_kinds_and_as_frequent_as_asked_for()
    {
        using var files = new GeneratedFiles(Small with { BadShare = 0.1 });
        var bad = files.Orders.Where(GeneratedFiles.IsBad).ToArray();
        Assert.InRange(bad.Length, 320, 480);
        Assert.InRange(bad.Count(cells => cells.Length == 6), 60, 140);
        Assert.InRange(bad.Count(cells => cells[1].Length == 0), 60, 140);
        Assert.InRange(bad.Count(cells => cells[3] == "n/a"), 60, 140);
        Assert.InRange(bad.Count(cells => cells[2].EndsWith("-02-30", StringComparison.Ordinal)), 60, 140);
    }

    [Fact]
    public void One_order_in_a_hundred_has_a_quoted_cell_with_a_comma()
    {
        using var files = new GeneratedFiles(Small with { Orders = 20_000 });
        var quoted = files.Orders.Where(cells => cells[^1].StartsWith('"')).Select(cells => cells[^1]).ToArray();
        Assert.InRange(quoted.Length, 140, 260);
        Assert.All(quoted, cell => Assert.Contains(',', cell));
        Assert.Contains("\"Toys \"\"R\"\" Kids, more\"", quoted);
    }

    [Fact]
    public void At_ten_orders_a_customer_about_a_quarter_has_none()
    {
        using var files = new GeneratedFiles(new PlainBusiness(Customers: 2000, Orders: 20_000, Seed: 3));
        var buyers = files.GoodOrders.Select(cells => cells[1]).ToHashSet();
        Assert.InRange(1 - buyers.Count / 2000.0, 0.20, 0.35);
    }

    [Fact]
    public void Customers_without_a_good_order_are_leads_prospects_or_pending()
    {
        using var files = new GeneratedFiles(Small);
        var buyers = files.GoodOrders.Select(cells => cells[1]).ToHashSet();
        Assert.All(files.Customers, cells =>
            Assert.Equal(buyers.Contains(cells[0]), cells[9] is "active" or "churned"));
    }

    [Fact]
    public void Names_have_commas_in_quotes_and_letters_beyond_ASCII()
    {
        using var files = new GeneratedFiles(Small);
        var names = files.Customers.Select(cells => cells[1]).ToArray();
        Assert.Contains(names, name => name.StartsWith('"') && name.EndsWith('"') && name.Contains(','));
        Assert.Contains(names, name => name.Any(letter => letter > 127));
        Assert.All(files.Customers, cells => Assert.Matches("^[a-z]+[.][0-9]+@example[.](com|org|net)$", cells[2]));
    }

    [Fact]
    public void Files_of_an_earlier_time_are_replaced()
    {
        var folder = Directory.CreateTempSubdirectory("segment-generate-");
        (Small with { Orders = 9000 }).Write(folder.FullName);
        Small.Write(folder.FullName);
        Assert.Equal(4001, File.ReadLines(Path.Combine(folder.FullName, "transactions.csv")).Count());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_write_that_breaks_off_leaves_no_file()
    {
        var folder = Directory.CreateTempSubdirectory("segment-generate-");
        Assert.Throws<OperationCanceledException>(() =>
            Small.Write(folder.FullName, _ => throw new OperationCanceledException()));
        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("segment-generate-");
        var file = Path.Combine(folder.FullName, "data");
        File.WriteAllText(file, "mine");
        var fault = Assert.Throws<DefinitionException>(() => Small.Write(file));
        Assert.Equal($"{file}: found a file; expected a folder; name a new or existing folder", fault.Message);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(0, 1, "--customers: found '0'; expected a whole number from 1 to 50,000,000")]
    [InlineData(50_000_001, 1, "--customers: found '50000001'; expected a whole number from 1 to 50,000,000")]
    [InlineData(1, -1, "--orders: found '-1'; expected a whole number from 0 to 2,000,000,000")]
    [InlineData(1, 2_000_000_001, "--orders: found '2000000001'; expected a whole number from 0 to 2,000,000,000")]
    public void Numbers_out_of_range_are_refused_in_one_sentence(int customers, long orders, string sentence)
    {
        var fault = Assert.Throws<DefinitionException>(() => new PlainBusiness(customers, orders, 1).Write("nowhere"));
        Assert.Equal(sentence, fault.Message);
        Assert.False(Directory.Exists("nowhere"));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
