using Segmentation.Cli.Generate.Planted.Rows;

namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>The files of sample businesses, with their names and headers in each shape.</summary>
internal static class SheetKinds
{
    /// <summary>Customers that are people.</summary>
    public static readonly SheetKind People = new(
        new("customers", "customer_id,name,owner,billing_key,email,country,signup_date,status"),
        new("contacts", "Record ID,First Name,Last Name,Contact owner,Owner ID,Billing Key,Email,Country/Region,"
            + "Create Date,Lifecycle Stage"),
        new("Account", "Id,Name,OwnerId,Billing_Key__c,PersonEmail,BillingCountry,CreatedDate,Type"),
        RowIds.Customers, PersonRows.Write)
    {
        TakesBadRows = false,
    };

    /// <summary>Customers that are companies.</summary>
    public static readonly SheetKind Companies = new(
        new("customers", "customer_id,name,owner,parent,billing_key,tax_number,email,country,industry,employees,"
            + "annual_revenue,signup_date,plan,seats,status"),
        new("companies", "Record ID,Company name,Company owner,Owner ID,Parent Company,Billing Key,Tax Number,Email,"
            + "Country/Region,Industry,Number of Employees,Annual Revenue,Create Date,Plan,Seats,Lifecycle Stage"),
        new("Account", "Id,Name,OwnerId,ParentId,Billing_Key__c,Tax_Number__c,Email__c,BillingCountry,Industry,"
            + "NumberOfEmployees,AnnualRevenue,CreatedDate,Plan__c,Seats__c,Type"),
        RowIds.Customers, CompanyRows.Write)
    {
        TakesBadRows = false,
    };

    // The plain file is not "contacts": the starter workspace reads files of that name as customers.
    private static readonly SheetKind Contacts = new(
        new("people", "person_id,customer_id,created_on,name,email,role"),
        new("contacts", "Record ID,Associated Company IDs,Create Date,First Name,Last Name,Email,Job Title"),
        new("Contact", "Id,AccountId,CreatedDate,Name,Email,Title"),
        new("P", 11, "003"), ContactRows.Write)
    {
        TakesBadRows = false,
    };

    private static readonly SheetKind Orders = new(
        new("orders", "order_id,customer_id,order_date,amount,currency,discount,channel,category,status"),
        new("deals", "Record ID,Associated Company IDs,Close Date,Deal Name,Amount,Currency,Discount,"
            + "Original Source,Category,Deal Stage"),
        new("Opportunity", "Id,AccountId,CloseDate,Name,Amount,CurrencyIsoCode,Discount__c,LeadSource,"
            + "Category__c,StageName"),
        new("O", 12, "006"), PurchaseRows.Write);

    private static readonly SheetKind Invoices = new(
        new("invoices", "invoice_id,customer_id,invoice_date,amount,currency,status"),
        new("invoices", "Record ID,Associated Company IDs,Invoice date,Amount billed,Currency,Invoice status"),
        new("Invoice__c", "Id,Account__c,Invoice_Date__c,Amount__c,CurrencyIsoCode,Status__c"),
        new("I", 13, "a01"), InvoiceRows.Write);

    private static readonly SheetKind Subscriptions = new(
        new("subscriptions", "subscription_id,customer_id,start_date,renewal_date,end_date,seats,monthly_amount,"
            + "currency,status"),
        new("subscriptions", "Record ID,Associated Company IDs,Start date,Next billing date,Cancellation date,Seats,"
            + "Monthly recurring revenue,Currency,Status"),
        new("Contract", "Id,AccountId,StartDate,EndDate,Cancelled_On__c,Seats__c,Monthly_Amount__c,CurrencyIsoCode,"
            + "Status"),
        new("S", 14, "800"), SubscriptionRows.Write)
    {
        TakesBadRows = false,
    };

    private static readonly SheetKind Usage = new(
        new("usage", "usage_id,customer_id,usage_date,feature,uses,minutes"),
        new("product-usage", "Record ID,Associated Company IDs,Usage date,Feature,Uses,Minutes"),
        new("Usage__c", "Id,Account__c,Usage_Date__c,Feature__c,Uses__c,Minutes__c"),
        new("U", 15, "a02"), UsageRows.Write);

    private static readonly SheetKind Tickets = new(
        new("tickets", "ticket_id,customer_id,opened_on,closed_on,priority,topic,status"),
        new("tickets", "Record ID,Associated Company IDs,Create date,Close date,Ticket name,Priority,Category,"
            + "Ticket status"),
        new("Case", "Id,AccountId,CreatedDate,ClosedDate,Subject,Priority,Reason,Status"),
        new("T", 16, "500"), TicketRows.Write);

    private static readonly SheetKind Surveys = new(
        new("surveys", "answer_id,customer_id,answered_on,survey,item,score,answer"),
        new("feedback-submissions", "Record ID,Associated Company IDs,Date,Survey type,Question,Response,Answer"),
        new("Survey_Answer__c", "Id,Account__c,CreatedDate,Survey__c,Item__c,Score__c,Answer__c"),
        new("A", 17, "a03"), SurveyRows.Write);

    private static readonly SheetKind Interactions = new(
        new("interactions", "interaction_id,customer_id,date,kind,minutes,owner"),
        new("activities", "Record ID,Associated Company IDs,Activity date,Activity type,Duration,Activity assigned to"),
        new("Task", "Id,AccountId,ActivityDate,TaskSubtype,Minutes__c,OwnerId"),
        new("M", 18, "00T"), InteractionRows.Write);

    private static readonly SheetKind Referrals = new(
        new("referrals", "referral_id,customer_id,referred_on,outcome"),
        new("referrals", "Record ID,Associated Company IDs,Referral date,Outcome"),
        new("Referral__c", "Id,Account__c,Referral_Date__c,Outcome__c"),
        new("R", 19, "a04"), ReferralRows.Write);

    private static readonly SheetKind Programme = new(
        new("programme", "membership_id,customer_id,joined_on,tier"),
        new("programme-members", "Record ID,Associated Company IDs,Joined date,Tier"),
        new("Programme_Member__c", "Id,Account__c,Joined_Date__c,Tier__c"),
        new("G", 20, "a05"), ProgrammeRows.Write);

    private static readonly SheetKind Service = new(
        new("service", "service_id,customer_id,service_date,hours,kind"),
        new("service-hours", "Record ID,Associated Company IDs,Service date,Hours,Kind"),
        new("Service__c", "Id,Account__c,Service_Date__c,Hours__c,Kind__c"),
        new("H", 21, "a06"), ServiceRows.Write);

    /// <summary>What every business has beside its customers.</summary>
    public static readonly SheetKind[] OfEveryBusiness =
        [Orders, Tickets, Surveys, Interactions, Referrals, Programme, Service];

    /// <summary>What a business with contracts has.</summary>
    public static readonly SheetKind[] OfContracts = [Subscriptions, Invoices];

    /// <summary>What a business of companies with a product has.</summary>
    public static readonly SheetKind[] OfCompanies = [Contacts, Usage];
}
