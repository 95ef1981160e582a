using Segmentation.Functions.Attention;

namespace Segmentation.Functions.Tests.Attention;

/// <summary>What is at stake, and who comes first.</summary>
public sealed class AttentionEntryTests
{
    [Fact]
    public void What_is_at_stake_is_the_value_times_what_the_reasons_leave_unsafe() =>
        Assert.Equal(
            173_290m, Of("a", 310_000, ("detractor", 0.3m), ("renewal-without-contact", 0.3m), ("overdue-cadence", 0.1m)).Stake);

    [Fact]
    public void A_reason_of_two_schemes_counts_once_by_its_largest_weight()
    {
        var entry = AttentionEntry.Of("a", 100, [Reason("segment", 0.2m, "b"), Reason("segment", 0.5m, "a")]);
        Assert.Equal(50, entry.Stake);
        Assert.Equal(["a", "b"], entry.Reasons.Select(reason => reason.Scheme));
    }

    [Fact]
    public void Nothing_is_at_stake_below_zero_and_without_a_value_it_is_not_known()
    {
        Assert.Equal(0, Of("a", -5, ("detractor", 0.3m)).Stake);
        Assert.Null(Of("a", null, ("detractor", 0.3m)).Stake);
    }

    [Fact]
    public void The_most_at_stake_come_first_then_the_most_reasons_then_the_id_and_those_without_value_last()
    {
        AttentionEntry[] expected =
        [
            Of("z", 100, ("segment", 0.5m)), Of("y", 50, ("segment", 0.2m), ("detractor", 0m)),
            Of("B", 50, ("segment", 0.2m)), Of("a", 50, ("segment", 0.2m)), Of("\uE000", 50, ("segment", 0.2m)),
            Of("\U0001F600", 50, ("segment", 0.2m)), Of("m", 0, ("segment", 1m)),
            Of("n", null, ("segment", 1m), ("detractor", 1m)), Of("o", null, ("segment", 1m)),
        ];
        Assert.Equal(
            expected.Select(entry => entry.Customer),
            expected.Reverse().OrderBy(entry => entry.Rank).Select(entry => entry.Customer));
    }

    private static AttentionEntry Of(string customer, decimal? value, params (string Reason, decimal Weight)[] reasons) =>
        AttentionEntry.Of(customer, value, reasons.Select(one => Reason(one.Reason, one.Weight, "care")));

    private static RaisedReason Reason(string reason, decimal weight, string scheme) =>
        new(reason, "look", scheme, "large", weight, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 8));
}
