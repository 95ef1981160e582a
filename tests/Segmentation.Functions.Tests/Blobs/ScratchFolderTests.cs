using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

/// <summary>Temporary folders of processes that live, and of one that was killed.</summary>
public sealed class ScratchFolderTests
{
    [Fact]
    public void What_a_killed_process_left_goes_and_what_is_in_use_stays()
    {
        var left = Directory.CreateTempSubdirectory("segment-preview-").FullName;
        Directory.CreateDirectory(Path.Combine(left, "files", "runs"));
        File.WriteAllText(Path.Combine(left, "lock"), "");
        using var used = new ScratchFolder();
        File.WriteAllText(Path.Combine(used.Path, "file"), "");
        ScratchFolder.Sweep();
        Assert.False(Directory.Exists(left));
        Assert.True(File.Exists(Path.Combine(used.Path, "file")));
    }

    [Fact]
    public void Nothing_is_left_of_one_that_is_done()
    {
        string home;
        using (var folder = new ScratchFolder())
            home = Path.GetDirectoryName(folder.Path)!;
        Assert.False(Directory.Exists(home));
    }
}
