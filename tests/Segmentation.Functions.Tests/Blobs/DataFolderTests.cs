using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_writer_that_throws_leaves_no_half_file()
    {
        Assert.Throws<InvalidOperationException>(() => _folder.Data.Write("a/b", stream =>
        {
            stream.Write(new byte[3 << 20]);
            throw new InvalidOperationException("full");
        }));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void A_folder_in_which_nothing_is_left_goes()
    {
        _folder.Write("data/inbox/a/b/x", "");
        _folder.Write("data/inbox/c/y", "");
        _folder.Data.Delete("inbox/a/b/x");
        _folder.Data.DeleteEmpty("inbox");
        _folder.Data.DeleteEmpty("nowhere");
        Assert.Equal(["c"], _folder.Data.Folders("inbox"));
    }

    [Fact]
    public void What_killed_writers_left_is_deleted_and_the_rest_stays()
    {
        _folder.Write("data/customers.csv", "");
        _folder.Write("data/customers.csv.writing-7", "");
        _folder.Write("data/deeper/x.writing-7", "");
        _folder.Data.DeleteUnfinished(everywhere: false);
        Assert.Equal(["data/customers.csv", "data/deeper/x.writing-7"], _folder.Files());
    }

    [Fact]
    public void Nothing_is_unfinished_in_a_folder_that_is_not_there() => _folder.Data.DeleteUnfinished();

    [Fact]
    public void The_root_is_a_full_path() =>
        Assert.Equal(Path.GetFullPath(".segment"), new DataFolder(".segment").Root);
}
