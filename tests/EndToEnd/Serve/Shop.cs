using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>A small business: orders, and customers that are big from 100 on.</summary>
internal static class Shop
{
    public const string OrdersFile = "orders.csv";

    private const string Customers = """
        customers: { file: customers*.csv, id: id, name: name, owner: owner, keys: { hubspot: hubspot } }

        """;

    private const string Sources = """
        streams:
          orders:
            file: orders*.csv
            customer: id
            time: day
            fields: { amount: money }

        """;

    private const string Measures = """
        recency: { value: days_since(last(orders.time)), unit: days, kind: behaviour }
        spent: { value: sum(orders.amount), kind: value }

        """;

    private const string Size = """
        scheme: size
        version: 1
        kind: rules
        needs: [orders]
        segments:
          - { id: big, name: Big, when: spent >= 100 }
          - { id: small, name: Small }

        """;

    private const string Activity = """
        scheme: activity
        version: 1
        kind: rules
        needs: [orders]
        segments:
          - { id: active, name: Active, when: recency <= 30 }
          - { id: quiet, name: Quiet }

        """;

    /// <summary>Writes the definitions.</summary>
    public static string Workspace(TempFolder folder) => Workspace(folder, "");

    /// <summary>Writes the definitions with more lines in workspace.yaml.</summary>
    public static string Workspace(TempFolder folder, string more) => Workspace(folder, more, Sources);

    /// <summary>Writes the definitions of customers with names, owners and keys.</summary>
    public static string Accounts(TempFolder folder) => Workspace(folder, "", Customers + Sources);

    /// <summary>Writes the definitions of customers who are one when they have one key.</summary>
    public static string Matched(TempFolder folder) => Workspace(
        folder, "", Customers.Replace("hubspot } }", "hubspot }, match: keys.hubspot }", StringComparison.Ordinal)
        + Sources);

    /// <summary>A dump with one order of each customer.</summary>
    public static string Orders(string day, int amount, params IEnumerable<string> customers) => customers.Aggregate(
        new StringBuilder("id,day,amount\n"), (text, id) => text.Append(
            CultureInfo.InvariantCulture, $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{day},{amount}\n"))
        .ToString();

    private static string Workspace(TempFolder folder, string more, string sources) => folder.Workspace(
        "workspace.yaml", $"name: shop\nhold_if_moved: 100%\nvalue: spent\n{more}", "sources.yaml", sources, "measures.yaml", Measures,
        "schemes/size.yaml", Size, "schemes/activity.yaml", Activity);

    /// <summary>The segment of a customer in an answer.</summary>
    public static string? SegmentOf(JsonElement customer, string scheme) =>
        customer.GetProperty("segments").GetProperty(scheme).GetProperty("segment").GetString();
}
