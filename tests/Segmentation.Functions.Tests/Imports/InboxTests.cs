using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class InboxTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Inbox _inbox;

    public InboxTests() => _inbox = new Inbox(_folder.Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_directly_in_the_inbox_are_one_import_and_each_folder_is_another()
    {
        Write("orders.csv", "crm/b.csv", "crm/deep/a.csv", "erp/x.csv", ".hidden/x.csv");
        Directory.CreateDirectory(_folder["data/dumps/inbox/empty"]);
        Assert.Equal(["", "crm", "erp"], _inbox.Folders());
        Assert.Equal(["orders.csv"], _inbox.Files("").Select(file => file.Name));
        Assert.Equal(["b.csv", "deep/a.csv"], _inbox.Files("crm").Select(file => file.Name));
        Assert.Empty(_inbox.Files("nowhere"));
    }

    [Theory]
    [InlineData("orders.csv", "")]
    [InlineData("crm/b.csv", "crm")]
    [InlineData("crm/deep/a.csv", "crm")]
    public void A_file_belongs_to_the_first_folder_of_its_path(string file, string folder) =>
        Assert.Equal(folder, Inbox.FolderOf(file));

    [Fact]
    public void Hidden_and_half_written_files_are_not_there_yet()
    {
        Write("crm/a.csv", "crm/.b.csv", "crm/.git/c.csv", "crm/d.csv.writing-7-1", "crm/_SUCCESS");
        Assert.Equal(["_SUCCESS", "a.csv"], _inbox.Files("crm").Select(file => file.Name));
        Write("half/d.csv.writing-7-1");
        Assert.Equal(["crm"], _inbox.Folders());
    }

    [Fact]
    public void Without_an_inbox_there_is_nothing() => Assert.Empty(_inbox.Folders());

    [Fact]
    public void A_fingerprint_changes_with_names_lengths_and_times()
    {
        Write("crm/a.csv", "crm/b.csv");
        var prints = new HashSet<string> { Print() };
        File.AppendAllText(_folder["data/dumps/inbox/crm/a.csv"], "x");
        Assert.True(prints.Add(Print()));
        File.SetLastWriteTimeUtc(_folder["data/dumps/inbox/crm/a.csv"], DateTime.UnixEpoch);
        Assert.True(prints.Add(Print()));
        File.Move(_folder["data/dumps/inbox/crm/a.csv"], _folder["data/dumps/inbox/crm/c.csv"]);
        Assert.True(prints.Add(Print()));
        Assert.False(prints.Add(Print()));
    }

    [Fact]
    public void What_was_taken_is_deleted_and_what_changed_meanwhile_stays()
    {
        Write("crm/a.csv", "crm/b.csv", "crm/deep/c.csv");
        var seen = _inbox.Files("crm");
        File.AppendAllText(_folder["data/dumps/inbox/crm/b.csv"], "more");
        Write("crm/new.csv");
        _inbox.Clear("crm", seen);
        Assert.Equal(["b.csv", "new.csv"], _inbox.Files("crm").Select(file => file.Name));
        _inbox.Clear("crm", _inbox.Files("crm"));
        Assert.False(Directory.Exists(_folder["data/dumps/inbox/crm"]));
    }

    [Fact]
    public void The_inbox_itself_stays()
    {
        Write("a.csv", "crm/b.csv");
        _inbox.Clear("", _inbox.Files(""));
        Assert.Equal(["data/dumps/inbox/crm/b.csv"], _folder.Files());
        _inbox.Clear("crm", _inbox.Files("crm"));
        Assert.True(Directory.Exists(_folder["data/dumps/inbox"]));
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_never_deleted()
    {
        Write("crm/a.csv", "crm/deep/b.csv.writing-7-1", "crm/.part");
        _inbox.Clear("crm", _inbox.Files("crm"));
        Assert.Equal(
            ["data/dumps/inbox/crm/.part", "data/dumps/inbox/crm/deep/b.csv.writing-7-1"], _folder.Files());
    }

    private string Print() => Inbox.Fingerprint(_inbox.Files("crm"));

    private void Write(params string[] names)
    {
        foreach (var name in names)
            _folder.Write($"data/dumps/inbox/{name}", name);
    }
}
