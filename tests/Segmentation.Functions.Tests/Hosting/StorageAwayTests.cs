using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Hosting;

/// <summary>A storage that is away is told from a request that is wrong, and from a mistake of ours.</summary>
public sealed class StorageAwayTests
{
    public static TheoryData<Exception, bool> Faults => new()
    {
        { new RequestFailedException("no connection"), true },
        { new RequestFailedException(503, "busy"), true },
        { new RequestFailedException(403, "no right"), true },
        { new RequestFailedException(429, "slower"), true },
        { new AuthenticationFailedException("no identity"), true },
        { new ServiceBusException("no connection", ServiceBusFailureReason.ServiceCommunicationProblem), true },
        { new AggregateException(new RequestFailedException("none"), new TaskCanceledException()), true },
        { new RequestFailedException(404, "no such table"), false },
        { new RequestFailedException(412, "changed"), false },
        { new RequestFailedException(400, "malformed"), false },
        { new AggregateException(new RequestFailedException("none"), new InvalidDataException()), false },
        { new InvalidDataException(), false },
        { new OperationCanceledException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Only_no_answer_no_entry_and_its_own_faults_mean_that_it_is_away(Exception fault, bool isAway) =>
        Assert.Equal(isAway, StorageAway.Is(fault));

    [Fact]
    public async Task Health_is_503_when_the_storage_does_not_answer_within_five_seconds()
    {
        var (time, http) = (new FakeTimeProvider(), new DefaultHttpContext());
        var asked = new Functions.Lookup.Health(new RunLedger(new SilentTables(), time), time)
            .RunAsync(http.Request, TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);
        time.Advance(Functions.Lookup.Health.Longest);
        var answer = Assert.IsType<ContentResult>(await asked);
        Assert.Equal((503, "10"), (answer.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        var problem = JsonSerializer.Deserialize<JsonElement>(answer.Content!);
        Assert.Equal("storage-away", problem.GetProperty("code").GetString());
        Assert.Equal("application/problem+json; charset=utf-8", answer.ContentType);
    }

    private sealed class SilentTables : TableServiceClient
    {
        public override TableClient GetTableClient(string tableName) => new SilentTable();
    }

    private sealed class SilentTable : TableClient
    {
        public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
            string partitionKey, string rowKey, IEnumerable<string>? select = null,
            CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("an endless wait has ended");
        }
    }
}
