using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azurite;
using LocalRuntime.Tests.Worker.Samples;
using LocalRuntime.Worker.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace LocalRuntime.Tests.Worker;

/// <summary>What is told of a container that a folder has no need of.</summary>
public sealed class ContainerScanTests : IDisposable
{
    private const string SeeAzurite = "Azurite is not installed";

    private readonly TestFolder _folder = new();

    public ContainerScanTests() => Assert.SkipWhen(AzuriteServer.Missing is not null, SeeAzurite);

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_that_is_not_there_yet_holds_nothing() =>
        Assert.Empty(await Scan(Container(AzuriteServer.Shared.NewAccount())).LookAsync(Cancel));

    [Fact]
    public async Task A_list_of_several_pages_is_read_to_its_end()
    {
        var options = new BlobClientOptions();
        options.AddPolicy(new SmallPages(), HttpPipelinePosition.PerCall);
        var container = Container(AzuriteServer.Shared.NewAccount(), options);
        await container.CreateAsync(cancellationToken: Cancel);
        string[] names = [.. Enumerable.Range(0, 7).Select(number => $"inbox/{number}.csv")];
        foreach (var name in names.Append("accepted/8.csv"))
            await container.UploadBlobAsync(name, BinaryData.FromString("1"), Cancel);
        Assert.Equal(names, (await Scan(container).LookAsync(Cancel)).Select(blob => blob.Name));
    }

    [Fact]
    public async Task A_blob_is_read_only_as_it_was_seen()
    {
        var container = Container(AzuriteServer.Shared.NewAccount());
        await container.CreateAsync(cancellationToken: Cancel);
        await container.UploadBlobAsync("inbox/a.csv", BinaryData.FromString("1"), Cancel);
        var seen = Assert.Single(await Scan(container).LookAsync(Cancel));
        Assert.True(await seen.IsUnchangedAsync(Cancel));
        await container.GetBlobClient("inbox/a.csv").UploadAsync(BinaryData.FromString("2"), overwrite: true, Cancel);
        Assert.False(await seen.IsUnchangedAsync(Cancel));
        var fault = await Assert.ThrowsAsync<RequestFailedException>(() => seen.OpenAsync(Cancel));
        Assert.Equal(412, fault.Status);
        await container.DeleteBlobAsync("inbox/a.csv", cancellationToken: Cancel);
        Assert.False(await seen.IsUnchangedAsync(Cancel));
    }

    [Theory]
    [InlineData(Fault.Status503)]
    [InlineData(Fault.LostBefore)]
    public async Task An_account_that_is_out_of_reach_for_a_while_ends_no_watch(Fault fault)
    {
        await using var proxy = await FaultyProxy.StartAsync(AzuriteServer.Shared);
        var account = proxy.NewAccount();
        var container = Container(account);
        await container.CreateAsync(cancellationToken: Cancel);
        proxy.Policy = _ => fault;
        var clock = new SteppingClock(DateTimeOffset.UnixEpoch);
        var builder = TestApp.Builder(
            _folder, [typeof(StreamOfBlob)], ("LocalRuntime:Triggers", "true"), ("Watched", account));
        builder.Services.AddSingleton<TimeProvider>(clock);
        await using var app = await TestApp.StartAsync(builder);
        await clock.UntilAsync(() => app.Logs.Of(5202).Count > 0, TimeSpan.FromSeconds(1));
        proxy.Policy = _ => Fault.None;
        await container.UploadBlobAsync("inbox/a.csv", BinaryData.FromString("1"), Cancel);
        var recorder = app.Host.Services.GetRequiredService<Recorder>();
        Assert.Equal(
            new Seen("stream", "a.csv", "1"), await clock.UntilAsync<Seen>(recorder, TimeSpan.FromSeconds(1)));
    }

    private static BlobContainerClient Container(string account, BlobClientOptions? options = null) =>
        new(account, "dumps", options ?? new BlobClientOptions());

    private static ContainerScan Scan(BlobContainerClient container) =>
        new(container, BlobPath.Parse("dumps/inbox/{name}", "f"));

    /// <summary>Asks for lists of two at a time.</summary>
    private sealed class SmallPages : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal))
                message.Request.Uri.AppendQuery("maxresults", "2");
        }
    }
}
