using Segmentation.Functions.Reads;

namespace Segmentation.Functions.Tests.Reads;

public sealed class SchemeUseTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Theory]
    [InlineData(45, null, true)]
    [InlineData(44, null, false)]
    [InlineData(100, 46, true)]
    [InlineData(100, 45, false)]
    [InlineData(100, 1, false)]
    public void A_scheme_is_unread_when_nobody_asked_for_it_for_45_days(int since, int? read, bool isUnread)
    {
        DailyReads[] counted = read is { } days and <= 45
            ? [new DailyReads(Today.AddDays(-days), "rfm", "crm", 2)]
            : [];
        var use = SchemeReads.Of(counted, Today.AddDays(-since), Today);
        Assert.Equal(isUnread, use.IsUnread);
        Assert.Equal(read is 1 ? 2 : 0, use.Last30Days);
        Assert.Equal(read is 1 ? ["crm"] : [], use.Consumers);
    }
}
