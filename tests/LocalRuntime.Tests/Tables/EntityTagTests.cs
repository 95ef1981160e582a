using Azure;
using LocalRuntime.Tables;

namespace LocalRuntime.Tests.Tables;

public sealed class EntityTagTests
{
    [Theory]
    [InlineData("1601-01-01T00:00:00.0000000Z", "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"")]
    [InlineData("2026-11-21T06:05:09.0120000Z", "W/\"datetime'2026-11-21T06%3A05%3A09.0120000Z'\"")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "W/\"datetime'9999-12-31T23%3A59%3A59.9999999Z'\"")]
    public void An_etag_is_written_as_the_service_writes_it_and_read_back(string instant, string expected)
    {
        var ticks = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
        Assert.Equal(expected, EntityTag.Of(ticks));
        Assert.Equal(ticks, EntityTag.Expected(new ETag(expected)));
    }
}
