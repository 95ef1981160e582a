using System.Text;

namespace Segmentation.Cli.Init;

/// <summary>The measures that the recognised columns allow.</summary>
internal static class Measures
{
    private static readonly string[] Ages = ["age", "year"];

    private static readonly string[] Counted = ["tickets", "surveys", "churn_events", "interactions", "referrals"];

    private static readonly (string Stage, string[] Words)[] Stages =
    [
        ("active", ["customer", "active", "evangelist", "won"]),
        ("prospect", ["opportunity", "prospect", "salesqualifiedlead", "Sales Qualified Lead", "qualified"]),
        ("lead", ["lead", "subscriber", "marketingqualifiedlead", "Marketing Qualified Lead", "new", "open"]),
        ("churned", ["churned", "cancelled", "canceled", "closed", "inactive", "lost", "former customer"]),
    ];

    /// <summary>The measure meant by value; null when there is none.</summary>
    public static string? Value(Proposal proposal) =>
        proposal.Orders?.Field("amount") is not null || Schemes.HasTotals(proposal) ? "monetary"
        : proposal.Find("subscriptions")?.Field("amount") is not null ? "active_amount"
        : null;

    /// <summary>A number of customers to look at when there is nothing better, money first; null for none.</summary>
    public static ColumnGuess? FirstNumber(Proposal proposal)
    {
        ColumnGuess[] numbers =
        [
            .. (proposal.Find(EntityForm.CustomersName)?.Fields ?? []).Where(field =>
                !field.IsAsked && field.Type is ("integer" or "number" or "money")),
        ];
        return numbers.FirstOrDefault(field => field.Type == "money")
            ?? numbers.FirstOrDefault(field => !Ages.Any(field.Field.Contains))
            ?? numbers.FirstOrDefault();
    }

    /// <summary>The file <c>measures.yaml</c>.</summary>
    /// <param name="proposal">The recognised files.</param>
    /// <param name="schemes">The schemes, ready or not.</param>
    public static string Text(Proposal proposal, IReadOnlyList<SchemeProposal> schemes)
    {
        var text = new StringBuilder("# One number or category per customer.\n");
        void Measure(string name, string value, string unit, string kind) =>
            text.Append(name).Append(": ")
                .Append(Yaml.Map(("value", $"\"{value}\""), ("unit", unit), ("kind", kind))).Append('\n');
        if (proposal.Orders is { } orders)
            Orders(orders, Measure);
        else if (Schemes.HasTotals(proposal))
            Totals(Measure);
        if (proposal.Find("subscriptions") is { } contracts)
            Subscriptions(contracts, Measure);
        if (proposal.Find("usage") is not null)
        {
            Measure("usage_recency_days", "days_since(last(usage.time))", "days", "engagement");
            Measure("usage_rows", "count(usage)", "rows", "engagement");
        }

        foreach (var name in Counted.Where(name => proposal.Find(name) is not null))
            Measure($"{name}_365d", $"count({name} IN LAST 365 DAYS)", "rows", "engagement");
        if (proposal.Find("contacts") is not null)
            Measure("contacts_total", "count(contacts)", "contacts", "engagement");
        Customers(proposal, text, Measure);
        if (schemes.Any(scheme => scheme is { Name: Schemes.FirstLookName, IsReady: true }))
        {
            var number = FirstNumber(proposal)!;
            Measure($"customer_{number.Field}", number.Field, number.Type == "money" ? "money" : "points", "value");
        }

        if (text.ToString().Count(sign => sign == '\n') == 1)
            Measure("customers", "CASE WHEN as_of IS NULL THEN 0 ELSE 1 END", "customers", "value");
        return text.ToString();
    }

    private static void Orders(SourcePlan orders, Action<string, string, string, string> measure)
    {
        measure("recency_days", $"days_since(last({orders.Name}.time))", "days", "behaviour");
        measure("frequency", $"count({orders.Name})", orders.Name, "behaviour");
        if (orders.Field("amount") is not null)
            measure("monetary", $"sum({orders.Name}.amount)", "money", "value");
        measure("orders_365d", $"count({orders.Name} IN LAST 365 DAYS)", orders.Name, "engagement");
    }

    private static void Totals(Action<string, string, string, string> measure)
    {
        measure("recency_days", "last_order_days", "days", "behaviour");
        measure("frequency", "orders_total", "orders", "behaviour");
        measure("monetary", "spent_total", "money", "value");
    }

    private static void Subscriptions(SourcePlan contracts, Action<string, string, string, string> measure)
    {
        var running = contracts.Field("ended") is null ? "" : " WHERE ended IS NULL OR ended > as_of";
        measure("subscriptions_total", "count(subscriptions)", "subscriptions", "behaviour");
        measure("active_subscriptions", $"count(subscriptions{running})", "subscriptions", "behaviour");
        if (contracts.Field("amount") is not null)
            measure("active_amount", $"sum(subscriptions.amount{running})", "money", "value");
    }

    private static void Customers(Proposal proposal, StringBuilder text, Action<string, string, string, string> measure)
    {
        var customers = proposal.Find(EntityForm.CustomersName);
        if (customers?.Field("signup") is not null)
            measure("tenure_days", "days_since(signup)", "days", "behaviour");
        if (customers?.Field("status") is { } status)
            text.Append(Status(status));
    }

    /// <summary>The stage behind each word that the column has and that is known.</summary>
    private static string Status(ColumnGuess status)
    {
        var cases = Stages.Select(stage => (stage.Stage, Words: Words(status, stage.Words)))
            .Where(one => one.Words.Length > 0)
            .Select(one => $" WHEN status IN ('{string.Join("', '", one.Words)}') THEN '{one.Stage}'");
        var known = string.Concat(cases);
        var value = known.Length == 0 ? "CASE WHEN status IN ('customer') THEN 'active' END" : $"CASE{known} END";
        return "# The CRM's own word for the customer, in four stages; null for any other word.\n"
            + $"crm_status: {{ value: \"{value}\", kind: behaviour }}\n";
    }

    private static string[] Words(ColumnGuess status, string[] words) =>
        Synonyms.Known(status.Column.Few ?? [], words);
}
