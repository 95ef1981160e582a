using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tests.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void A_property_that_is_not_there_is_null()
    {
        var entity = new TableEntity();

        Assert.Null(entity["A"]);
        Assert.Null(entity.GetString("A"));
        Assert.Null(entity.GetInt32("A"));
        Assert.Null(entity.Timestamp);
        Assert.Equal(default, entity.ETag);
        Assert.False(entity.TryGetValue("A", out _));
    }

    [Fact]
    public void A_property_of_another_type_is_an_error()
    {
        var entity = new TableEntity { ["A"] = "text" };

        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("A"));
        Assert.Throws<InvalidOperationException>(() => entity["A"] = 5);
    }

    [Fact]
    public void A_number_keeps_the_wider_type()
    {
        var entity = new TableEntity { ["Long"] = 1L, ["Double"] = 1.5, ["Int"] = 1 };

        (entity["Long"], entity["Double"], entity["Int"]) = (2, 2, 3L);

        Assert.Equal((2L, 2.0, 3L), (entity.GetInt64("Long"), entity.GetDouble("Double"), entity.GetInt64("Int")));
    }

    [Fact]
    public void Keys_and_etag_are_properties_too()
    {
        var entity = new TableEntity("p", "r") { ETag = new ETag("x") };

        Assert.Equal(["PartitionKey", "RowKey", "odata.etag"], entity.Keys);
        Assert.Equal(("p", "r"), (entity["PartitionKey"], entity["RowKey"]));
    }

    [Fact]
    public void Instants_and_binaries_are_read_as_either_type()
    {
        var instant = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var entity = new TableEntity { ["Instant"] = instant, ["Bytes"] = new byte[] { 1 } };

        Assert.Equal(instant.UtcDateTime, entity.GetDateTime("Instant"));
        Assert.Equal([1], entity.GetBinaryData("Bytes").ToArray());
    }

    [Fact]
    public void Error_codes_are_compared_without_case()
    {
        Assert.True(TableErrorCode.TableNotFound == "tablenotfound");
        Assert.True("TableNotFound" == TableErrorCode.TableNotFound);
        Assert.True(TableErrorCode.TableNotFound != TableErrorCode.EntityTooLarge);
    }

    [Fact]
    public void The_failed_action_is_read_from_the_answer_of_the_service()
    {
        var answer = new RequestFailedException(409, "no", "EntityAlreadyExists", null);
        answer.Data["FailedEntity"] = "7";

        var failed = new TableTransactionFailedException(answer);

        Assert.Equal(7, failed.FailedTransactionActionIndex);
        Assert.Equal((409, "EntityAlreadyExists"), (failed.Status, failed.ErrorCode));
        var other = new TableTransactionFailedException(new RequestFailedException(500, "no"));
        Assert.Null(other.FailedTransactionActionIndex);
    }
}
