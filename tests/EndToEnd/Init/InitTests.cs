using FsCheck;
using FsCheck.Fluent;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Init;

namespace EndToEnd.Init;

public sealed class InitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_unsure_is_asked_and_written_commented_out()
    {
        _folder.Write(
            "in/customers.csv",
            Rows("customer_id,name,started", i => $"c{i:00},Ann,0{i % 9 + 1}/0{i % 7 + 1}/2024"));
        _folder.Write(
            "in/orders.csv",
            Rows("order_id,customer_id,moment,cost", i => $"{i},c{i:00},2024-01-{i:00},{i}.25"));
        var init = Init();
        Assert.Contains("? is `moment` the day of the order?", init, StringComparison.Ordinal);
        var sources = _folder.Text("proposed/sources.yaml");
        Assert.Contains("#   orders:", sources, StringComparison.Ordinal);
        Assert.Contains("is `moment` the day of the order?", sources, StringComparison.Ordinal);
        Assert.Contains("    # started: ", sources, StringComparison.Ordinal);
        Assert.Contains("missing: orders", init, StringComparison.Ordinal);
        Command.Done("lint", "--workspace", _folder["proposed"]);
    }

    [Fact]
    public void The_template_keeps_its_schemes_and_reads_the_recognised_columns()
    {
        _folder.Write("in/buyers.csv", Rows("client_id,company_name,Sign-Up", i => $"c{i:00},Firm {i},2023-01-{i:00}"));
        _folder.Write("in/clients-orders.csv", Rows(
            "order_no;client_id;order_date;dollar_value", i => $"{i};c{i:00};{i:00}.03.2024;{i}.25"));
        var init = Init("--template", "starter");
        Command.Done("lint", "--workspace", _folder["proposed"]);
        var run = Command.Done(
            "run", _folder["in"], "--workspace", _folder["proposed"], "--data", _folder["data"]).Output;
        Assert.Contains("scheme engagement   ready", init, StringComparison.Ordinal);
        Assert.Contains("engagement, version 1", run, StringComparison.Ordinal);
        Assert.Matches(@"clients-orders.csv +orders +24 +24", run);
    }

    [Theory]
    [InlineData("b2b-saas", "b2b-saas")]
    [InlineData("e-commerce", "e-commerce")]
    [InlineData("contractual", "contractual")]
    [InlineData("e-commerce", "non-profit")]
    public void A_template_finds_all_that_its_schemes_need_in_the_business_that_it_is_for(
        string business, string template)
    {
        var kind = BusinessKinds.Of(business);
        new SampleBusiness(kind, Customers: 40, Imports: 1, Seed: 5).Write(_folder["business"]);
        var init = Command.Done(
            "init", _folder["proposed"], "--from", _folder["business/import-01"], "--template", template).Output;
        var schemes = Directory.GetFiles(_folder["proposed/schemes"]).Length;
        Assert.Equal(
            schemes, init.Split('\n').Count(line => line.StartsWith("scheme ", StringComparison.Ordinal)
                && line.EndsWith(" ready", StringComparison.Ordinal)));
        Command.Done("lint", "--workspace", _folder["proposed"]);
    }

    [Fact]
    public void Templates_are_read_by_the_starter_workspace_once_they_are_filled()
    {
        Command.Done("init", "--templates", _folder["in"]);
        Assert.Equal(
            [
                "about-templates.txt", "customers.csv", "interactions.csv", "memberships.csv", "orders.csv",
                "people.csv", "referrals.csv", "service.csv", "subscriptions.csv", "surveys.csv", "tickets.csv",
                "usage.csv",
            ],
            Pipeline.FilesOf(_folder["in"]).Keys);
        Assert.Equal("customer_id,order_date,amount,channel\n", _folder.Text("in/orders.csv"));
        var columns = _folder.Text("in/customers.csv").Count(sign => sign == ',');
        File.AppendAllText(_folder["in/customers.csv"], "c1" + new string(',', columns) + "\n");
        File.AppendAllText(_folder["in/orders.csv"], "c1,2026-05-01,12.50,web\n");
        var run = Command.Done("run", _folder["in"], "--data", _folder["data"]).Output;
        Assert.Matches(@"orders.csv +orders +1 +1", run);
    }

    [Fact]
    public void Filled_templates_get_a_workspace_of_their_own()
    {
        Command.Done("init", "--templates", _folder["in"]);
        foreach (var file in Directory.GetFiles(_folder["in"], "*.csv").Where(file => !IsOfStarter(file)))
            File.Delete(file);
        var customers = Rows(
            _folder.Text("in/customers.csv").TrimEnd('\n'),
            i => $"c{i},Firm {i},Ann,a{i}@example.com,France,Retail,{i},{i}000,2023-01-{i:00},pro,customer");
        _folder.Write("in/customers.csv", customers);
        _folder.Write("in/orders.csv", Rows(
            _folder.Text("in/orders.csv").TrimEnd('\n'), i => $"c{i},2024-03-{i:00},{i}.25,web"));
        var init = Init();
        Assert.Contains("about-templates.txt -> left out", init, StringComparison.Ordinal);
        Assert.Matches("scheme rfm +ready", init);
        Assert.Matches("scheme lifecycle +ready", init);
        Assert.DoesNotContain("?", init, StringComparison.Ordinal);
        Command.Done("lint", "--workspace", _folder["proposed"]);
        var run = Command.Done(
            "run", _folder["in"], "--workspace", _folder["proposed"], "--data", _folder["data"]).Output;
        Assert.Matches(@"customers.csv +customers +24 +24", run);
        Assert.Matches(@"orders.csv +orders +24 +24", run);
    }

    [Fact]
    public void Each_entity_has_a_template_that_is_recognised_once_it_is_filled()
    {
        Command.Done("init", "--templates", _folder["in"]);
        foreach (var file in Directory.GetFiles(_folder["in"], "*.csv"))
        {
            var header = File.ReadAllText(file).TrimEnd('\n');
            File.WriteAllText(file, Rows(header, i => string.Join(',', header.Split(',').Select(name => Cell(name, i)))));
        }

        var init = Init();
        foreach (var file in Directory.GetFiles(_folder["in"], "*.csv").Select(Path.GetFileNameWithoutExtension))
            Assert.Contains($"{file}.csv -> {(file == "people" ? "contacts" : file)}", init, StringComparison.Ordinal);
        Command.Done("lint", "--workspace", _folder["proposed"]);
        var run = Command.Done(
            "run", _folder["in"], "--workspace", _folder["proposed"], "--data", _folder["data"], "--out", _folder["out"]);
        Assert.Equal(25, CsvTable.Read(_folder["out/customers.csv"]).Rows.Length + 1);
        Assert.DoesNotContain("rejected", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_yearly_rhythm_is_said_with_longer_edges()
    {
        _folder.Write("in/orders.csv", Rows(
            "customer_id,order_date,amount", i => $"c{i % 8},{2020 + i / 8}-03-{i % 8 + 1:00},9.50"));
        var init = Init().Replace("\n  ", " ", StringComparison.Ordinal);
        Assert.Contains("365 days", init, StringComparison.Ordinal);
        Assert.Contains("recency says little", init, StringComparison.Ordinal);
        Assert.Contains("recency_days <= 570", _folder.Text("proposed/schemes/status.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_of_a_customer_is_written_into_a_file()
    {
        _folder.Write(
            "in/accounts.csv",
            Rows("account_id,account_name,industry,status", i => $"Secret{i},Hush{i},Quiet,Odd{i % 3}"));
        _folder.Write(
            "in/deals.csv",
            Rows("deal_id,account_id,stage,close_date,amount", i => $"{i},Secret{i},Won,2024-01-{i:00},5.5"));
        Init();
        foreach (var file in Directory.GetFiles(_folder["proposed"], "*", SearchOption.AllDirectories))
            Assert.DoesNotMatch("Secret|Hush|Quiet|Odd", File.ReadAllText(file));
    }

    [Fact]
    public void Several_currencies_are_asked_about_and_one_is_the_workspaces()
    {
        _folder.Write("in/orders.csv", Rows(
            "customer_id,order_date,amount,currency",
            i => $"c{i % 5},2024-01-{i:00},1.5,{(i % 2 == 0 ? "EUR" : "USD")}"));
        Assert.Contains("? amounts are in EUR, USD", Init(), StringComparison.Ordinal);
        Assert.Contains("# currency: EUR", _folder.Text("proposed/workspace.yaml"), StringComparison.Ordinal);
        _folder.Write("in/orders.csv", Rows(
            "customer_id,order_date,amount,currency", i => $"c{i % 5},2024-01-{i:00},1.5,USD"));
        Command.Done("init", _folder["one"], "--from", _folder["in"]);
        Assert.Contains("\ncurrency: USD", _folder.Text("one/workspace.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rhythm_does_not_depend_on_the_order_of_days() =>
        Prop.ForAll<int[]>(days =>
        {
            int[][] customers = [days, [.. days.Order()], [.. days.Reverse()]];
            return customers.Select(own => Rhythm.Of([own])).Distinct().Count() == 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_decimal_comma_is_declared_and_groups_of_thousands_are_whole_numbers()
    {
        _folder.Write("in/orders.csv", Rows(
            "customer_id;order_date;amount;pieces", i => $"c{i % 5};{i:00}.01.2024;1.{i:000},50;{i}"));
        Init();
        Assert.Contains("decimal: \",\"", _folder.Text("proposed/sources.yaml"), StringComparison.Ordinal);
        var run = Command.Done(
            "run", _folder["in"], "--workspace", _folder["proposed"], "--data", _folder["data"]).Output;
        Assert.Matches(@"orders.csv +orders +24 +24", run);
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        _folder.Write("in/orders.csv", Rows("customer_id,order_date,amount", i => $"c{i},2024-01-{i:00},1.5"));
        _folder.Write("proposed/mine.txt", "mine");
        Assert.Contains(
            "there are files already", Command.Fails(2, "init", _folder["proposed"], "--from", _folder["in"]),
            StringComparison.Ordinal);
        Assert.Equal("mine.txt", Assert.Single(Pipeline.FilesOf(_folder["proposed"]).Keys));
    }

    [Theory]
    [InlineData("", "no files in")]
    [InlineData("a,b\n1,2\n", "neither customers nor dated events")]
    [InlineData("c1,2024-01-01,5.50\nc2,2024-01-02,6.50\n", "the first row names no columns")]
    [InlineData("PK\u0003\u0004\0\0\0\u0001", "it is not text")]
    [InlineData("customer_id,order_date,amount\n", "a header without rows")]
    [InlineData("\n\n", "the file is empty")]
    public void Bad_input_is_one_message_and_nothing_is_written(string text, string found)
    {
        Directory.CreateDirectory(_folder["in"]);
        if (text.Length > 0)
            _folder.Write("in/export.csv", text);
        Assert.Contains(
            found, Command.Fails(1, "init", _folder["proposed"], "--from", _folder["in"]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["proposed"]));
    }

    [Fact]
    public void A_bad_file_beside_good_ones_is_left_out_with_the_reason()
    {
        _folder.Write("in/orders.csv", Rows("customer_id,order_date,amount", i => $"c{i},2024-01-{i:00},1.5"));
        _folder.Write("in/logo.png", "\u0089PNG\0\0\0\r\n");
        var init = Init();
        Assert.Contains("logo.png -> left out: it is not text", init, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("init")]
    [InlineData("init", "x")]
    [InlineData("init", "--from", "x")]
    [InlineData("init", "x", "--from", "y", "--templates", "z")]
    [InlineData("init", "x", "--from", "no-such-folder")]
    [InlineData("init", "x", "--from", "no-such-folder", "--template", "strater")]
    public void A_wrong_use_is_one_message(params string[] arguments) =>
        Assert.Contains("; expected ", Command.Fails(2, arguments), StringComparison.Ordinal);

    [Fact]
    public void The_overlap_of_two_large_sets_is_told_from_their_samples()
    {
        var (one, other) = (new ValueSet(), new ValueSet());
        for (ulong i = 0; i < 200_000; i++)
        {
            one.Add(i * 0x9E37_79B9_7F4A_7C15);
            other.Add((i + 100_000) * 0x9E37_79B9_7F4A_7C15);
        }

        Assert.InRange(one.ShareIn(other), 0.48, 0.52);
        Assert.InRange(one.Count, 190_000, 210_000);
    }

    private string Init(params string[] more) =>
        Command.Done(["init", _folder["proposed"], "--from", _folder["in"], .. more]).Output;

    private static bool IsOfStarter(string file) => Path.GetFileName(file) is "customers.csv" or "orders.csv";

    /// <summary>A cell that fits the name of its column.</summary>
    private static string Cell(string column, int i) => column switch
    {
        "customer_id" => $"c{i}",
        "renewal_date" => $"2026-02-{i:00}",
        "end_date" or "closed_at" => "",
        _ when column.EndsWith("_date", StringComparison.Ordinal) || column.EndsWith("_at", StringComparison.Ordinal)
            || column.EndsWith("_on", StringComparison.Ordinal) => $"2025-03-{i:00}",
        _ when column.EndsWith("_id", StringComparison.Ordinal) => $"k{i}",
        "usage_count" or "response" or "hours" or "duration_minutes" or "seats" or "employees" => $"{i}",
        "currency" => "EUR",
        _ when column.Contains("amount", StringComparison.Ordinal) || column.Contains("revenue", StringComparison.Ordinal)
            => $"{i}.50",
        _ => $"{column} {i % 3}",
    };

    private static string Rows(string header, Func<int, string> row) =>
        header + "\n" + string.Concat(Enumerable.Range(1, 24).Select(i => row(i) + "\n"));
}
