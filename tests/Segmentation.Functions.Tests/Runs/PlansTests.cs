using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class PlansTests
{
    [Fact]
    public void A_scheme_whose_needs_are_not_met_is_skipped_and_says_why()
    {
        var workspace = Some.Workspace(
            "schemes/rfm.yaml", Some.Grid.Replace("[orders]", "[customers, orders]", StringComparison.Ordinal));
        Assert.Equal("rfm", Assert.Single(Plans.Bind(workspace).Schemes).Definition.Name);
        Assert.Empty(Plans.Bind(workspace, new HashSet<string> { "customers", "orders" }).Skipped);
        Assert.Equal(
            new SkippedScheme("rfm", "it needs orders, and no import had any"),
            Assert.Single(Plans.Bind(workspace, new HashSet<string> { "customers" }).Skipped));
        var none = Plans.Bind(workspace, new HashSet<string>());
        Assert.Equal("it needs customers and orders, and no import had any", Assert.Single(none.Skipped).Why);
        Assert.Empty(none.Schemes);
    }

    [Fact]
    public void A_scheme_that_uses_a_skipped_one_is_skipped_too()
    {
        var workspace = Some.Workspace(
            "schemes/a.yaml", "scheme: a\nversion: 1\nkind: rules\nsegments: [{ id: x, when: b = 'x' }, { id: y }]\n",
            "schemes/b.yaml", "scheme: b\nversion: 1\nkind: rules\nsegments: [{ id: x, when: f > 1 }, { id: y }]\n",
            "schemes/c.yaml", "scheme: c\nversion: 1\nkind: rules\nsegments: [{ id: y }]\n");
        var plans = Plans.Bind(workspace, new HashSet<string> { "customers" });
        Assert.Equal("c", Assert.Single(plans.Schemes).Definition.Name);
        Assert.Equal(
            [
                new SkippedScheme("a", "it uses b, which is skipped"),
                new SkippedScheme("b", "it uses rfm, which is skipped"),
                new SkippedScheme("rfm", "it needs orders, and no import had any"),
            ],
            plans.Skipped);
    }

    [Fact]
    public void Expressions_that_do_not_fit_are_told_all_at_once()
    {
        var workspace = Some.Workspace(
            "schemes/rfm.yaml", Some.Grid.Replace("f >= 2", "g >= 2", StringComparison.Ordinal)
                .Replace("m >= 2", "m >= 'x'", StringComparison.Ordinal));
        var fault = Assert.Throws<DefinitionException>(() => Plans.Bind(workspace));
        Assert.Equal(2, fault.Problems.Count);
        Assert.All(fault.Problems, problem => Assert.Equal("schemes/rfm.yaml", problem.At.File));
    }
}
