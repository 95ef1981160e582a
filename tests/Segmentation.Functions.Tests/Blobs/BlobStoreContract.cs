using System.Text;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

public sealed class FolderContract : BlobStoreContract<FolderStore>;

public sealed class ContainerContract : BlobStoreContract<ContainerStore>
{
    private const int Block = 8 << 20;

    [Theory]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData((2 * Block) + 5)]
    public void A_file_of_several_blocks_is_read_as_it_was_written(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        Files.Write("runs/1/large", stream =>
        {
            for (var at = 0; at < length; at += 100_003)
                stream.Write(bytes.AsSpan(at, Math.Min(100_003, length - at)));
            Assert.Equal(length, stream.Position);
        });
        Files.Write("runs/1/large", bytes);
        Assert.True(bytes.AsSpan().SequenceEqual(Files.Read("runs/1/large")));
        using var stream = Files.Open("runs/1/large");
        Assert.Equal(length, stream.Length);
        var read = new MemoryStream();
        stream.CopyTo(read);
        Assert.True(bytes.AsSpan().SequenceEqual(read.GetBuffer().AsSpan(0, length)));
    }

    [Fact]
    public void Reading_ends_when_the_content_changes_under_it()
    {
        Files.Write("dumps/inbox/large", new byte[9 << 20]);
        using var stream = Files.Open("dumps/inbox/large");
        stream.ReadExactly(new byte[100]);
        Files.Write("dumps/inbox/large", Enumerable.Repeat((byte)1, 9 << 20).ToArray());
        var fault = Assert.Throws<Azure.RequestFailedException>(() => stream.CopyTo(Stream.Null));
        Assert.Equal(412, fault.Status);
    }

    [Fact]
    public async Task Of_two_who_write_different_blocks_at_once_one_wins_whole_and_nobody_mixes_them()
    {
        using var both = new Barrier(2);
        var writers = await Task.WhenAll(Enumerable.Range(1, 2).Select(number => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    Files.Write("runs/1/same", stream =>
                    {
                        stream.Write(Enumerable.Repeat((byte)number, 20 << 20).ToArray());
                        both.SignalAndWait();
                    });
                    return true;
                }
                catch (Azure.RequestFailedException refused) when (refused.ErrorCode == "InvalidBlockList")
                {
                    // The other's commit has thrown the blocks away: the activity is tried again.
                    return false;
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Contains(true, writers);
        Assert.Equal(20 << 20, Files.Length("runs/1/same"));
        Assert.Single(Files.Read("runs/1/same").Distinct());
    }

    [Fact]
    public void The_same_bytes_again_leave_the_blob_as_it_is()
    {
        Files.Write("runs/1/x", "one"u8.ToArray());
        var etag = Files.ETag("runs/1/x");
        Files.Write("runs/1/x", "one"u8.ToArray());
        Assert.Equal(etag, Files.ETag("runs/1/x"));
        Files.Write("runs/1/x", "two"u8.ToArray());
        Assert.NotEqual(etag, Files.ETag("runs/1/x"));
    }
}

/// <summary>What every store of files does.</summary>
public abstract class BlobStoreContract<TStore> : IDisposable
    where TStore : IFileStore, new()
{
    private readonly TStore _store = new();

    protected BlobStore Files => _store.Files;

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_file_that_is_written_is_read_again()
    {
        Write("base/b/c.txt", "one");
        Write("base/b/c.txt", "two");
        Assert.True(Files.Has("base/b/c.txt"));
        Assert.Equal("two", Read("base/b/c.txt"));
        Assert.Equal(3, Files.Length("base/b/c.txt"));
        using var stream = Files.Open("base/b/c.txt");
        Assert.Equal(3, stream.Length);
        stream.Position = 1;
        Assert.Equal('w', stream.ReadByte());
        Assert.Equal(["c.txt"], Files.Files("base/b"));
        Assert.NotNull(Files.Changed("base/b/c.txt"));
    }

    [Fact]
    public void A_file_that_is_given_away_takes_the_place_of_another_and_is_gone_here()
    {
        using var folder = new TempFolder();
        folder.Write("data/c.txt", "old");
        Write("runs/1/out/c.txt", "new");
        Files.Give("runs/1/out/c.txt", folder.Data, "c.txt");
        Assert.Equal("new", Encoding.UTF8.GetString(folder.Data.Read("c.txt")));
        Assert.Equal(["data/c.txt"], folder.Files());
        Assert.False(Files.Has("runs/1/out/c.txt"));
        Assert.Throws<FileNotFoundException>(() => Files.Give("runs/1/out/c.txt", folder.Data, "c.txt"));
        Assert.Equal("new", Encoding.UTF8.GetString(folder.Data.Read("c.txt")));
    }

    [Fact]
    public void An_empty_file_is_a_file()
    {
        Write("base/empty", "");
        Assert.True(Files.Has("base/empty"));
        Assert.Equal("", Read("base/empty"));
        Assert.Equal(0, Files.Read("base/empty", 0, new byte[10]));
        Assert.Empty(Files.Lines("base/empty"));
        using var stream = Files.Open("base/empty");
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public void What_is_not_there_is_told_so()
    {
        Assert.False(Files.Has("runs/7/x"));
        Assert.Null(Files.ETag("runs/7/x"));
        Assert.Null(Files.Changed("runs/7/x"));
        Assert.False(Files.HasFolder("runs/7"));
        Assert.Empty(Files.List("runs/7"));
        Assert.Throws<FileNotFoundException>(() => Files.Open("runs/7/x"));
        Assert.Throws<FileNotFoundException>(() => Files.Read("runs/7/x"));
        Assert.Throws<FileNotFoundException>(() => Files.Read("runs/7/x", 0, new byte[1]));
        Assert.Throws<FileNotFoundException>(() => Files.Length("runs/7/x"));
        Files.Delete("runs/7/x");
        Files.DeleteFolder("runs/7");
        Files.DeleteEmpty("runs/7");
    }

    [Theory]
    [InlineData(0, 4, "0123")]
    [InlineData(6, 4, "6789")]
    [InlineData(8, 4, "89")]
    [InlineData(10, 4, "")]
    [InlineData(90, 4, "")]
    public void Bytes_are_read_from_the_middle(int offset, int length, string expected)
    {
        Write("dumps/x", "0123456789");
        var bytes = new byte[length];
        Assert.Equal(expected, Encoding.ASCII.GetString(bytes, 0, Files.Read("dumps/x", offset, bytes)));
        if (expected.Length == length)
            Files.ReadExactly("dumps/x", offset, bytes);
        else
            Assert.Throws<EndOfStreamException>(() => Files.ReadExactly("dumps/x", offset, bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_seen_of_a_writer_that_throws(bool before)
    {
        if (before)
            Write("base/b", "old");
        var fault = Assert.Throws<InvalidOperationException>(() => Files.Write("base/b", stream =>
        {
            stream.Write(new byte[9 << 20]);
            throw new InvalidOperationException("full");
        }));
        Assert.Equal("full", fault.Message);
        Assert.Equal(before ? ["b"] : [], Files.Files("base"));
        Assert.Equal(before ? "old" : null, before ? Read("base/b") : null);
    }

    [Fact]
    public async Task Two_threads_may_write_one_name()
    {
        using var both = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Factory.StartNew(
            () =>
            {
                for (var time = 0; time < 5; time++)
                {
                    Files.Write("base/same", stream =>
                    {
                        both.SignalAndWait();
                        for (var part = 0; part < 3; part++)
                            stream.Write(Enumerable.Repeat((byte)number, 1 << 20).ToArray());
                    });
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var bytes = Files.Read("base/same");
        Assert.Single(bytes.Distinct());
        Assert.Equal(3 << 20, bytes.Length);
        Assert.Equal(["same"], Files.Files("base"));
    }

    [Fact]
    public void Names_are_sorted_by_code_point()
    {
        string[] names = ["B", "a", "a-1", "a1", "aa", "with space", "100%", "a+b#c", "é", "ﬁ", "😀"];
        string[] sorted = ["100%", "B", "a", "a+b#c", "a-1", "a1", "aa", "with space", "é", "ﬁ", "😀"];
        foreach (var name in names)
        {
            Write($"runs/files/{name}", name);
            Write($"runs/folders/{name}/x", "");
        }

        Assert.Equal(sorted, Files.Files("runs/files"));
        Assert.Equal(sorted, Files.Folders("runs/folders"));
        Assert.All(names, name => Assert.Equal(name, Read($"runs/files/{name}")));
        Assert.Empty(Files.Folders("runs/files"));
        Assert.Empty(Files.Files("runs/nowhere"));
        Assert.Empty(Files.Folders("runs/nowhere"));
    }

    [Fact]
    public void A_list_tells_of_the_files_in_all_folders_below()
    {
        Write("dumps/inbox/b/2.csv", "two");
        Write("dumps/inbox/b/deep/3.csv", "three");
        Write("dumps/inbox/1.csv", "x");
        Write("dumps/inbox-beside/4.csv", "");
        var listed = Files.List("dumps/inbox");
        Assert.Equal([("1.csv", 1), ("b/2.csv", 3), ("b/deep/3.csv", 5)], listed.Select(f => (f.Name, f.Length)));
        Assert.Equal(["2.csv", "deep/3.csv"], Files.List("dumps/inbox/b").Select(file => file.Name));
        Assert.Equal(["b"], Files.Folders("dumps/inbox"));
        Assert.True(Files.HasFolder("dumps/inbox"));
        Assert.Equal(listed, Files.List("dumps/inbox"));
    }

    [Fact]
    public void A_listed_file_is_opened_and_deleted_only_as_it_was_listed()
    {
        Write("dumps/inbox/a", "one");
        Write("dumps/inbox/b", "one");
        var listed = Files.List("dumps/inbox");
        using (var stream = Files.Open("dumps/inbox/a", listed[0].ETag))
            Assert.Equal('o', stream.ReadByte());
        Write("dumps/inbox/a", "longer");
        Assert.Throws<IOException>(() => Files.Open("dumps/inbox/a", listed[0].ETag));
        foreach (var file in listed)
            Files.DeleteUnchanged("dumps/inbox", file);
        Files.DeleteUnchanged("dumps/inbox", listed[1]);
        Assert.Equal(["a"], Files.Files("dumps/inbox"));
    }

    [Fact]
    public void The_files_of_a_folder_move_to_another()
    {
        Write("dumps/from/x", "new");
        Write("dumps/from/deep/y", "new too");
        Files.MoveFolder("dumps/from", "dumps/to/one");
        Assert.Equal(["deep/y", "x"], Files.List("dumps/to/one").Select(file => file.Name));
        Assert.False(Files.HasFolder("dumps/from"));
        Assert.Equal("new too", Read("dumps/to/one/deep/y"));
        Files.DeleteFolder("dumps/to");
        Files.DeleteFolder("dumps/to");
        Assert.False(Files.HasFolder("dumps/to"));
    }

    [Fact]
    public void A_move_may_be_repeated_wherever_it_ended()
    {
        Write("dumps/from/a", "moved");
        Write("dumps/from/b", "moved too");
        Write("dumps/to/a", "old");
        Write("dumps/to/stays", "here");
        Files.MoveFolder("dumps/from", "dumps/to");
        // As if it had ended before the last file was gone.
        Write("dumps/from/b", "moved too");
        Files.MoveFolder("dumps/from", "dumps/to");
        Files.MoveFolder("dumps/from", "dumps/to");
        Assert.Equal(["a", "b", "stays"], Files.List("dumps/to").Select(file => file.Name));
        Assert.Equal(("moved", "moved too"), (Read("dumps/to/a"), Read("dumps/to/b")));
        Assert.False(Files.HasFolder("dumps/from"));
    }

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
        Write("runs/lines", text);
        Assert.Equal(lines, string.Join('|', Files.Lines("runs/lines").Select(Encoding.UTF8.GetString)));
        Assert.Equal(lines, string.Join('|', Files.FewLines("runs/lines", 0).Select(Encoding.UTF8.GetString)));
    }

    [Fact]
    public void Lines_may_be_longer_than_any_buffer()
    {
        int[] lengths = [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 0, 5 << 20, 7, 3 << 20];
        string[] lines = [.. lengths.Select((length, i) => new string((char)('a' + i), length))];
        Write("runs/lines", string.Concat(lines.Select(line => line + "\n")));
        Assert.Equal(lines, Files.Lines("runs/lines").Select(Encoding.ASCII.GetString));
        Assert.Equal(lines, Files.FewLines("runs/lines", 0).Select(Encoding.ASCII.GetString));
    }

    [Fact]
    public void Lines_may_begin_behind_any_line_before()
    {
        string[] lines = ["one", "", "three", "é", new('x', 1 << 20), "last"];
        Write("runs/lines", string.Concat(lines.Select(line => line + "\n")));
        long offset = 0;
        for (var first = 0; first <= lines.Length; first++)
        {
            Assert.Equal(lines[first..], Files.Lines("runs/lines", offset).Select(Encoding.UTF8.GetString));
            Assert.Equal(lines[first..], Files.FewLines("runs/lines", offset).Select(Encoding.UTF8.GetString));
            offset += first < lines.Length ? Encoding.UTF8.GetByteCount(lines[first]) + 1 : 0;
        }

        Assert.Equal(offset, Files.Length("runs/lines"));
    }

    [Fact]
    public void A_file_is_replaced_only_while_it_is_as_it_is_known()
    {
        Assert.Null(Files.ETag("base/file"));
        Assert.False(Files.TryReplace("base/file", "x"u8.ToArray(), "known"));
        Assert.True(Files.TryReplace("base/file", "one"u8.ToArray(), null));
        var one = Files.ETag("base/file");
        Assert.False(Files.TryReplace("base/file", "x"u8.ToArray(), null));
        Assert.True(Files.TryReplace("base/file", "two"u8.ToArray(), one));
        Assert.False(Files.TryReplace("base/file", "x"u8.ToArray(), one));
        Assert.Equal("two", Read("base/file"));
        // Who repeats a replacement because the answer was lost finds it done.
        Assert.True(Files.TryReplace("base/file", "two"u8.ToArray(), one));
    }

    [Fact]
    public async Task Of_several_who_replace_the_same_content_one_succeeds()
    {
        const int writers = 6;
        Write("base/file", "old");
        var known = Files.ETag("base/file");
        using var together = new Barrier(writers);
        var replaced = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Files.TryReplace("base/file", new[] { (byte)writer }, known) ? writer : -1;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(Files.Read("base/file")[0], Assert.Single(replaced, writer => writer >= 0));
    }

    private void Write(string name, string text) => Files.Write(name, Encoding.UTF8.GetBytes(text));

    private string Read(string name) => Encoding.UTF8.GetString(Files.Read(name));
}
