using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Imports;

public sealed class InspectInboxTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly ImportLedger _ledger;

    public InspectInboxTests() =>
        _ledger = new ImportLedger(new TableServiceClient($"Data Source={_folder["tables.db"]}"));

    public async ValueTask InitializeAsync() => await _ledger.CreateAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_folder_is_nothing() => Assert.Equal((false, null), await LookAsync());

    [Fact]
    public async Task Without_manifest_a_folder_is_taken_when_nothing_changed_for_the_quiet_period()
    {
        Write("a.csv");
        Assert.Equal(Waits(5), await LookAsync());
        _time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(Waits(5), await LookAsync());
        Write("b.csv");
        Assert.Equal(Waits(5), await LookAsync());
        _time.Advance(TimeSpan.FromSeconds(59.5));
        Assert.Equal(Waits(1), await LookAsync());
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Success_says_that_all_is_there()
    {
        Write("a.csv");
        Write("_SUCCESS");
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Files_may_come_before_their_manifest()
    {
        Write("a.csv", "12345");
        Write("b.csv");
        Write("manifest.json", """{"files": [{"name": "a.csv", "length": 5}, {"name": "b.csv", "length": 0}]}""");
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Files_may_come_after_their_manifest()
    {
        Write("manifest.json", """{"files": [{"name": "a.csv", "length": 5}, {"name": "b.csv", "length": 3}]}""");
        Assert.Equal(Waits(1), await LookAsync());
        Write("a.csv", "12345");
        Assert.Equal(Waits(1), await LookAsync());
        Write("b.csv", "12");
        Assert.Equal(Waits(5), await LookAsync());
        Write("b.csv", "123");
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Without_lengths_files_must_have_rested_a_second()
    {
        Write("manifest.json", """{"files": [{"name": "a.csv"}]}""");
        Write("a.csv");
        Assert.Equal(Waits(1), await LookAsync());
        _time.Advance(Second);
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Files_that_never_come_are_refused_by_name_in_the_end()
    {
        Write("manifest.json", """{"files": [{"name": "a.csv"}]}""");
        _time.Advance(Quiet * 60 - Second);
        Assert.Equal(Waits(1), await LookAsync());
        _time.Advance(Second);
        Assert.Equal(Ready, await LookAsync());
    }

    [Theory]
    [InlineData("manifest.json", "{\"files\": [{\"na")]
    [InlineData("manifest.json", "")]
    public async Task A_manifest_that_cannot_be_read_may_still_be_being_written(string name, string text)
    {
        Write(name, text);
        Assert.Equal(Waits(5), await LookAsync());
        _time.Advance(Quiet);
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task A_length_that_never_fits_is_looked_at_when_nothing_changed_for_the_quiet_period()
    {
        Write("manifest.json", """{"files": [{"name": "a.csv", "length": 5}]}""");
        Write("a.csv", "123456");
        Assert.Equal(Waits(5), await LookAsync());
        _time.Advance(Quiet);
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Old_files_that_were_moved_here_have_to_be_quiet_too()
    {
        Write("a.csv");
        _time.Advance(TimeSpan.FromDays(1));
        var first = await Inspection.RunAsync(new InboxLook("crm", null, TimeSpan.Zero), Cancel);
        Assert.Equal(TimeSpan.FromSeconds(5), first.Wait);
        Write("b.csv");
        var second = await Inspection.RunAsync(new InboxLook("crm", first.Seen, Quiet), Cancel);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.Zero), (second.Wait, second.Quiet));
        Assert.Null((await Inspection.RunAsync(new InboxLook("crm", second.Seen, Quiet), Cancel)).Wait);
    }

    [Fact]
    public async Task What_was_refused_is_not_tried_again_before_it_changes()
    {
        Write("a.csv");
        Write("_SUCCESS");
        await SettleAsync(ImportRow.Rejected);
        Assert.Equal((false, null), await LookAsync());
        await SettleAsync(ImportRow.Accepted);
        Assert.Equal(Ready, await LookAsync());
        await SettleAsync(ImportRow.Rejected);
        Write("a.csv", "mended");
        Assert.Equal(Ready, await LookAsync());
    }

    [Fact]
    public async Task Files_of_the_inbox_itself_are_looked_at_without_those_of_its_folders()
    {
        _folder.Write("data/dumps/inbox/crm/_SUCCESS", "");
        Assert.Equal((false, null), await LookAsync(""));
        _folder.Write("data/dumps/inbox/_SUCCESS", "");
        Assert.Equal(Ready, await LookAsync(""));
    }

    private static (bool HasFiles, TimeSpan? Wait) Ready => (true, null);

    private static (bool HasFiles, TimeSpan? Wait) Waits(double seconds) => (true, TimeSpan.FromSeconds(seconds));

    /// <summary>Looks at a folder that has been looked at since its newest file was written.</summary>
    private async Task<(bool HasFiles, TimeSpan? Wait)> LookAsync(string folder = "crm")
    {
        var files = new Inbox(_folder.Data).Files(folder);
        var quiet = files.Count == 0 ? TimeSpan.Zero : _time.GetUtcNow() - files.Max(file => file.Changed);
        var look = new InboxLook(folder, Inbox.Fingerprint(files), quiet);
        var state = await Inspection.RunAsync(look, Cancel);
        return (state.HasFiles, state.Wait);
    }

    private InspectInbox Inspection => new(
        new Inbox(_folder.Data), _ledger, new WorkspaceStore(_folder.Data, new Memo()),
        new Settings { QuietPeriod = Quiet });

    private Task SettleAsync(string state) => _ledger.SettleAsync(
        new ImportRow
        {
            RowKey = Inbox.Fingerprint(new Inbox(_folder.Data).Files("crm")),
            State = state,
            At = Start,
        }, Cancel);

    /// <summary>Writes a file now, as the fake clock has it.</summary>
    private void Write(string name, string text = "")
    {
        var path = _folder.Write(string.Create(CultureInfo.InvariantCulture, $"data/dumps/inbox/crm/{name}"), text);
        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
    }
}
