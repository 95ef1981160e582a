using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables.Rest;

/// <summary>Which account a client asks, and how it proves that it may.</summary>
public sealed class AccountTests : IDisposable
{
    private readonly FakeService _service = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/")]
    [InlineData(
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://emulator",
        "http://emulator:10002/devstoreaccount1/")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0", "https://a.table.core.windows.net/")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=example.org;",
        "http://a.table.example.org/")]
    [InlineData(
        "AccountName=a;AccountKey=c2VjcmV0;BlobEndpoint=http://x/;TableEndpoint=http://127.0.0.1:99/a",
        "http://127.0.0.1:99/a/")]
    public async Task A_connection_string_names_the_account(string connectionString, string address)
    {
        await AskAsync(new TableServiceClient(connectionString, _service.Options));

        Assert.Equal($"{address}Tables('Customers')", _service.Asked[0].RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task A_key_signs_method_type_date_and_path()
    {
        var client = new TableServiceClient("AccountName=a;AccountKey=c2VjcmV0", _service.Options);
        _service.Answer("", HttpStatusCode.NoContent);

        await client.GetTableClient("Customers").UpsertEntityAsync(new TableEntity("p q", "r'"));

        var asked = _service.Asked[0];
        var date = asked.Headers.GetValues("x-ms-date").Single();
        const string Path = "/Customers(PartitionKey='p%20q',RowKey='r%27%27')";
        var signed = Encoding.UTF8.GetBytes($"MERGE\n\napplication/json\n{date}\n/a{Path}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, signed));
        Assert.Equal($"SharedKey a:{signature}", asked.Headers.Authorization!.ToString());
        Assert.Equal("2020-12-06", asked.Headers.GetValues("x-ms-version").Single());
        Assert.NotEmpty(asked.Headers.GetValues("x-ms-client-request-id"));
    }

    [Fact]
    public async Task A_shared_access_signature_ends_every_query()
    {
        const string Connection = "TableEndpoint=https://a.example.org;SharedAccessSignature=?sv=2020&sig=x%3D";
        var client = new TableServiceClient(Connection, _service.Options);
        _service.Answer("""{"value":[]}""");
        await client.QueryAsync("TableName eq 'a'").ToListAsync();

        await AskAsync(client);

        Assert.Equal(
            ["?$filter=TableName%20eq%20%27a%27&sv=2020&sig=x%3D", "?sv=2020&sig=x%3D"],
            _service.Asked.Select(request => request.RequestUri!.Query));
        Assert.All(_service.Asked, request => Assert.Null(request.Headers.Authorization));
    }

    [Fact]
    public async Task An_identity_asks_with_a_token_for_storage()
    {
        string[] scopes = [];
        var credential = DelegatedTokenCredential.Create((context, _) =>
        {
            scopes = context.Scopes;
            return new AccessToken("token", DateTimeOffset.MaxValue);
        });

        await AskAsync(new TableServiceClient(new Uri("https://a.example.org"), credential, _service.Options));

        Assert.Equal("Bearer token", _service.Asked[0].Headers.Authorization!.ToString());
        Assert.Equal(["https://storage.azure.com/.default"], scopes);
    }

    private async Task AskAsync(TableServiceClient client)
    {
        _service.Answer("", HttpStatusCode.NoContent);
        await client.DeleteTableAsync("Customers");
    }
}
