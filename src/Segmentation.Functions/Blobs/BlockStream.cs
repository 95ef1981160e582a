using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// Writes a blob block by block; nothing is seen of it before <see cref="Commit"/>. What it holds is one block.
/// </summary>
/// <param name="blob">The blob.</param>
internal sealed class BlockStream(BlockBlobClient blob) : Stream
{
    private const int BlockBytes = 8 << 20;

    private readonly List<string> _blocks = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _filled;
    private long _length;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Gives the blob its content. One that is there with the same content stays as it is, so that whoever reads it is
    /// not disturbed.
    /// </summary>
    public void Commit()
    {
        var hash = _hash.GetHashAndReset();
        try
        {
            Put(hash, new BlobRequestConditions { IfNoneMatch = ETag.All });
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            if (!blob.GetProperties().Value.ContentHash.AsSpan().SequenceEqual(hash))
                Put(hash, null);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        _length += buffer.Length;
        while (buffer.Length > 0)
        {
            if (_filled == BlockBytes)
                Stage();
            var part = buffer[..Math.Min(buffer.Length, BlockBytes - _filled)];
            Grow(_filled + part.Length);
            part.CopyTo(_buffer.AsSpan(_filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // A block is sent when it is full, or with the commit.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        base.Dispose(disposing);
    }

    private void Put(byte[] hash, BlobRequestConditions? conditions)
    {
        var headers = new BlobHttpHeaders { ContentHash = hash };
        if (_blocks.Count == 0)
        {
            using var content = Content();
            blob.Upload(content, new BlobUploadOptions { HttpHeaders = headers, Conditions = conditions });
            return;
        }

        if (_filled > 0)
            Stage();
        blob.CommitBlockList(
            _blocks, new CommitBlockListOptions { HttpHeaders = headers, Conditions = conditions });
    }

    private void Stage()
    {
        // Blocks belong to the blob until it is committed: another writer's must not have the names of these.
        var hash = Convert.ToHexStringLower(SHA256.HashData(_buffer.AsSpan(0, _filled)))[..32];
        var number = _blocks.Count.ToString("d6", CultureInfo.InvariantCulture);
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(number + hash));
        using var content = Content();
        blob.StageBlock(id, content);
        _blocks.Add(id);
        _filled = 0;
    }

    private MemoryStream Content() => new(_buffer, 0, _filled, writable: false);

    private void Grow(int length)
    {
        if (length <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(BlockBytes, Math.Max(length, _buffer.Length * 2)));
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
