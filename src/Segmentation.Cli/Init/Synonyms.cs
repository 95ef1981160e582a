using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Init;

/// <summary>The headers that mean one thing in most exports, compared by letters and digits alone.</summary>
internal static class Synonyms
{
    /// <summary>What identifies a customer in its own file, surest first.</summary>
    public static readonly string[] Ids =
    [
        "customer_id", "account_id", "client_id", "company_id", "contact_id", "user_id", "member_id", "id", "record_id",
        "person_id", "customer_number", "customer_no", "account_number", "customer", "account", "client", "company",
        "email", "email_address", "account_name", "customer_name", "company_name", "name",
    ];

    /// <summary>What names the customer in a file of events, surest first.</summary>
    public static readonly string[] Customers =
    [
        "customer_id", "account_id", "client_id", "company_id", "user_id", "buyer_id", "member_id",
        "associated_company_ids_primary", "associated_company_ids", "associated_company_id", "customer_number",
        "customer_no", "account_number", "customer", "account", "client", "potential_customer", "company",
        "contact_id", "associated_contact_ids", "associated_contact_id", "associated_company",
        "customer_email", "email", "email_address", "account_name", "customer_name", "company_name",
    ];

    /// <summary>What identifies a row in a file of any events.</summary>
    public static readonly string[] RowIds = ["id", "record_id"];

    /// <summary>What names a contact in a file of events.</summary>
    public static readonly string[] Contacts =
        ["contact_id", "associated_contact_ids", "associated_contact_id", "associated_contact_ids_primary"];

    /// <summary>Columns that must not be fields, whatever they hold.</summary>
    public static readonly string[] Secret =
        ["password", "token", "secret", "iban", "ssn", "card_number", "credit_card", "tax_id", "passport"];

    /// <summary>Words of headers of amounts of money.</summary>
    public static readonly string[] Money =
        ["amount", "price", "revenue", "value", "cost", "income", "spent", "refund", "subtotal", "total", "arr", "mrr"];

    /// <summary>The currency of a row's amounts.</summary>
    public static readonly string[] Currency = ["currency", "currency_code", "currency_iso_code", "deal_currency"];

    /// <summary>The stage of a deal.</summary>
    public static readonly string[] Stage = ["deal_stage", "stage_name", "stage", "status", "status_reason"];

    /// <summary>Stages in which a deal was won.</summary>
    public static readonly string[] Won = ["won", "closed_won", "deal_won", "6_closed_won"];

    /// <summary>
    /// The day on which something that began ends; empty while it lasts. Beside a cancellation an end is a term's.
    /// </summary>
    public static readonly string[] Ends =
    [
        "cancelled_at", "canceled_at", "cancelled_on", "canceled_on", "cancellation_date", "churned_at", "end_date",
        "ended_at", "ended_on", "ends_at",
    ];

    /// <summary>Who looks after a customer, as exports name people.</summary>
    public static readonly string[] OwnerNames =
        ["owner", "account_owner", "company_owner", "contact_owner", "customer_owner", "sales_rep", "account_manager"];

    /// <summary>The well-known texts of a customer.</summary>
    public static readonly (string Field, string[] Headers)[] WellKnown =
    [
        ("name", ["name", "customer_name", "account_name", "company_name", "client_name", "full_name", "company",
            "contact_name", "account", "customer"]),
        // Ids first: messages carry the owner, and should name no person.
        ("owner", ["owner_id", "hubspot_owner_id", "account_owner_id", "company_owner_id", "contact_owner_id",
            .. OwnerNames]),
        ("parent", ["parent", "parent_id", "parent_account", "parent_account_id", "parent_company",
            "parent_company_id", "parent_company_ids", "subsidiary_of"]),
    ];

    /// <summary>The fields of customers that measures and schemes know.</summary>
    public static readonly (string Field, string Type, string[] Headers)[] Fields =
    [
        ("signup", "date", ["signup_date", "signup", "created_at", "create_date", "created_date", "created_on",
            "date_created", "registration_date", "registered_at", "customer_since", "dt_customer", "added_at"]),
        ("status", "text", ["lifecycle_stage", "customer_status", "account_status", "status", "lead_status",
            "state_code"]),
        ("country", "text", ["country", "country_region", "billing_country", "mailing_country",
            "address_1_country_region", "default_address_country_code", "country_code"]),
        ("industry", "text", ["industry", "sector", "vertical"]),
        ("employees", "integer", ["employees", "number_of_employees", "employee_count", "headcount"]),
        ("annual_revenue", "money", ["annual_revenue", "revenue", "yearly_revenue"]),
        ("plan", "text", ["plan", "plan_tier", "plan_name", "tier"]),
        ("last_order_days", "integer", ["recency", "recency_days", "days_since_last_order",
            "days_since_last_purchase"]),
        ("orders_total", "integer", ["total_orders", "orders_count", "number_of_orders", "order_count", "frequency",
            "purchases"]),
        ("spent_total", "money", ["total_spent", "total_spend", "amount_spent", "lifetime_value", "monetary"]),
    ];

    /// <summary>All columns that are looked for, to tell the dialect of a file.</summary>
    public static IReadOnlyList<ColumnNames> Wanted { get; } =
    [
        .. Ids.Concat(Customers).Concat(EntityForm.All.SelectMany(form => form.Telling.Concat(form.Times)))
            .Concat(EntityForm.All.SelectMany(form => form.Amounts)).Distinct()
            .Select(header => new ColumnNames([header], default)),
    ];

    /// <summary>A header without what Salesforce puts behind the names of fields that its users made.</summary>
    public static string Bare(string header) =>
        header.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? header[..^"__c".Length] : header;

    /// <summary>A header by letters and digits alone, without case.</summary>
    public static string Plain(string header) =>
        string.Concat(Bare(header).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>Which values are one of these words: no other value of a customer is written into a file.</summary>
    public static string[] Known(IEnumerable<string> values, string[] words) =>
    [
        .. values.Where(value => words.Has(value)
            && value.All(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '_' or '-'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a header is one of these.</summary>
    public static bool Has(this IEnumerable<string> headers, string header) =>
        headers.Any(one => Plain(one) == Plain(header));
}
