using System.Globalization;
using System.Text;

namespace PlainLoops;

/// <summary>A small shop: its definitions, and orders that are drawn.</summary>
internal static class PlainShop
{
    /// <summary>The day that customers are looked at from, in days since 1970-01-01.</summary>
    public const int AsOf = 20_000;

    /// <summary>The first line of a dump of orders.</summary>
    public const string Header = "customer,day,channel,amount\n";

    private const int Days = 1096;

    private static readonly string[] Channels = ["online", "store", "phone", "partner", "mobile"];

    private static readonly (string Path, string Text)[] Texts =
    [
        ("workspace.yaml", "name: plain\ncurrency: EUR\n"),
        ("sources.yaml", """
            customers: { file: "customers*.csv", id: id, name: name, owner: owner }
            streams:
              orders:
                { file: "orders*.csv", customer: customer, time: day, fields: { channel: text, amount: money } }
            """),
        ("measures.yaml", """
            recency: days_since(last(orders.time))
            frequency: count(orders)
            monetary: sum(orders.amount)
            """),
        ("schemes/rfm.yaml", """
            scheme: rfm
            version: 1
            kind: grid
            scores:
              r: { of: recency, quantiles: 5, better: less }
              f: { of: frequency, quantiles: 5 }
              m: { of: monetary, quantiles: 5 }
            missing: none
            segments:
              - { id: best, when: r >= 4 AND f >= 4 AND m >= 4 }
              - { id: loyal, when: r >= 3 AND f >= 4 }
              - { id: growing, when: r >= 4 AND f >= 2 }
              - { id: new, when: r >= 4 }
              - { id: fading, when: r = 3 }
              - { id: risk, when: r = 2 AND (f >= 3 OR m >= 4) }
              - { id: lost }
            """),
    ];

    /// <summary>The files of its definitions.</summary>
    public static Dictionary<string, byte[]> Files => Texts.ToDictionary(
        file => file.Path, file => Encoding.UTF8.GetBytes(file.Text), StringComparer.Ordinal);

    /// <summary>Orders of three years, some of them behind the as-of day, in any order.</summary>
    /// <param name="random">What they are drawn by.</param>
    /// <param name="count">How many.</param>
    /// <param name="customers">How many customers there are to draw from.</param>
    public static PlainOrder[] Orders(Random random, int count, int customers) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new PlainOrder(
            string.Create(CultureInfo.InvariantCulture, $"C{random.Next(customers):D7}"),
            AsOf + 30 - random.Next(Days), Channels[random.Next(Channels.Length)], random.Next(1, 50_000) / 100m)),
    ];

    /// <summary>A dump of orders.</summary>
    public static byte[] Dump(IEnumerable<PlainOrder> orders) => Encoding.UTF8.GetBytes(Header + string.Concat(
        orders.Select(order => string.Create(
            CultureInfo.InvariantCulture,
            $"{order.Customer},{Day(order.Day)},{order.Channel},{order.Amount:0.00}\n"))));

    /// <summary>A day as ISO 8601 writes it.</summary>
    public static string Day(int day) =>
        DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
