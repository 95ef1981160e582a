using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class SourceOrderTests
{
    [Fact]
    public void Customers_come_first_and_a_stream_after_the_one_that_it_joins()
    {
        var workspace = Some.Workspace(
            "sources.yaml",
            """
            streams:
              clicks: { file: c.csv, via: { column: visit, stream: visits }, time: t }
              visits: { file: v.csv, via: { column: subscription, stream: subscriptions }, key: visit }
              orders: { file: o.csv, customer: id, time: t, fields: { amount: money } }
              subscriptions: { file: s.csv, customer: id, key: subscription, time: t }
            customers: { file: a.csv, id: id }
            """);
        Assert.Equal(
            ["customers", "subscriptions", "visits", "clicks", "orders"],
            SourceOrder.Of(workspace).Select(s => s.Name));
    }
}
