using LocalRuntime.Worker.Blobs;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Worker;

public sealed class FolderScanTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly FolderScan _scan;

    public FolderScanTests() =>
        _scan = new FolderScan(_folder.In("dumps"), BlobPath.Parse("dumps/inbox/{name}", "f"), _clock);

    public void Dispose()
    {
        _scan.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_handed_over_once_it_has_stopped_changing()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(await LookAsync());
        Assert.Equal(["inbox/a.csv"], await LookLaterAsync());
    }

    [Fact]
    public async Task Two_looks_in_a_moment_are_not_enough()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(await LookAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(await LookAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(await LookAsync());
    }

    [Fact]
    public async Task A_file_that_still_grows_waits()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(await LookAsync());
        File.AppendAllText(path, "2");
        Assert.Empty(await LookLaterAsync());
        File.AppendAllText(path, "3");
        Assert.Empty(await LookLaterAsync());
        Assert.Equal(["inbox/a.csv"], await LookLaterAsync());
    }

    [Fact]
    public async Task A_changed_file_has_another_etag()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        await LookAsync();
        _clock.Advance(FolderScan.Quiet);
        var before = Assert.Single(await LookAsync());
        File.WriteAllText(path, "2");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await LookAsync();
        _clock.Advance(FolderScan.Quiet);
        Assert.NotEqual(before.ETag, Assert.Single(await LookAsync()).ETag);
        Assert.False(await before.IsUnchangedAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Folders_below_are_looked_through()
    {
        _folder.Write("dumps/inbox/2026/11/a.csv", "1");
        await LookAsync();
        Assert.Equal(["inbox/2026/11/a.csv"], await LookLaterAsync());
    }

    [Theory]
    [InlineData("dumps/inbox/.a.csv")]
    [InlineData("dumps/inbox/.staging/a.csv")]
    [InlineData("dumps/inbox/a.csv.writing-1")]
    [InlineData("dumps/inbox/b.writing-1/a.csv")]
    [InlineData("dumps/accepted/a.csv")]
    [InlineData("dumps/inboxes/a.csv")]
    public async Task Hidden_and_half_written_and_other_names_are_left_alone(string name)
    {
        _folder.Write(name, "1");
        await LookAsync();
        Assert.Empty(await LookLaterAsync());
    }

    [Fact]
    public async Task A_folder_that_is_missing_holds_nothing()
    {
        Directory.Delete(_folder.In("dumps"), recursive: true);
        Assert.Empty(await LookAsync());
    }

    [Fact]
    public async Task A_link_to_a_folder_above_does_not_go_round()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Directory.CreateSymbolicLink(_folder.In("dumps", "inbox", "up"), _folder.In("dumps"));
        await LookAsync();
        Assert.Equal(["inbox/a.csv"], await LookLaterAsync());
    }

    [Fact]
    public async Task A_file_that_another_writer_keeps_to_itself_is_not_free()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        await LookAsync();
        _clock.Advance(FolderScan.Quiet);
        var blob = Assert.Single(await LookAsync());
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
            Assert.False(blob.IsFree());
        Assert.True(blob.IsFree());
    }

    private async Task<IEnumerable<string>> LookLaterAsync()
    {
        _clock.Advance(FolderScan.Quiet);
        return (await LookAsync()).Select(blob => blob.Name);
    }

    private Task<IReadOnlyList<WatchedBlob>> LookAsync() => _scan.LookAsync(TestContext.Current.CancellationToken);
}
