using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>Current is seen when its run shows, else previous when its own does, else the pointer was stale.</summary>
public sealed class VisibleTests
{
    private const string Nothing = "unreadable";

    [Theory]
    // Published 5; nothing was given up.
    [InlineData(5, 3, 5, new int[0], "now")]
    [InlineData(4, 3, 5, new int[0], "now")]
    [InlineData(6, 5, 5, new int[0], "then")]
    [InlineData(6, 3, 5, new int[0], "then")]
    [InlineData(7, 6, 5, new int[0], Nothing)]
    // The run that wrote the row was given up, before or after the pointer passed it.
    [InlineData(6, 5, 5, new[] { 6 }, "then")]
    [InlineData(6, 5, 8, new[] { 6 }, "then")]
    [InlineData(6, 5, 8, new[] { 7 }, "now")]
    [InlineData(6, 5, 8, new[] { 5 }, "now")]
    [InlineData(6, 5, 8, new[] { 5, 6 }, Nothing)]
    // Before the first run is published, and behind the first.
    [InlineData(1, 0, 0, new int[0], Nothing)]
    [InlineData(1, 0, 1, new int[0], "now")]
    [InlineData(1, 0, 2, new[] { 1 }, Nothing)]
    public void A_row_shows_what_the_pointer_lets_it(
        int run, int previous, int published, int[] abandoned, string seen)
    {
        var row = new CustomerRow
        {
            Run = run,
            Current = Result("now"),
            PreviousRun = previous,
            Previous = Result("then"),
        };
        var visible = CustomerResults.See(row, new Pointer(published, abandoned));
        Assert.Equal(seen == Nothing, visible.IsUnreadable);
        Assert.Equal(seen == Nothing ? null : seen, visible.Result?.Name);
    }

    [Fact]
    public void A_customer_without_a_row_has_no_result()
    {
        var visible = CustomerResults.See(null, new Pointer(5, []));
        Assert.Equal((false, null), (visible.IsUnreadable, visible.Result));
    }

    [Fact]
    public void A_customer_that_was_removed_has_no_result()
    {
        var row = new CustomerRow { Run = 5, Current = null, PreviousRun = 4, Previous = Result("then") };
        var visible = CustomerResults.See(row, new Pointer(5, []));
        Assert.Equal((false, null), (visible.IsUnreadable, visible.Result));
        Assert.Equal("then", CustomerResults.See(row, new Pointer(4, [])).Result!.Name);
    }

    [Fact]
    public void A_customer_that_is_new_in_a_run_that_does_not_show_has_no_result()
    {
        var row = new CustomerRow { Run = 5, Current = Result("now"), PreviousRun = 4, Previous = null };
        var visible = CustomerResults.See(row, new Pointer(4, []));
        Assert.Equal((false, null), (visible.IsUnreadable, visible.Result));
    }

    private static string Result(string name) => $$$"""{"name":"{{{name}}}","owner":null,"segments":{}}""";
}
