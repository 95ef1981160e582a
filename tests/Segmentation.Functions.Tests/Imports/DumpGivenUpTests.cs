using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class DumpGivenUpTests : IAsyncLifetime
{
    private const string Message = """
        {"FunctionId":"Host.Functions.DumpArrived","BlobType":"BlockBlob","ContainerName":"dumps",
        "BlobName":"inbox/crm/a.csv","ETag":"0x7"}
        """;

    private Shop _shop = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_file_that_was_given_up_is_a_rejected_import_that_says_what_to_do()
    {
        Drop("crm/a.csv");
        await ReadAsync(Message);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((ImportRow.Rejected, "crm", false), (row.State, row.Folder, row.IsFinal));
        Assert.Equal(_shop.Spine.Version, row.Workspace);
        Assert.Matches("dumps/inbox/crm/a.csv: .*; expected .*; nothing when .*DumpArrived$", row.Error);
        var receipt = System.Text.Encoding.UTF8.GetString(Files.Read(Receipts.Name(row.Import, "txt")));
        Assert.Contains(row.Error!, receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_one_row()
    {
        Drop("crm/a.csv");
        await ReadAsync(Message);
        var once = Assert.Single(await RowsAsync());
        await ReadAsync(Message);
        var twice = Assert.Single(await RowsAsync());
        Assert.Equal((once.RowKey, once.Import, once.At), (twice.RowKey, twice.Import, twice.At));
        await ReadAsync(Message.Replace("0x7", "0x8", StringComparison.Ordinal));
        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Its_folder_may_still_be_taken_and_what_was_refused_stays_refused()
    {
        Drop("crm/a.csv");
        Drop("crm/_SUCCESS");
        await ReadAsync(Message);
        Assert.True((await LookAsync()).HasFiles);
        await _shop.Spine.Get<ImportLedger>().SettleAsync(
            new ImportRow
            {
                RowKey = Inbox.Fingerprint(_shop.Spine.Get<Inbox>().Files("crm")),
                At = DateTimeOffset.UnixEpoch,
                State = ImportRow.Rejected,
                Workspace = _shop.Spine.Version,
            },
            Cancel);
        await ReadAsync(Message);
        Assert.False((await LookAsync()).HasFiles);
    }

    [Fact]
    public async Task A_file_that_is_gone_from_the_inbox_is_not_told_of()
    {
        await ReadAsync(Message);
        Assert.Empty(await RowsAsync());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ContainerName":"dumps","BlobName":"inbox/crm/a.csv"}""")]
    [InlineData("""{"ContainerName":"dumps","BlobName":7,"ETag":"0x7"}""")]
    [InlineData("""{"ContainerName":"dumps","BlobName":"accepted/a.csv","ETag":"0x7"}""")]
    public async Task A_message_that_names_no_file_of_the_inbox_is_done_with(string message)
    {
        Drop("crm/a.csv");
        await ReadAsync(message);
        Assert.Empty(await RowsAsync());
    }

    private BlobStore Files => _shop.Spine.Get<BlobStore>();

    private void Drop(string name) => Files.Write($"{Inbox.Root}/{name}", "id\n1\n"u8.ToArray());

    private Task ReadAsync(string message) => _shop.Spine.Get<DumpGivenUp>().RunAsync(message, Cancel);

    private Task<IReadOnlyList<ImportRow>> RowsAsync() => _shop.Spine.Get<ImportLedger>().NewestFirstAsync(Cancel);

    private Task<InboxState> LookAsync() =>
        _shop.Spine.Get<InspectInbox>().RunAsync(new InboxLook("crm", null, TimeSpan.Zero), Cancel);
}
