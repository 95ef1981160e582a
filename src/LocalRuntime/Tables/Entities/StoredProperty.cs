using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LocalRuntime.Tables;

/// <summary>A property as it lies on disk.</summary>
internal readonly ref struct StoredProperty(PropertyType type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    /// <summary>Its type.</summary>
    public PropertyType Type { get; } = type;

    /// <summary>Its name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>Its value as bytes.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>Whether it is text.</summary>
    public bool IsText => Type is PropertyType.Text or PropertyType.RawText;

    /// <summary>Its value as text.</summary>
    public string Text => Type == PropertyType.Text
        ? Encoding.UTF8.GetString(Value)
        : new string(MemoryMarshal.Cast<byte, char>(Value));

    /// <summary>Its value as true or false.</summary>
    public bool Boolean => Value[0] != 0;

    /// <summary>Its value as a number of 32 bits.</summary>
    public int Int32 => BinaryPrimitives.ReadInt32LittleEndian(Value);

    /// <summary>Its value as a number of 64 bits, or UTC ticks.</summary>
    public long Int64 => BinaryPrimitives.ReadInt64LittleEndian(Value);

    /// <summary>Its value as a double.</summary>
    public double Double => BinaryPrimitives.ReadDoubleLittleEndian(Value);

    /// <summary>Its value as a GUID.</summary>
    public Guid Guid => new(Value);

    /// <summary>Its value as the type that the official library gives.</summary>
    public object Boxed => Type switch
    {
        PropertyType.Text or PropertyType.RawText => Text,
        PropertyType.Binary => Value.ToArray(),
        PropertyType.Boolean => Boolean,
        PropertyType.Int32 => Int32,
        PropertyType.Int64 => Int64,
        PropertyType.Double => Double,
        PropertyType.Instant => new DateTimeOffset(Int64, TimeSpan.Zero),
        PropertyType.Guid => Guid,
        _ => throw new InvalidDataException($"property: found type {(int)Type}; expected 1 to 9. The file is damaged."),
    };
}
