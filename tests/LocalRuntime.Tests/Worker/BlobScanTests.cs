using LocalRuntime.Worker.Blobs;
using Microsoft.Extensions.Time.Testing;

namespace LocalRuntime.Tests.Worker;

public sealed class BlobScanTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly BlobScan _scan;

    public BlobScanTests() =>
        _scan = new BlobScan(_folder.In("dumps"), BlobPath.Parse("dumps/inbox/{name}", "f"), _clock);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_handed_over_once_it_has_stopped_changing()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(_scan.Look());
        Assert.Equal(["inbox/a.csv"], LookLater());
    }

    [Fact]
    public void Two_looks_in_a_moment_are_not_enough()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(_scan.Look());
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(_scan.Look());
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Single(_scan.Look());
    }

    [Fact]
    public void A_file_that_still_grows_waits()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        Assert.Empty(_scan.Look());
        File.AppendAllText(path, "2");
        Assert.Empty(LookLater());
        File.AppendAllText(path, "3");
        Assert.Empty(LookLater());
        Assert.Equal(["inbox/a.csv"], LookLater());
    }

    [Fact]
    public void A_changed_file_has_another_etag()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        _scan.Look();
        _clock.Advance(BlobScan.Quiet);
        var before = Assert.Single(_scan.Look());
        File.WriteAllText(path, "2");
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _scan.Look();
        _clock.Advance(BlobScan.Quiet);
        Assert.NotEqual(before.ETag, Assert.Single(_scan.Look()).ETag);
        Assert.False(before.IsUnchanged());
    }

    [Fact]
    public void Folders_below_are_looked_through()
    {
        _folder.Write("dumps/inbox/2026/11/a.csv", "1");
        _scan.Look();
        Assert.Equal(["inbox/2026/11/a.csv"], LookLater());
    }

    [Theory]
    [InlineData("dumps/inbox/.a.csv")]
    [InlineData("dumps/inbox/.staging/a.csv")]
    [InlineData("dumps/inbox/a.csv.writing-1")]
    [InlineData("dumps/inbox/b.writing-1/a.csv")]
    [InlineData("dumps/accepted/a.csv")]
    [InlineData("dumps/inboxes/a.csv")]
    public void Hidden_and_half_written_and_other_names_are_left_alone(string name)
    {
        _folder.Write(name, "1");
        _scan.Look();
        Assert.Empty(LookLater());
    }

    [Fact]
    public void A_missing_folder_holds_nothing() => Assert.Empty(_scan.Look());

    [Fact]
    public void A_link_to_a_folder_above_does_not_go_round()
    {
        _folder.Write("dumps/inbox/a.csv", "1");
        Directory.CreateSymbolicLink(_folder.In("dumps", "inbox", "up"), _folder.In("dumps"));
        _scan.Look();
        Assert.Equal(["inbox/a.csv"], LookLater());
    }

    [Fact]
    public void A_file_that_another_writer_keeps_to_itself_is_not_free()
    {
        var path = _folder.Write("dumps/inbox/a.csv", "1");
        _scan.Look();
        _clock.Advance(BlobScan.Quiet);
        var blob = Assert.Single(_scan.Look());
        using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
            Assert.False(blob.IsFree());
        Assert.True(blob.IsFree());
    }

    private IEnumerable<string> LookLater()
    {
        _clock.Advance(BlobScan.Quiet);
        return _scan.Look().Select(blob => blob.Name);
    }
}
