using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Tests.Blobs;

public sealed class PooledStreamTests
{
    [Fact]
    public void What_is_written_piece_by_piece_is_there_in_one()
    {
        var random = new Random(12);
        using var expected = new MemoryStream();
        using var stream = new PooledStream();
        for (var piece = 0; piece < 200; piece++)
        {
            var bytes = new byte[random.Next(5_000)];
            random.NextBytes(bytes);
            expected.Write(bytes);
            stream.Write(bytes);
            expected.WriteByte((byte)piece);
            stream.WriteByte((byte)piece);
        }

        Assert.Equal(expected.Length, stream.Length);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(stream.Written.Span));
    }
}
