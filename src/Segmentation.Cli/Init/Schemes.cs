using System.Globalization;

namespace Segmentation.Cli.Init;

/// <summary>A scheme that was thought of.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Missing">What it lacks; empty when it is ready.</param>
/// <param name="Text">Its definition file; empty when it lacks something.</param>
internal sealed record SchemeProposal(string Name, string Missing, string Text)
{
    /// <summary>Whether everything is there that it needs.</summary>
    public bool IsReady => Missing.Length == 0;
}

/// <summary>The schemes that the recognised columns allow.</summary>
internal static class Schemes
{
    /// <summary>The scheme that is proposed when no other one is ready.</summary>
    public const string FirstLookName = "first-look";

    /// <summary>All schemes that init knows, ready or with what they lack.</summary>
    /// <param name="proposal">The recognised files.</param>
    /// <param name="rhythm">How often customers order; null without orders.</param>
    /// <param name="rfm">The shipped definition of recency, frequency and money.</param>
    public static IReadOnlyList<SchemeProposal> Of(Proposal proposal, Rhythm? rhythm, string rfm)
    {
        SchemeProposal[] schemes =
        [
            Rfm(proposal, rfm), Status(proposal, rhythm), Lifecycle(proposal), Engagement(proposal),
            Subscription(proposal),
        ];
        return schemes.Any(scheme => scheme.IsReady) ? schemes : [.. schemes, FirstLook(proposal)];
    }

    /// <summary>Whether the customers' own file has recency, frequency and money.</summary>
    public static bool HasTotals(Proposal proposal) => proposal.Find(EntityForm.CustomersName) is { } customers
        && customers.Field("last_order_days") is not null
        && customers.Field("orders_total") is not null && customers.Field("spent_total") is not null;

    private static SchemeProposal Rfm(Proposal proposal, string rfm)
    {
        const string Needs = "needs: [orders]";
        if (proposal.Orders?.Field("amount") is not null)
            return Ready("rfm", rfm.Replace(Needs, $"needs: [{proposal.Orders.Name}]", StringComparison.Ordinal));
        if (HasTotals(proposal))
            return Ready("rfm", rfm.Replace(Needs, "needs: [customers]", StringComparison.Ordinal));
        return Lacks("rfm", proposal.Orders is null
            ? "orders: customer, day and amount"
            : $"the amount of {proposal.Orders.File.Form!.One}");
    }

    private static SchemeProposal Status(Proposal proposal, Rhythm? rhythm)
    {
        if (proposal.Orders is not { } orders || rhythm is null)
            return Lacks("status", "orders: customer and day");
        return Ready("status", string.Create(CultureInfo.InvariantCulture, $"""
            # Where the relationship stands, by the last order. The days follow from how often customers order.
            scheme: status
            version: 1
            kind: rules
            name: Customer status
            needs: [{orders.Name}]
            segments:
              - id: active
                description: "Ordered within {rhythm.ActiveDays} days."
                when: recency_days <= {rhythm.ActiveDays}
                missing: excluded
              - id: lapsed
                description: "Last ordered between {rhythm.ActiveDays} and {rhythm.LostDays} days ago."
                when: recency_days <= {rhythm.LostDays}
                missing: excluded
              - id: lost
                description: "No order in {rhythm.LostDays} days."
                when: frequency > 0
              - id: prospect
                description: "Known, and without an order so far."

            """));
    }

    private static SchemeProposal Lifecycle(Proposal proposal) =>
        proposal.Find(EntityForm.CustomersName)?.Field("status") is null
            ? Lacks("lifecycle", "a status or lifecycle stage of the customer")
            : Ready("lifecycle", """
                # The CRM's own word for the customer; measures.yaml says which words mean which stage.
                scheme: lifecycle
                version: 1
                kind: rules
                name: Lifecycle
                segments:
                  - id: customer
                    when: crm_status = 'active'
                    missing: excluded
                  - id: opportunity
                    when: crm_status = 'prospect'
                    missing: excluded
                  - id: lead
                    when: crm_status = 'lead'
                    missing: excluded
                  - id: churned
                    when: crm_status = 'churned'
                    missing: excluded
                  - id: unknown
                    description: "No word, or one that measures.yaml does not know."

                """);

    private static SchemeProposal Engagement(Proposal proposal) => proposal.Find("usage") is null
        ? Lacks("engagement", "usage: customer or subscription, and day")
        : Ready("engagement", """
            # How lately the product was used.
            scheme: engagement
            version: 1
            kind: rules
            name: Engagement
            needs: [usage]
            segments:
              - id: engaged
                description: "Used within 30 days."
                when: usage_recency_days <= 30
                missing: excluded
              - id: cooling
                description: "Last used between 30 and 90 days ago."
                when: usage_recency_days <= 90
                missing: excluded
              - id: unengaged
                description: "Not used in 90 days."
                when: usage_rows > 0
              - id: silent
                description: "No recorded use at all."

            """);

    private static SchemeProposal Subscription(Proposal proposal) => proposal.Find("subscriptions") is not { } contracts
        ? Lacks("subscription", "subscriptions: customer, start and end")
        : contracts.Field("ended") is null
        ? Lacks("subscription", "the day on which a subscription ends")
        : Ready("subscription", """
            # Whether a contract runs: the contractual way to look at customers who buy about once a year.
            scheme: subscription
            version: 1
            kind: rules
            name: Subscription
            needs: [subscriptions]
            segments:
              - id: subscribed
                description: "At least one subscription runs."
                when: active_subscriptions > 0
              - id: ended
                description: "Had subscriptions, and none runs."
                when: subscriptions_total > 0
              - id: never
                description: "Never had a subscription."

            """);

    /// <summary>When nothing else can be said, the customers in thirds of their first number.</summary>
    private static SchemeProposal FirstLook(Proposal proposal) => Measures.FirstNumber(proposal) is not { } number
        ? Lacks(FirstLookName, "a number of the customer")
        : Ready(FirstLookName, $$"""
            # Thirds of one number, to begin with: replace it by what matters to you.
            scheme: first-look
            version: 1
            kind: grid
            name: First look
            needs: [customers]
            scores:
              third: { of: customer_{{number.Field}}, quantiles: 3 }
            missing: unknown
            segments:
              - id: high
                when: third = 3
              - id: middle
                when: third = 2
              - id: low
              - id: unknown

            """);

    private static SchemeProposal Ready(string name, string text) => new(name, "", text);

    private static SchemeProposal Lacks(string name, string missing) => new(name, missing, "");
}
