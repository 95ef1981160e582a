using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>
/// Writes properties as bytes: a format number, then type, name and value of each; lengths are variable-length
/// numbers of 7 bits a byte. It counts, and refuses what is over the limits.
/// </summary>
internal sealed class EntityWriter : PropertySink
{
    private const byte Format = 1;
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _count;
    private long _size;

    /// <summary>How many bytes the properties have when they are sent as JSON, roughly and never too few.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Starts an entity.</summary>
    public void Begin(string partitionKey, string rowKey)
    {
        _length = 0;
        _count = 0;
        _size = 4 + ((partitionKey.Length + rowKey.Length) * 2L);
        SentBytes = 0;
        Put(Format);
    }

    /// <summary>The properties written since <see cref="Begin"/>.</summary>
    public byte[] End()
    {
        if (_count > Limits.Properties)
            throw TableErrors.Invalid(
                TableErrorCode.TooManyProperties,
                $"entity: {_count} properties; expected at most {Limits.Properties}.");
        if (_size > Limits.EntityBytes)
            throw TableErrors.Invalid(
                TableErrorCode.EntityTooLarge, $"entity: {_size} bytes; expected at most {Limits.EntityBytes}.");
        return _bytes.AsSpan(0, _length).ToArray();
    }

    /// <inheritdoc/>
    public override void Add(string name, object value)
    {
        Limits.CheckName(name);
        switch (value)
        {
            case string text: AddText(name, text); break;
            case byte[] bytes: AddBinary(name, bytes); break;
            case BinaryData data: AddBinary(name, data.ToMemory().Span); break;
            case bool flag: Start(name, PropertyType.Boolean, 1)[0] = flag ? (byte)1 : (byte)0; break;
            case int number: BinaryPrimitives.WriteInt32LittleEndian(Start(name, PropertyType.Int32, 4), number); break;
            case long number: AddInt64(name, PropertyType.Int64, number); break;
            case ulong number: AddInt64(name, PropertyType.Int64, checked((long)number)); break;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(Start(name, PropertyType.Double, 8), number);
                break;
            case DateTimeOffset instant: AddInstant(name, instant.UtcTicks); break;
            case DateTime { Kind: DateTimeKind.Local } local: AddInstant(name, local.ToUniversalTime().Ticks); break;
            case DateTime instant: AddInstant(name, instant.Ticks); break;
            case Guid id: id.TryWriteBytes(Start(name, PropertyType.Guid, 16)); break;
            case Enum constant: AddText(name, constant.ToString()); break;
            default: throw NoSuchType(name, value);
        }
    }

    /// <summary>Adds a property as it was stored before.</summary>
    public void Add(in StoredProperty property)
    {
        var isSized = property.IsText || property.Type == PropertyType.Binary;
        var counted = property.Type == PropertyType.Text ? property.Text.Length * 2 : property.Value.Length;
        Start(Encoding.UTF8.GetString(property.Name), property.Type, counted, property.Value, isSized);
    }

    private void AddText(string name, string text)
    {
        CheckValue(name, text.Length * 2);
        var room = ArrayPool<byte>.Shared.Rent(text.Length * 3);
        var done = Utf8.FromUtf16(text, room, out _, out var length, replaceInvalidSequences: false);
        if (done == OperationStatus.Done)
            Start(name, PropertyType.Text, text.Length * 2, room.AsSpan(0, length), isSized: true);
        else
            Start(name, PropertyType.RawText, text.Length * 2, MemoryMarshal.AsBytes(text.AsSpan()), isSized: true);
        ArrayPool<byte>.Shared.Return(room);
    }

    private void AddBinary(string name, ReadOnlySpan<byte> bytes)
    {
        CheckValue(name, bytes.Length);
        Start(name, PropertyType.Binary, bytes.Length, bytes, isSized: true);
    }

    private void AddInstant(string name, long ticks)
    {
        if (ticks < Limits.FirstInstant)
            throw TableErrors.Invalid(
                TableErrorCode.OutOfRangeInput,
                $"property '{name}': found an instant before 1601-01-01; expected none.");
        AddInt64(name, PropertyType.Instant, ticks);
    }

    private void AddInt64(string name, PropertyType type, long number) =>
        BinaryPrimitives.WriteInt64LittleEndian(Start(name, type, 8), number);

    private void Start(string name, PropertyType type, int counted, ReadOnlySpan<byte> value, bool isSized)
    {
        Head(name, type, counted + (isSized ? 4 : 0));
        if (isSized)
            PutLength(value.Length);
        value.CopyTo(Room(value.Length));
        _length += value.Length;
        // JSON writes a quote, or a character beyond ASCII, as six characters.
        SentBytes += value.Length * 6L;
    }

    private Span<byte> Start(string name, PropertyType type, int length)
    {
        Head(name, type, length);
        var room = Room(length)[..length];
        _length += length;
        SentBytes += 40;
        return room;
    }

    private void Head(string name, PropertyType type, int counted)
    {
        _count++;
        _size += 8 + (name.Length * 2L) + counted;
        SentBytes += 60 + (name.Length * 12L);
        Put((byte)type);
        var most = Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> utf8 = stackalloc byte[Math.Min(most, 1024)];
        var length = Encoding.UTF8.GetBytes(name, utf8);
        PutLength(length);
        utf8[..length].CopyTo(Room(length));
        _length += length;
    }

    private static void CheckValue(string name, long bytes)
    {
        if (bytes > Limits.PropertyBytes)
            throw TableErrors.Invalid(
                TableErrorCode.PropertyValueTooLarge,
                $"property '{name}': {bytes} bytes; expected at most {Limits.PropertyBytes} (text: two a character).");
    }

    private void PutLength(int length)
    {
        for (; length >= 0x80; length >>= 7)
            Put((byte)(length | 0x80));
        Put((byte)length);
    }

    private void Put(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        return _bytes.AsSpan(_length);
    }
}
