using System.Text;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_written_is_read_again()
    {
        _folder.Data.Write("a/b/c.txt", "one"u8.ToArray());
        _folder.Data.Write("a/b/c.txt", "two"u8.ToArray());
        Assert.True(_folder.Data.Has("a/b/c.txt"));
        Assert.Equal("two", Encoding.UTF8.GetString(_folder.Data.Read("a/b/c.txt")));
        using var stream = _folder.Data.Open("a/b/c.txt");
        Assert.Equal(3, stream.Length);
        Assert.Equal(["data/a/b/c.txt"], _folder.Files());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_writer_that_throws_leaves_neither_file_nor_half_file(bool before)
    {
        if (before)
            _folder.Data.Write("a/b", "old"u8.ToArray());
        var fault = Assert.Throws<InvalidOperationException>(() => _folder.Data.Write("a/b", stream =>
        {
            stream.Write(new byte[3 << 20]);
            throw new InvalidOperationException("full");
        }));
        Assert.Equal("full", fault.Message);
        Assert.Equal(before ? ["data/a/b"] : [], _folder.Files());
        Assert.Equal(before ? "old" : null, before ? Encoding.UTF8.GetString(_folder.Data.Read("a/b")) : null);
    }

    [Fact]
    public void Two_threads_may_write_one_name()
    {
        var data = _folder.Data;
        using var both = new Barrier(2);
        var threads = Enumerable.Range(0, 2).Select(number => new Thread(() =>
        {
            for (var time = 0; time < 20; time++)
            {
                data.Write("same", stream =>
                {
                    both.SignalAndWait();
                    for (var part = 0; part < 3; part++)
                        stream.Write(Enumerable.Repeat((byte)number, 1 << 20).ToArray());
                });
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Single(data.Read("same").Distinct());
        Assert.Equal(3 << 20, data.Read("same").Length);
        Assert.Equal(["data/same"], _folder.Files());
    }

    [Fact]
    public void Names_are_sorted_by_code_point()
    {
        string[] names = ["B", "a", "a-1", "a1", "aa", "é", "ﬁ", "😀"];
        foreach (var name in names.Reverse())
        {
            _folder.Write($"data/files/{name}", "");
            _folder.Write($"data/folders/{name}/x", "");
        }

        Assert.Equal(names, _folder.Data.Files("files"));
        Assert.Equal(names, _folder.Data.Folders("folders"));
        Assert.Empty(_folder.Data.Folders("files"));
        Assert.Empty(_folder.Data.Files("nowhere"));
        Assert.Empty(_folder.Data.Folders("nowhere"));
    }

    [Fact]
    public void What_killed_writers_left_is_deleted_and_the_rest_stays()
    {
        _folder.Write("data/customers.csv", "");
        _folder.Write("data/customers.csv.writing-7", "");
        _folder.Write("data/deeper/x.writing-7", "");
        _folder.Data.DeleteUnfinished();
        Assert.Equal(["data/customers.csv", "data/deeper/x.writing-7"], _folder.Files());
    }

    [Fact]
    public void Nothing_is_unfinished_in_a_folder_that_is_not_there() => _folder.Data.DeleteUnfinished();

    [Fact]
    public void A_folder_takes_the_place_of_another()
    {
        _folder.Write("data/from/x", "new");
        _folder.Write("data/to/one/y", "old");
        _folder.Data.MoveFolder("from", "to/one");
        Assert.Equal(["data/to/one/x"], _folder.Files());
        _folder.Data.DeleteFolder("to");
        _folder.Data.DeleteFolder("to");
        _folder.Data.Delete("nothing");
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void The_root_is_a_full_path() =>
        Assert.Equal(Path.GetFullPath(".segment"), new DataFolder(".segment").Root);
}
