namespace Segmentation.Cli.Init;

/// <summary>An export that is known by its headers. What it does not name is told as in any other file.</summary>
/// <param name="System">The system that writes it, and what.</param>
/// <param name="Entity">The form of its rows.</param>
/// <param name="Must">Headers that it always has.</param>
internal sealed record KnownExport(string System, string Entity, string[] Must)
{
    // A record of HubSpot may belong to several companies; the primary one is a column of its own.
    private static readonly string[] Companies =
    [
        "Associated Company IDs (Primary)", "Primary Associated Company ID", "Associated Company IDs",
        "Associated Company ID", "Associated Company (Primary)", "Associated Company",
    ];

    /// <summary>Of files of customers, what may identify one: the one that others refer to is taken.</summary>
    public string[] Ids { get; init; } = [];

    /// <summary>Of files of events, what may name the customer.</summary>
    public string[] Customers { get; init; } = [];

    /// <summary>What identifies a row; empty when rows repeat it.</summary>
    public string[] Keys { get; init; } = [];

    /// <summary>The day that counts.</summary>
    public string[] Times { get; init; } = [];

    /// <summary>A condition on rows, over the raw columns; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>All known exports; those with more headers that must be there are looked for first.</summary>
    public static IReadOnlyList<KnownExport> All { get; } =
    [
        .. ((KnownExport[])
        [
            new("HubSpot companies", "customers", ["Record ID", "Company name"])
            {
                Ids = ["Record ID", "Company name"],
            },
            new("HubSpot contacts", "contacts", ["Record ID", "First Name", "Last Name", "Email"])
            {
                Ids = ["Record ID", "Email"],
                Customers = Companies,
                Keys = ["Record ID"],
                Times = ["Create Date", "Became a customer date"],
            },
            new("HubSpot deals", "deals", ["Record ID", "Deal Name", "Deal Stage"])
            {
                Customers = [.. Companies, "Associated Contact IDs", "Associated Contact ID"],
                Keys = ["Record ID"],
                Times = ["Close Date"],
            },
            new("HubSpot tickets", "tickets", ["Ticket name", "Ticket status"])
            {
                Customers = [.. Companies, "Associated Contact IDs", "Associated Contact ID"],
                Keys = ["Record ID", "Ticket ID"],
                Times = ["Create date"],
            },
            new("HubSpot feedback", "surveys", ["Record ID", "Survey Name"])
            {
                Customers = [.. Companies, "Associated Contact IDs", "Associated Contact ID"],
                Keys = ["Record ID"],
                Times = ["Submission Date", "Response Date", "Create Date"],
            },
            new("Salesforce accounts", "customers", ["Id", "Name", "OwnerId"]) { Ids = ["Id", "Name"] },
            SalesforceContacts("LastName"),
            SalesforceContacts("Email"),
            new("Salesforce opportunities", "deals", ["Id", "AccountId", "StageName", "CloseDate"])
            {
                Customers = ["AccountId"],
                Keys = ["Id"],
                Times = ["CloseDate"],
            },
            new("Salesforce cases", "tickets", ["Id", "CaseNumber", "AccountId"])
            {
                Customers = ["AccountId"],
                Keys = ["Id"],
                Times = ["CreatedDate"],
            },
            new("Dynamics 365 accounts", "customers", ["(Do Not Modify) Account"])
            {
                Ids = ["(Do Not Modify) Account", "Account Number", "Account Name"],
            },
            new("Dynamics 365 contacts", "contacts", ["(Do Not Modify) Contact"])
            {
                Ids = ["(Do Not Modify) Contact", "Email", "Full Name"],
                Customers = ["Company Name", "Account"],
                Keys = ["(Do Not Modify) Contact"],
                Times = ["Created On"],
            },
            new("Dynamics 365 opportunities", "deals", ["(Do Not Modify) Opportunity"])
            {
                Customers = ["Account", "Potential Customer"],
                Keys = ["(Do Not Modify) Opportunity"],
                Times = ["Actual Close Date", "Close Date"],
            },
            new("Dynamics 365 cases", "tickets", ["(Do Not Modify) Case"])
            {
                Customers = ["Customer", "Account"],
                Keys = ["(Do Not Modify) Case"],
                Times = ["Created On"],
            },
            new("Shopify customers", "customers", ["Email", "Total Spent", "Total Orders"])
            {
                Ids = ["Customer ID", "Email"],
            },
            // A row per line of an order: what belongs to the order stands in its first row alone.
            new("Shopify orders", "orders", ["Name", "Email", "Financial Status", "Lineitem name"])
            {
                Customers = ["Email"],
                Keys = ["Name"],
                Times = ["Created at", "Paid at"],
                Where = "\"Financial Status\" IN ('paid', 'partially_paid', 'partially_refunded')",
            },
        ]).OrderByDescending(export => export.Must.Length),
    ];

    private static KnownExport SalesforceContacts(string person) =>
        new("Salesforce contacts", "contacts", ["Id", "AccountId", person])
        {
            Ids = ["Id", "Email"],
            Customers = ["AccountId"],
            Keys = ["Id"],
            Times = ["CreatedDate"],
        };

    /// <summary>The export that a file is, by all of its headers; null when it is none of these.</summary>
    public static KnownExport? Of(DumpSample dump) => All.FirstOrDefault(
        export => export.Must.All(header => dump.Columns.Any(column =>
            Synonyms.Plain(column.Header) == Synonyms.Plain(header))));
}
