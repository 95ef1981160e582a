using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class SourceGroupTests
{
    [Theory]
    [InlineData("customers", "sales")]
    [InlineData("orders", "sales")]
    [InlineData("pipeline", "sales")]
    [InlineData("tickets", "service")]
    [InlineData("support_tickets", "service")]
    [InlineData("service_hours", "service")]
    [InlineData("Surveys", "service")]
    [InlineData("usage", "digital")]
    [InlineData("feature_usage", "digital")]
    [InlineData("web", "digital")]
    [InlineData("web_sessions", "digital")]
    [InlineData("webinars", "sales")]
    public void The_name_of_a_source_tells_its_group(string name, string group) =>
        Assert.Equal(group, SourceGroup.Of(name));

    [Fact]
    public void A_source_may_say_its_group()
    {
        var sources = Definitions.Read("sources.yaml", """
            customers: { file: c.csv, id: id, group: service }
            streams:
              orders: { file: o.csv, customer: id, time: day, group: digital, fields: { amount: money } }
            """).Sources;
        Assert.Equal(["service", "digital"], sources.Select(source => source.Group));
    }

    [Fact]
    public void Another_word_is_told_with_its_place() => Assert.StartsWith(
        "sources.yaml:1:42: 'digitel'; expected sales, service or digital; did you mean 'digital'?",
        Definitions.Problem("sources.yaml", "customers: { file: c.csv, id: id, group: digitel }"));
}
