using Segmentation.Cli.Init;

namespace EndToEnd.Init;

public sealed class KnownExportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private string _init = "";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HubSpot_files_are_told_apart_though_each_has_a_record_id()
    {
        Write("all-companies.csv", "Record ID,Company name,Company owner,Create Date,Lifecycle Stage,Industry",
            i => $"{9000 + i},Company {i},Ann Lee,2024-01-{i:00} 10:00,{(i % 2 == 0 ? "Customer" : "Lead")},Software");
        Write("all-contacts.csv",
            "Record ID,First Name,Last Name,Email,Create Date,Associated Company IDs (Primary)",
            i => $"{100 + i},Ann,Lee{i},ann{i}@example.com,2024-02-{i:00} 10:00,{9000 + i}");
        Write("all-deals.csv", "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company IDs",
            i => $"{500 + i},Deal {i},Closed {(i % 3 == 0 ? "Lost" : "Won")},2024-03-{i:00} 12:30,{i}.50,{9000 + i}");
        Write("all-tickets.csv", "Record ID,Ticket name,Ticket status,Create date,Associated Company IDs",
            i => $"{700 + i},Help {i},Closed,2024-04-{i:00} 08:15,{9000 + i}");
        Write("feedback.csv", "Record ID,Survey Name,Submission Date,Rating,Associated Company IDs",
            i => $"{800 + i},NPS,2024-05-{i:00} 08:15,{i % 11},{9000 + i}");
        var proposal = Proposed();
        Assert.Equal(
            "customers: Record ID; contacts: Associated Company IDs (Primary), Create Date; "
            + "deals: Associated Company IDs, Close Date; surveys: Associated Company IDs, Submission Date; "
            + "tickets: Associated Company IDs, Create date", Told(proposal));
        Assert.Equal("\"Deal Stage\" IN ('Closed Won')", Assert.Single(proposal.Orders!.Where));
        Assert.All(proposal.Sources, source =>
            Assert.StartsWith("HubSpot ", source.File.Export!.System, StringComparison.Ordinal));
        Assert.Equal(["rfm", "status", "lifecycle"], Ready());
    }

    [Theory]
    [InlineData("Company owner,Owner ID")]
    [InlineData("Owner ID,Company owner")]
    public void The_id_of_an_owner_is_taken_and_not_the_name(string owners)
    {
        Write("all-companies.csv", $"Record ID,Company name,{owners},Create Date", i =>
            $"{9000 + i},Company {i},{(owners[0] == 'C' ? "Ann Lee,u-01" : "u-01,Ann Lee")},2024-01-{i:00} 10:00");
        Ready();
        var sources = _folder.Text("proposed/sources.yaml");
        Assert.Contains("  owner: { column: Owner ID, optional: true }\n", sources, StringComparison.Ordinal);
        Assert.DoesNotContain("Company owner", sources, StringComparison.Ordinal);
    }

    [Fact]
    public void Salesforce_objects_are_linked_by_account()
    {
        Write("Account.csv", "Id,Name,OwnerId,Industry,AnnualRevenue,NumberOfEmployees,CreatedDate,BillingCountry",
            i => $"001A{i:000},Firm {i},005X,Banking,{i}000.0,{i * 3},2023-05-{i:00}T08:00:00.000Z,France");
        Write("Contact.csv", "Id,AccountId,LastName,Email,CreatedDate",
            i => $"003A{i:000},001A{i:000},Lee{i},lee{i}@example.com,2023-06-{i:00}T08:00:00.000Z");
        Write("Opportunity.csv", "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate",
            i => $"006A{i:000},001A{i:000},Big {i},Closed Won,{i}99.0,2024-02-{i:00},2024-01-{i:00}T08:00:00.000Z");
        Write("Case.csv", "Id,CaseNumber,AccountId,Status,CreatedDate",
            i => $"500A{i:000},{i:00000000},001A{i:000},Closed,2024-03-{i:00}T08:00:00.000Z");
        Assert.Equal(
            "customers: Id; contacts: AccountId, CreatedDate; deals: AccountId, CloseDate; "
            + "tickets: AccountId, CreatedDate",
            Told(Proposed()));
        Assert.Equal(["rfm", "status"], Ready());
    }

    [Fact]
    public void Dynamics_names_the_customer_by_the_accounts_name()
    {
        Write("My Active Accounts.csv",
            "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone",
            i => $"a0{i:00}-77,x{i}==,3/{i}/2024 2:22 PM,Firm {i},+49 30 55500{i:00}");
        Write("Won Opportunities.csv",
            "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,Topic,Potential Customer,Actual Close Date,"
            + "Actual Revenue,Status",
            i => $"b0{i:00}-77,y{i}==,Topic {i},Firm {i},4/{i}/2024,{i}50.00,Won");
        Write("Cases.csv", "(Do Not Modify) Case,Case Title,Case Number,Customer,Created On",
            i => $"c0{i:00}-77,Broken {i},CAS-{i:000},Firm {i},5/{i}/2024 9:05 AM");
        Assert.Equal(
            "customers: Account Name; deals: Potential Customer, Actual Close Date; tickets: Customer, Created On",
            Told(Proposed()));
        Assert.Equal(["rfm", "status"], Ready());
    }

    [Fact]
    public void Shopify_orders_count_once_and_are_linked_by_mail()
    {
        Write("customers_export.csv", "Customer ID,First Name,Last Name,Email,Total Spent,Total Orders",
            i => $"77{i:000},Ann,Lee,ann{i}@example.com,{i}0.00,{i}");
        Write("orders_export.csv",
            "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name",
            i => $"#10{i / 2:00},ann{i / 2 + 1}@example.com," + (i % 2 == 0
                ? $"paid,2024-06-{i:00} 10:00:00 +0200,EUR,9.00,10.00,2024-06-{i:00} 09:00:00 +0200,1,Tea"
                : ",,,,,2024-06-01 09:00:00 +0200,1,Cup"));
        var proposal = Proposed();
        Assert.Equal("customers: Email; orders: Email, Created at", Told(proposal));
        Assert.Equal("EUR", proposal.Currency);
        Assert.Equal("amount", proposal.Orders!.Field("amount")!.Field);
        Assert.Equal("Total", proposal.Orders.Field("amount")!.Column.Header);
        Assert.Equal(["rfm", "status"], Ready());
    }

    [Fact]
    public void HubSpot_deals_without_a_company_find_it_through_their_contact()
    {
        Write("companies.csv", "Record ID,Company name", i => $"{9000 + i},Company {i}");
        Write("contacts.csv", "Record ID,First Name,Last Name,Email,Create Date,Associated Company IDs",
            i => $"{100 + i},Ann,Lee{i},ann{i}@example.com,2024-02-{i:00} 10:00,{9000 + i}");
        Write("deals.csv", "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Contact IDs",
            i => $"{500 + i},Deal {i},Closed Won,2024-03-{i:00} 12:30,{i}.50,{100 + i}");
        var deals = Proposed().Orders!;
        Assert.Equal(("contacts", "Associated Contact IDs"), (deals.Via, deals.Customer!.Column.Header));
        Assert.Equal(["rfm", "status"], Ready());
        Assert.Contains(
            "    belongs_to: Associated Company IDs\n    key: Record ID\n", _folder.Text("proposed/sources.yaml"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Contacts_need_no_day()
    {
        Write("companies.csv", "Record ID,Company name", i => $"{9000 + i},Company {i}");
        Write("contacts.csv", "Record ID,First Name,Last Name,Email,Associated Company IDs",
            i => $"{100 + i},Ann,Lee{i},ann{i}@example.com,{9000 + i}");
        Assert.Equal("customers: Record ID; contacts: Associated Company IDs", Told(Proposed()));
        Ready();
        Assert.Contains(
            "contacts_total: { value: \"count(contacts)\"", _folder.Text("proposed/measures.yaml"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_several_companies_in_one_cell_are_left_out_and_said()
    {
        Write("companies.csv", "Record ID,Company name", i => $"{9000 + i},Company {i}");
        Write("deals.csv", "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company IDs",
            i => $"{500 + i},Deal {i},Closed Won,2024-03-{i:00} 12:30,{i}.50,"
                + (i % 4 == 0 ? $"{9000 + i};9001" : $"{9000 + i}"));
        Assert.Contains("status", Ready());
        var sources = _folder.Text("proposed/sources.yaml");
        Assert.Contains(
            "  # 6 of 24 cells of `Associated Company IDs` name several (\"1;2\"): their rows are left out; "
            + "export the primary one, or a row for each\n", sources, StringComparison.Ordinal);
        Assert.Contains("\\\"Associated Company IDs\\\" NOT LIKE '%;%'", sources, StringComparison.Ordinal);
        Assert.Contains("  ! 6 of 24 cells of", _init, StringComparison.Ordinal);
    }

    [Fact]
    public void The_primary_company_is_taken_where_an_export_names_it()
    {
        Write("companies.csv", "Record ID,Company name", i => $"{9000 + i},Company {i}");
        Write("deals.csv",
            "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company IDs,Associated Company IDs (Primary)",
            i => $"{500 + i},Deal {i},Closed Won,2024-03-{i:00} 12:30,{i}.50,{9000 + i};9001,{9000 + i}");
        var deals = Proposed().Orders!;
        Assert.Equal("Associated Company IDs (Primary)", deals.Customer!.Column.Header);
        Assert.Empty(deals.Notes);
    }

    [Fact]
    public void The_day_of_an_export_is_any_day_unless_another_file_would_be_taken_too()
    {
        Write("all-companies-2026-01-01.csv", "Record ID,Company name", i => $"{9000 + i},Company {i}");
        Write("all-deals-2026-01-01.csv", "Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company IDs",
            i => $"{500 + i},Deal {i},Closed Won,2024-03-{i:00} 12:30,{i}.50,{9000 + i}");
        Write("all-deals-2026-01-01-notes.csv", "note,by", i => $"Note {i},Ann");
        Ready();
        var sources = _folder.Text("proposed/sources.yaml");
        Assert.Contains("file: \"all-companies-*.csv\"\n", sources, StringComparison.Ordinal);
        Assert.Contains("file: all-deals-2026-01-01.csv\n", sources, StringComparison.Ordinal);
    }

    private static string Told(Proposal proposal) => string.Join("; ", proposal.Taken.Select(source =>
        $"{source.Name}: {source.Customer!.Column.Header}"
        + (source.Time is { } time ? $", {time.Column.Header}" : "")));

    private Proposal Proposed() => Proposal.Of(_folder["in"]);

    /// <summary>The schemes of the written workspace, which has to lint clean and run.</summary>
    private string[] Ready()
    {
        _init = Command.Done("init", _folder["proposed"], "--from", _folder["in"]).Output;
        Command.Done("lint", "--workspace", _folder["proposed"]);
        Command.Done("run", _folder["in"], "--workspace", _folder["proposed"], "--data", _folder["data"]);
        return [.. _init.Split('\n').Where(line => line.StartsWith("scheme ", StringComparison.Ordinal)
            && line.EndsWith("ready", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
    }

    private void Write(string name, string header, Func<int, string> row) =>
        _folder.Write($"in/{name}", header + "\n" + string.Concat(Enumerable.Range(1, 24).Select(i => row(i) + "\n")));
}
