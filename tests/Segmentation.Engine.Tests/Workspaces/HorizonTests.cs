using System.Globalization;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class HorizonTests
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    [Theory]
    [InlineData("P365D", "2026-06-01", "2025-06-01")]
    [InlineData("P1Y", "2024-02-29", "2023-02-28")]
    [InlineData("P1M", "2026-03-31", "2026-02-28")]
    [InlineData("P1Y2M3D", "2026-06-01", "2025-03-29")]
    [InlineData("P2W", "2026-06-01", "2026-05-18")]
    [InlineData("P9999Y", "2026-06-01", "0001-01-01")]
    [InlineData("P9999D", "0001-02-03", "0001-01-01")]
    public void A_horizon_reaches_back_whole_months_first(string horizon, string day, string before)
    {
        var outcome = Assert.Single(Definitions.Read(
            "outcomes.yaml", $"churned: {{ event: count(orders), horizon: {horizon} }}").Outcomes.All);
        Assert.Equal(Day(before), outcome.Horizon.Before(Day(day)));
    }

    [Theory]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("PT6H")]
    [InlineData("P1DT")]
    [InlineData("365")]
    [InlineData("P1D1Y")]
    public void What_is_no_whole_number_of_days_is_a_problem(string horizon) => Assert.Equal(
        $"outcomes.yaml:1:43: '{horizon}'; expected a duration of whole years, months, weeks or days, such as P365D or P1Y",
        Definitions.Problem("outcomes.yaml", $"churned: {{ event: count(orders), horizon: '{horizon}' }}"));

    private static int Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - Epoch;
}
