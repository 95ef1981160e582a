using Segmentation.Engine.Base;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class VerdictFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verdicts_come_back_by_the_number_of_the_part()
    {
        var name = VerdictFile.Name("source", 7);
        Assert.Equal("source/verdicts/7", name);
        _folder.Data.Write(name, VerdictFile.Bytes(
            [(3, [Verdict.Kept, Verdict.Duplicate, Verdict.Superseded]), (0, [Verdict.Superseded]), (9, [])]));
        var read = VerdictFile.Read(_folder.Data, name);
        Assert.Equal([0, 3, 9], read.Keys.Order());
        Assert.Equal([Verdict.Kept, Verdict.Duplicate, Verdict.Superseded], read[3]);
        Assert.Equal([Verdict.Superseded], read[0]);
        Assert.Empty(read[9]);
    }

    [Fact]
    public void Without_losers_there_are_no_verdicts()
    {
        _folder.Data.Write("none", VerdictFile.Bytes([]));
        Assert.Empty(VerdictFile.Read(_folder.Data, "none"));
    }

    [Fact]
    public void A_file_cut_anywhere_is_one_clear_fault()
    {
        var bytes = VerdictFile.Bytes([(0, [Verdict.Kept, Verdict.Duplicate]), (1, [Verdict.Superseded])]);
        for (var length = 0; length < bytes.Length; length++)
        {
            _folder.Data.Write("cut", bytes.AsMemory(0, length));
            Assert.Contains(
                "cut: the file is damaged; expected ",
                Assert.Throws<ImportException>(() => VerdictFile.Read(_folder.Data, "cut")).Message,
                StringComparison.Ordinal);
        }
    }
}
