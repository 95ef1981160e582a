namespace Segmentation.Engine.Tests.Workspaces;

public sealed class RefitTests
{
    private static readonly DateOnly Fitted = new(2026, 3, 1);

    [Theory]
    [InlineData("name: shop", "2026-05-31", false)]
    [InlineData("name: shop", "2026-06-01", true)]
    [InlineData("name: shop\nrefit_every: P1M", "2026-04-01", true)]
    [InlineData("name: shop\nrefit_every: P10D", "2026-03-10", false)]
    [InlineData("name: shop\nrefit_every: P0D", "2026-03-01", true)]
    [InlineData("name: shop", "2026-02-28", true)]
    public void A_fit_stays_for_its_time_and_one_of_a_later_day_does_not(string settings, string asOf, bool due) =>
        Assert.Equal(due, Definitions.Read("workspace.yaml", settings).IsRefitDue(
            DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), Fitted, asked: false));

    [Fact]
    public void A_fit_is_made_anew_when_somebody_asks() =>
        Assert.True(Definitions.Read("workspace.yaml", "name: shop").IsRefitDue(Fitted, Fitted, asked: true));
}
