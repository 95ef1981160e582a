using System.Text;
using Segmentation.Engine.Erasure;
using Segmentation.Functions.Erasure;

namespace Segmentation.Functions.Tests.Erasure;

/// <summary>Lines that mention a customer, in texts of any length.</summary>
public sealed class MentionedLinesTests
{
    private const int Piece = 1 << 20;

    [Theory]
    [InlineData("", "")]
    [InlineData("Ann Archer", "0+10")]
    [InlineData("Annabel\nan Ann Archer\r\n\nAnn Archer\n", "8+14 24+10")]
    public void They_are_told_by_start_and_length(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public void They_may_be_longer_than_a_piece(int offset)
    {
        var before = new string('x', Piece - 3 + offset);
        var line = $"{before} Ann Archer {new string('y', Piece + 7)}";
        Assert.Equal($"3+{line.Length} {line.Length + 6}+10", Found($"no\n{line}\nn\nAnn Archer\nno {before}\n"));
    }

    private static string Found(string text)
    {
        var erased = new ErasedRows(
            new Tombstones([1], ["somebody"]), null, [Encoding.UTF8.GetBytes("Ann Archer")]);
        var lines = new MentionedLines(erased).Of(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        return string.Join(' ', lines.Select(line => FormattableString.Invariant($"{line.Start}+{line.Length}")));
    }
}
