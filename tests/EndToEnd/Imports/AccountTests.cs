using System.Text.Json;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Imports;

/// <summary>What contacts did counts for their account, and what accounts are worth for those above them.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Accounts =
        "id,parent,city\nholding,,Bonn\nnorth,holding,Kiel\npier,north,Kiel\nsouth,holding,\n";

    private const string Contacts =
        "id,company,role\nk1,pier,buyer\nk2,pier,\nk3,north,user\nk4,,user\nk5,stray,buyer\n";

    private const string Orders =
        "contact,day,amount\nk1,2025-01-03,10.05\nk1,2025-02-01,20\nk3,2025-01-01,0.1\n"
        + "k5,2025-01-01,7\nk9,2025-01-01,9\n";

    private readonly TempFolder _folder = new();

    public AccountTests() => _folder.Workspace(
        "workspace.yaml", "name: accounts\nhold_if_moved: 100%\nvalue: revenue\n",
        "sources.yaml", """
            customers: { file: "accounts*.csv", id: id, parent: parent, fields: { city: text } }
            streams:
              contacts: { file: "contacts*.csv", belongs_to: company, key: id, fields: { role: text } }
              orders:
                file: "orders*.csv"
                via: { column: contact, stream: contacts }
                time: day
                fields: { amount: money }

            """,
        "measures.yaml", """
            people: count(contacts)
            buyers: count(contacts WHERE role = 'buyer')
            revenue: sum(orders.amount)
            group_revenue: { value: sum(orders.amount), unit: money, kind: value, rollup: sum }
            group_last: { value: "CASE WHEN count(orders) > 0 THEN days_since(last(orders.time)) END", rollup: sum }

            """,
        "schemes/size.yaml", """
            scheme: size
            version: 1
            kind: grid
            scores: { g: { of: group_revenue, quantiles: 2 } }
            missing: none
            segments:
              - { id: large, when: g = 2 AND group_revenue > 20 }
              - { id: small }
              - { id: none }

            """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Orders_of_contacts_roll_up_to_accounts_and_accounts_to_their_parents()
    {
        Import("1", "accounts.csv", Accounts, "contacts.csv", Contacts, "orders.csv", Orders);
        Assert.Equal(
            "holding,0,0,0,30.15,271,2,large north,1,0,0.1,30.15,271,2,large pier,2,1,30.05,30.05,120,1,small "
            + "south,0,0,0,0,,1,small stray,1,1,7,7,151,1,small",
            Customers());
        Assert.Equal("read:5 rejected:1 accepted:4", Totals.Ledger("contacts"));
        Assert.Equal("read:5 unresolved:1 accepted:4", Totals.Ledger("orders"));
        Assert.Equal(0, Totals.GetProperty("laterEvents").GetInt64());
    }

    [Fact]
    public void A_contact_that_changes_its_company_takes_what_it_did_along()
    {
        Import("1", "accounts.csv", Accounts, "contacts.csv", Contacts, "orders.csv", Orders);
        Import("2", "contacts.csv", "id,company,role\nk1,south,buyer\nk9,south,\n");
        Assert.Equal(
            "holding,0,0,0,39.15 north,1,0,0.1,0.1 pier,1,0,0,0 south,2,1,39.05,39.05 stray,1,1,7,7",
            Customers(cells: 5));
    }

    [Fact]
    public void Customers_that_only_streams_know_are_counted_apart()
    {
        Import("1", "contacts.csv", Contacts);
        Assert.Equal(JsonValueKind.Null, Totals.GetProperty("unknownCustomers").ValueKind);
        Import("2", "accounts.csv", Accounts, "orders.csv", Orders);
        Assert.Equal(
            """{"customers":1,"streams":{"contacts":1,"orders":1}}""",
            JsonSerializer.Serialize(Totals.GetProperty("unknownCustomers")));
        Assert.Equal(5, Totals.GetProperty("customers").GetInt64());
    }

    [Fact]
    public void A_circle_of_parents_is_told_and_ends()
    {
        Import(
            "1", "accounts.csv", "id,parent,city\nholding,pier,\nnorth,holding,\npier,north,\nsouth,holding,\n",
            "contacts.csv", Contacts, "orders.csv", Orders);
        Assert.Equal(
            "holding,0,0,0,0 north,1,0,0.1,0.1 pier,2,1,30.05,30.05 south,0,0,0,0 stray,1,1,7,7", Customers(cells: 5));
        Assert.Equal(3, Totals.GetProperty("inCirclesOfParents").GetInt64());
        Assert.Contains(
            "3 customers have parents that lead back to them; they are rolled up into no customer above",
            Totals.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public void One_three_and_sixteen_shards_give_the_same_bytes()
    {
        var random = new Random(5);
        var ids = Enumerable.Range(0, 400).Select(i => $"a{i}").ToArray();
        _folder.Write("in/accounts.csv", "id,parent,city\n" + string.Concat(ids.Select((id, i) =>
            $"{id},{(random.Next(4) == 0 ? "" : $"a{random.Next(random.Next(12) == 0 ? 400 : i + 1)}")},\n")));
        _folder.Write("in/contacts.csv", "id,company,role\n" + string.Concat(
            Enumerable.Range(0, 900).Select(i => $"k{i},a{random.Next(420)},{(i % 2 == 0 ? "buyer" : "")}\n")));
        _folder.Write("in/orders.csv", "contact,day,amount\n" + string.Concat(Enumerable.Range(0, 2000).Select(_ =>
            $"k{random.Next(900)},2025-01-{random.Next(1, 29):00},{random.Next(100000)}.{random.Next(10)}\n")));
        _folder.Workspace("measures.yaml", _folder.Text("workspace/measures.yaml")
            + "group_mean: { value: avg(orders.amount) / 3, kind: value, rollup: sum }\n");
        var one = Run("1", new Settings { Shards = 1 });
        Assert.Contains("group_mean", System.Text.Encoding.UTF8.GetString(one.Customers), StringComparison.Ordinal);
        foreach (var shards in new[] { 3, 16 })
        {
            var other = Run($"{shards}", new Settings { Shards = shards, ChunkBytes = 5000 });
            Assert.Equal(one.Customers, other.Customers);
            Assert.Equal(one.RunFiles(1)["report.json"], other.RunFiles(1)["report.json"]);
        }
    }

    private JsonElement Totals => Report.Read(_folder["out/report.json"]);

    private Pipeline Run(string name, Settings settings) =>
        new Pipeline(_folder, name, _folder["workspace"]) { Settings = settings }.Run(_folder["in"], "2025-06-01");

    /// <summary>Takes an import as a delta, and runs.</summary>
    private void Import(string name, params string[] namesAndTexts)
    {
        foreach (var file in namesAndTexts.Chunk(2))
            _folder.Write($"{name}/{file[0]}", file[1]);
        Command.Done(
            "run", _folder[name], "--workspace", _folder["workspace"], "--data", _folder["data"],
            "--out", _folder["out"], "--as-of", "2025-06-01", "--delta");
    }

    private string Customers(int cells = 8) => string.Join(' ', CsvTable.Read(_folder["out/customers.csv"]).Rows
        .Select(row => string.Join(',', row.Cells[..cells])));
}
