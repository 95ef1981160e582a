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
        _folder.Data.DeleteUnfinished(everywhere: false);
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

    [Theory]
    [InlineData("", "")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("\n\na\n", "||a")]
    [InlineData("a\r\nb\n", "a\r|b")]
    [InlineData("a\nhalf", "a")]
    [InlineData("half", "")]
    public void Lines_are_told_without_their_ends_and_half_a_line_is_none(string text, string lines)
    {
        _folder.Write("data/lines", text);
        Assert.Equal(lines, string.Join('|', _folder.Data.Lines("lines").Select(Encoding.UTF8.GetString)));
    }

    [Fact]
    public void Lines_may_be_longer_than_any_buffer()
    {
        int[] lengths = [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 0, 5 << 20, 7, 3 << 20];
        string[] lines = [.. lengths.Select((length, i) => new string((char)('a' + i), length))];
        _folder.Write("data/lines", string.Concat(lines.Select(line => line + "\n")));
        Assert.Equal(lines, _folder.Data.Lines("lines").Select(Encoding.ASCII.GetString));
    }

    [Fact]
    public void Lines_may_begin_behind_any_line_before()
    {
        string[] lines = ["one", "", "three", "é", new('x', 1 << 20), "last"];
        _folder.Write("data/lines", string.Concat(lines.Select(line => line + "\n")));
        long offset = 0;
        for (var first = 0; first <= lines.Length; first++)
        {
            Assert.Equal(lines[first..], _folder.Data.Lines("lines", offset).Select(Encoding.UTF8.GetString));
            offset += first < lines.Length ? Encoding.UTF8.GetByteCount(lines[first]) + 1 : 0;
        }

        Assert.Equal(offset, _folder.Data.Length("lines"));
        Assert.Empty(_folder.Data.Lines("lines", offset + 10));
    }

    [Fact]
    public void A_file_is_replaced_only_while_it_is_as_it_is_known()
    {
        var data = _folder.Data;
        Assert.Null(data.ETag("file"));
        Assert.False(data.TryReplace("file", "x"u8.ToArray(), "known"));
        Assert.True(data.TryReplace("file", "one"u8.ToArray(), null));
        var one = data.ETag("file");
        Assert.False(data.TryReplace("file", "x"u8.ToArray(), null));
        Assert.True(data.TryReplace("file", "two"u8.ToArray(), one));
        Assert.False(data.TryReplace("file", "x"u8.ToArray(), one));
        Assert.Equal("two", Encoding.UTF8.GetString(data.Read("file")));
        Assert.Equal(["data/file"], _folder.Files());
    }

    [Fact]
    public async Task Of_several_who_replace_the_same_content_one_succeeds()
    {
        const int writers = 6;
        var data = _folder.Data;
        data.Write("file", "old"u8.ToArray());
        var known = data.ETag("file");
        using var together = new Barrier(writers);
        var replaced = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return data.TryReplace("file", new[] { (byte)writer }, known) ? writer : -1;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(data.Read("file")[0], Assert.Single(replaced, writer => writer >= 0));
    }
}
