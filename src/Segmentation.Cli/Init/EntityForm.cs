namespace Segmentation.Cli.Init;

/// <summary>What a file of customers or of one kind of events usually looks like.</summary>
/// <param name="Name">The name of its source.</param>
/// <param name="One">One row, in words.</param>
/// <param name="Words">Words of file names that tell it.</param>
/// <param name="Telling">Headers that hardly any other file has.</param>
internal sealed record EntityForm(string Name, string One, string[] Words, string[] Telling)
{
    /// <summary>The source of customers.</summary>
    public const string CustomersName = "customers";

    /// <summary>Headers that identify a row.</summary>
    public string[] Keys { get; init; } = [];

    /// <summary>Headers of the day that counts, surest first.</summary>
    public string[] Times { get; init; } = [];

    /// <summary>Headers of the amount that counts, surest first.</summary>
    public string[] Amounts { get; init; } = [];

    /// <summary>Other columns of an empty file to fill; null when none is written.</summary>
    public string[]? More { get; init; }

    /// <summary>Whether its rows are customers.</summary>
    public bool IsCustomers => Name == CustomersName;

    /// <summary>Whether its rows are records of a customer, which count on every day, and not events.</summary>
    public bool IsRecords => Name == "contacts";

    /// <summary>All forms; of equally likely ones the first is taken.</summary>
    public static IReadOnlyList<EntityForm> All { get; } =
    [
        new(CustomersName, "the customer",
            ["customers", "customer", "accounts", "companies", "clients", "contacts", "users"],
            ["industry", "sector", "employees", "number_of_employees", "lifecycle_stage", "signup_date", "first_name",
                "last_name", "billing_country", "gender", "genre", "age", "year_birth", "education", "marital_status",
                "annual_income", "income", "company_name", "account_name", "customer_since"]),
        new("deals", "the deal", ["deals", "opportunities", "opportunity", "pipeline"],
            ["opportunity_id", "deal_id", "deal_stage", "stage_name", "close_value", "opportunity_name", "deal_name"])
        {
            Keys = ["opportunity_id", "deal_id"],
            Times = ["close_date", "closed_at", "actual_close_date", "closed_date", "won_date"],
            Amounts = ["amount", "close_value", "deal_value", "actual_revenue", "value", "amount_in_company_currency"],
        },
        new("orders", "the order", ["orders", "transactions", "sales", "purchases", "order"],
            ["order_id", "order_date", "order_number", "transaction_id", "transaction_date", "purchase_date",
                "order_value", "order_total"])
        {
            Times = ["order_date", "transaction_date", "purchase_date", "sale_date", "ordered_at", "order_time",
                "processed_at", "paid_at", "date", "created_at"],
            Amounts = ["amount", "total_amount", "order_amount", "transaction_amount", "order_total", "order_value",
                "grand_total", "net_amount", "sale_amount", "total_price", "total", "dollar_value", "value", "revenue",
                "subtotal"],
        },
        new("invoices", "the invoice", ["invoices", "invoice"],
            ["invoice_id", "invoice_no", "invoice_number", "invoice_date", "invoice_total"])
        {
            Times = ["invoice_date", "invoiced_at", "issued_at", "issued_on", "billed_at", "date", "created_at"],
            Amounts = ["amount", "invoice_amount", "amount_billed", "billed_amount", "total_amount", "invoice_total",
                "grand_total", "net_amount", "total_price", "total", "value", "revenue", "subtotal"],
        },
        new("subscriptions", "the subscription", ["subscriptions", "contracts", "subscription", "contract"],
            ["subscription_id", "contract_id", "mrr", "mrr_amount", "arr", "auto_renew", "billing_frequency"])
        {
            Keys = ["subscription_id", "contract_id"],
            Times = ["start_date", "started_at", "starts_at", "contract_start_date", "created_at"],
            Amounts = ["mrr_amount", "mrr", "monthly_recurring_revenue", "monthly_amount", "arr_amount", "arr",
                "annual_recurring_revenue", "amount"],
            More = ["end_date", "renewal_date", "seats", "currency"],
        },
        new("usage", "the use", ["usage", "logins", "sessions", "activity"],
            ["usage_id", "usage_date", "usage_count", "feature_name", "session_id", "login_at"])
        {
            Times = ["usage_date", "used_at", "login_at", "session_date", "date", "timestamp"],
            More = ["feature_name", "usage_count"],
        },
        new("tickets", "the ticket", ["tickets", "ticket", "cases", "case", "support"],
            ["ticket_id", "case_number", "ticket_status", "ticket_name", "submitted_at", "case_title"])
        {
            Keys = ["ticket_id", "case_id", "case_number"],
            Times = ["submitted_at", "created_at", "created_date", "create_date", "opened_at", "opened_on",
                "created_on"],
            More = ["closed_at", "priority", "ticket_status"],
        },
        new("surveys", "the answer", ["surveys", "survey", "nps", "csat", "feedback", "responses"],
            ["survey_name", "survey_type", "nps_score", "nps", "csat", "submission_date", "survey_response"])
        {
            Keys = ["response_id", "survey_response_id"],
            Times = ["submission_date", "response_date", "responded_at", "answered_at", "answered_on", "survey_date",
                "date", "create_date", "created_date", "created_at"],
            More = ["survey_type", "question", "response"],
        },
        new("interactions", "the interaction",
            ["interactions", "activities", "engagements", "touches", "meetings", "calls", "tasks", "task"],
            ["interaction_id", "activity_id", "activity_date", "activity_type", "task_subtype"])
        {
            Times = ["activity_date", "interaction_date", "meeting_date", "call_date", "date", "created_at"],
            More = ["activity_type", "duration_minutes"],
        },
        new("referrals", "the referral", ["referrals", "referral"], ["referral_id", "referral_date", "referred_on"])
        {
            Times = ["referral_date", "referred_on", "referred_at", "date", "created_at"],
            More = ["outcome"],
        },
        new("memberships", "the membership", ["memberships", "membership", "programme", "program", "loyalty"],
            ["membership_id", "joined_on", "joined_date"])
        {
            Keys = ["membership_id"],
            Times = ["joined_on", "joined_date", "joined_at", "enrolled_at", "enrolled_on", "member_since"],
            More = ["tier"],
        },
        new("service", "the service", ["service", "services"], ["service_id", "service_date", "hours"])
        {
            Times = ["service_date", "date", "created_at"],
            More = ["hours", "kind"],
        },
        new("churn_events", "the cancellation", ["churn", "cancellations"],
            ["churn_event_id", "churn_date", "reason_code"])
        {
            Keys = ["churn_event_id"],
            Times = ["churn_date", "cancelled_at", "canceled_at", "cancellation_date"],
        },
        new("contacts", "the contact", ["people", "persons"], ["person_id", "job_title", "role"])
        {
            Keys = ["person_id", "contact_id"],
            Times = ["create_date", "created_date", "created_on", "created_at"],
            More = ["job_title"],
        },
    ];

    /// <summary>The form of this name.</summary>
    public static EntityForm Of(string name) => All.First(form => form.Name == name);
}
