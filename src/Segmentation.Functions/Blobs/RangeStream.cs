using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// Reads a blob part by part, ahead of its reader. The first answer tells length and ETag, so that a small blob takes
/// one request; every further part must be of the same content.
/// </summary>
internal sealed class RangeStream : Stream
{
    private const int PartBytes = 4 << 20;

    private readonly BlockBlobClient _blob;
    private readonly ETag _etag;
    private ReadOnlyMemory<byte> _part;
    private long _start;
    private long _position;

    /// <summary>Opens a blob by reading its first part.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="etag">The ETag that it must have; null for any.</param>
    /// <exception cref="RequestFailedException">When it is not there (404), or has another ETag (412).</exception>
    public RangeStream(BlockBlobClient blob, string? etag)
    {
        _blob = blob;
        var known = etag is null ? null : new BlobRequestConditions { IfMatch = new ETag(etag) };
        var (content, details) = First(blob, known);
        (_part, _etag) = (content, details.ETag);
        Length = content.Length == 0 ? 0 : LengthOf(details);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">When the blob has another content by now (412).</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.Length == 0)
            return 0;
        if (_position < _start || _position >= _start + _part.Length)
            (_part, _start) = (Part(_position), _position);
        var at = (int)(_position - _start);
        var count = Math.Min(buffer.Length, _part.Length - at);
        _part.Span.Slice(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is written.
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static (ReadOnlyMemory<byte> Content, BlobDownloadDetails Details) First(
        BlockBlobClient blob, BlobRequestConditions? known)
    {
        try
        {
            return Download(blob, new HttpRange(0, PartBytes), known);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.InvalidRange)
        {
            // An empty blob has no first byte.
            return Download(blob, default, known);
        }
    }

    private ReadOnlyMemory<byte> Part(long start) =>
        Download(_blob, new HttpRange(start, PartBytes), new BlobRequestConditions { IfMatch = _etag }).Content;

    private static (ReadOnlyMemory<byte> Content, BlobDownloadDetails Details) Download(
        BlockBlobClient blob, HttpRange range, BlobRequestConditions? known)
    {
        var answer = blob.DownloadContent(new BlobDownloadOptions { Range = range, Conditions = known }).Value;
        return (answer.Content.ToMemory(), answer.Details);
    }

    /// <summary>The length behind the slash of <c>bytes 0-99/1234</c>; without one, all was sent.</summary>
    private static long LengthOf(BlobDownloadDetails details) => details.ContentRange is { Length: > 0 } range
        ? long.Parse(
            range.AsSpan(range.LastIndexOf('/') + 1), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture)
        : details.ContentLength;
}
