using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>The bytes of a request's body, in a buffer that is used again.</summary>
internal sealed class RequestBody
{
    private const int FirstBytes = 1 << 16;

    private static readonly ConcurrentBag<RequestBody> Unused = [];

    private readonly ArrayBufferWriter<byte> _bytes = new(FirstBytes);
    private readonly EntityJson _json;

    private RequestBody() => _json = new EntityJson(_bytes);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Takes an empty one.</summary>
    public static RequestBody Take() => Unused.TryTake(out var body) ? body : new RequestBody();

    /// <summary>
    /// Gives it back, once it was answered. One whose request failed is left alone: a cut connection may still read it.
    /// </summary>
    public void GiveBack()
    {
        _bytes.ResetWrittenCount();
        Unused.Add(this);
    }

    /// <summary>Adds text.</summary>
    public RequestBody Add(ReadOnlySpan<char> text)
    {
        Encoding.UTF8.GetBytes(text, _bytes);
        return this;
    }

    /// <summary>Adds bytes.</summary>
    public RequestBody Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Adds an entity.</summary>
    public RequestBody Add(ITableEntity entity)
    {
        _json.Write(entity);
        return this;
    }
}
