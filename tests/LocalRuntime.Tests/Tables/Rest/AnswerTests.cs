using System.Net;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables.Rest;

/// <summary>Answers of the service that the emulator never gives.</summary>
public sealed class AnswerTests : IDisposable
{
    private const string Connection = "AccountName=a;AccountKey=c2VjcmV0";

    private readonly FakeService _service = new();
    private readonly TableClient _table;

    public AnswerTests() =>
        _table = new TableServiceClient(Connection, _service.Options).GetTableClient("Customers");

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task An_empty_page_with_a_token_is_a_page_and_the_next_one_is_asked_for()
    {
        _service.Answer(
            """{"value":[]}""",
            headers:
            [
                ("x-ms-continuation-NextPartitionKey", "1!4!cCA-"),
                ("x-ms-continuation-NextRowKey", "1!4!cis-"),
            ]);
        _service.Answer(
            """{"value":[{"PartitionKey":"p","RowKey":"r"}]}""",
            headers: ("x-ms-continuation-NextPartitionKey", "1!4!cQ--"));
        _service.Answer("""{"value":[]}""");

        var pages = await _table.QueryAsync<TableEntity>("A eq 'x y'", 5).AsPages().ToListAsync();

        Assert.Equal([0, 1, 0], pages.Select(page => page.Values.Count));
        Assert.Equal(
            [
                "?$filter=A%20eq%20%27x%20y%27&$top=5",
                "?$filter=A%20eq%20%27x%20y%27&$top=5&NextPartitionKey=1%214%21cCA-&NextRowKey=1%214%21cis-",
                "?$filter=A%20eq%20%27x%20y%27&$top=5&NextPartitionKey=1%214%21cQ--",
            ],
            _service.Asked.Select(request => request.RequestUri!.Query));
    }

    [Fact]
    public async Task Values_get_the_types_that_stand_before_them()
    {
        _service.Answer("""
            {"odata.metadata":"x","odata.etag":"W/\"e\"","PartitionKey":"p","RowKey":"r",
             "Timestamp":"2026-01-02T03:04:05.0000007Z",
             "Whole":5.0,"Small":5,"Large":5000000000,"Flag":false,"Nothing":null,
             "Long@odata.type":"Edm.Int64","Long":"5","Endless@odata.type":"Edm.Double","Endless":"-Infinity",
             "Day@odata.type":"Edm.DateTime","Day":"2026-01-02T03:04:05Z","Later@odata.type":"Edm.String","Later":"7"}
            """);

        var read = (await _table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((new ETag("W/\"e\""), "p", "r"), (read.ETag, read.PartitionKey, read.RowKey));
        Assert.Equal(7, read.Timestamp!.Value.Ticks % 10);
        Assert.Equal([5.0, 5, 5_000_000_000, false], [read["Whole"], read["Small"], read["Large"], read["Flag"]]);
        Assert.Equal([5L, double.NegativeInfinity, "7"], [read["Long"], read["Endless"], read["Later"]]);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), read["Day"]);
        Assert.DoesNotContain("Nothing", read.Keys);
    }

    [Fact]
    public async Task A_page_of_a_gateway_is_a_refusal_without_a_code()
    {
        _service.Answer("<html>Bad gateway</html>", HttpStatusCode.BadGateway);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => _table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((502, null), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_code_that_only_a_header_has_is_the_code()
    {
        _service.Answer("", HttpStatusCode.Forbidden, ("x-ms-error-code", "AuthorizationFailure"));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => _table.CreateAsync());

        Assert.Equal((403, "AuthorizationFailure"), (refusal.Status, refusal.ErrorCode));
    }

    [Theory]
    [InlineData("The service is tired.", null)]
    [InlineData("7:The service is tired.", 7)]
    [InlineData("99:One of the inputs: bad.", 99)]
    public async Task A_refused_transaction_names_the_change_when_the_service_does(string message, int? index)
    {
        _service.Answer(
            $$$$"""
            --batchresponse_1
            Content-Type: multipart/mixed; boundary=changesetresponse_1

            --changesetresponse_1
            Content-Type: application/http

            HTTP/1.1 400 Bad Request
            Content-Type: application/json

            {"odata.error":{"code":"InvalidInput","message":{"lang":"en-US","value":"{{{{message}}}}"}}}
            --changesetresponse_1--
            --batchresponse_1--
            """,
            HttpStatusCode.Accepted);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(SubmitAsync);

        Assert.Equal(
            (400, "InvalidInput", index), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task An_answer_to_fewer_changes_than_were_sent_is_a_failure()
    {
        _service.Answer(
            "--batchresponse_1\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n--batchresponse_1--", HttpStatusCode.Accepted);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(SubmitAsync);

        Assert.Contains("expected 2", refusal.Message, StringComparison.Ordinal);
    }

    private Task SubmitAsync() => _table.SubmitTransactionAsync(
    [
        new(TableTransactionActionType.Add, new TableEntity("p", "r")),
        new(TableTransactionActionType.Add, new TableEntity("p", "s")),
    ]);
}
