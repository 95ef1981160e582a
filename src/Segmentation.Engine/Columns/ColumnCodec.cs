using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segmentation.Engine.Columns;

/// <summary>Writes and reads columns as bytes: type, encoding, number of rows, values in little-endian order.</summary>
/// <remarks>
/// A column of one value is that value; amounts that fit are 64-bit integers of one scale; texts are written once each.
/// </remarks>
public static class ColumnCodec
{
    private const byte Plain = 0;
    private const byte Constant = 1;
    private const byte Scaled = 2;
    private const byte Distinct = 3;

    /// <summary>Writes a column.</summary>
    public static void Write(BinaryWriter writer, Column column)
    {
        writer.Write((byte)column.Type);
        switch (column)
        {
            case IntegerColumn { IsAllNull: true, Count: > 0 } nulls:
                WriteConstant<long>(writer, nulls.Count, [IntegerColumn.Null]);
                break;
            case IntegerColumn integers: WriteValues<long>(writer, integers.Values); break;
            case NumberColumn numbers: WriteValues<double>(writer, numbers.Values); break;
            case DateColumn dates: WriteValues<int>(writer, dates.Values); break;
            case BooleanColumn booleans: WriteValues<sbyte>(writer, booleans.Values); break;
            case MoneyColumn amounts: WriteAmounts(writer, amounts); break;
            case TextColumn texts: WriteTexts(writer, texts); break;
        }
    }

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no column.</exception>
    public static Column Read(BinaryReader reader) => (ColumnType)reader.ReadByte() switch
    {
        ColumnType.Integer => ReadIntegers(reader),
        ColumnType.Number => new NumberColumn(ReadValues<double>(reader)),
        ColumnType.Date => new DateColumn(ReadValues<int>(reader)),
        ColumnType.Boolean => new BooleanColumn(ReadValues<sbyte>(reader)),
        ColumnType.Money => ReadAmounts(reader),
        ColumnType.Text => ReadTexts(reader),
        _ => throw new InvalidDataException("the bytes are no column"),
    };

    /// <summary>Writes a list of texts.</summary>
    public static void Write(BinaryWriter writer, TextList texts)
    {
        WriteArray(writer, texts.Ends);
        writer.Write(texts.ByteCount);
        writer.Write(texts.Bytes);
    }

    /// <summary>Reads a list of texts.</summary>
    public static TextList ReadTextList(BinaryReader reader)
    {
        var ends = ReadArray<int>(reader);
        var bytes = new byte[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(bytes);
        return new TextList(bytes, ends);
    }

    /// <summary>Writes the length of an array and its values.</summary>
    public static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads an array.</summary>
    public static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void WriteValues<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (IsConstant(values))
        {
            WriteConstant(writer, values.Length, values[..1]);
            return;
        }

        writer.Write(Plain);
        WriteArray(writer, values);
    }

    private static void WriteConstant<T>(BinaryWriter writer, int count, ReadOnlySpan<T> value)
        where T : unmanaged
    {
        writer.Write(Constant);
        writer.Write(count);
        writer.Write(MemoryMarshal.AsBytes(value));
    }

    /// <summary>Whether all bytes of all values are the same as those of the first.</summary>
    private static bool IsConstant<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var size = Unsafe.SizeOf<T>();
        return values.Length > 0 && bytes[size..].SequenceEqual(bytes[..^size]);
    }

    private static IntegerColumn ReadIntegers(BinaryReader reader)
    {
        var encoding = reader.ReadByte();
        if (encoding == Plain)
            return new IntegerColumn(ReadArray<long>(reader));
        var (count, value) = (reader.ReadInt32(), reader.ReadInt64());
        return value == IntegerColumn.Null
            ? IntegerColumn.Nulls(count)
            : new IntegerColumn(Column.Filled(count, value));
    }

    private static T[] ReadValues<T>(BinaryReader reader)
        where T : unmanaged
    {
        return ReadValues<T>(reader, reader.ReadByte());
    }

    private static T[] ReadValues<T>(BinaryReader reader, byte encoding)
        where T : unmanaged
    {
        if (encoding == Plain)
            return ReadArray<T>(reader);
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(0, 1)));
        values.AsSpan(1).Fill(values[0]);
        return values;
    }

    private static void WriteAmounts(BinaryWriter writer, MoneyColumn amounts)
    {
        if ((amounts.Units ?? Units.Of(amounts.Values)) is not { } units)
        {
            WriteValues<decimal>(writer, amounts.Values);
            return;
        }

        writer.Write(Scaled);
        writer.Write(units.Scale);
        WriteValues<long>(writer, units.Values);
    }

    private static MoneyColumn ReadAmounts(BinaryReader reader)
    {
        var encoding = reader.ReadByte();
        if (encoding != Scaled)
            return new MoneyColumn(ReadValues<decimal>(reader, encoding));
        var scale = reader.ReadByte();
        var units = new Units(ReadValues<long>(reader), scale);
        // Earlier versions wrote such scales too.
        return scale <= Units.LargestScale ? new MoneyColumn(units) : new MoneyColumn(units.ToDecimals());
    }

    private static void WriteTexts(BinaryWriter writer, TextColumn column)
    {
        var (codes, texts) = Compacted(column);
        var distinct = texts.Count == codes.Length && IsCounting(codes);
        writer.Write(distinct ? Distinct : Plain);
        Write(writer, texts);
        if (!distinct)
            WriteValues<int>(writer, codes);
    }

    private static TextColumn ReadTexts(BinaryReader reader)
    {
        var encoding = reader.ReadByte();
        var texts = ReadTextList(reader);
        return encoding == Distinct
            ? new TextColumn([.. Enumerable.Range(0, texts.Count)], texts)
            : new TextColumn(ReadValues<int>(reader), texts);
    }

    /// <summary>Only the texts that are used, numbered in the order in which the rows use them.</summary>
    private static (int[] Codes, TextList Texts) Compacted(TextColumn column)
    {
        // The rows of a shard use a part of the texts of a chunk.
        var (first, last) = Used(column.Codes);
        var numbers = new int[last - first + 1];
        Array.Fill(numbers, TextColumn.Null);
        var texts = new TextList(Math.Min(column.Count, numbers.Length));
        var codes = new int[column.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            var code = column.Codes[row];
            if (code != TextColumn.Null && numbers[code - first] == TextColumn.Null)
                numbers[code - first] = texts.Add(column.Texts[code]);
            codes[row] = code == TextColumn.Null ? TextColumn.Null : numbers[code - first];
        }

        return (codes, texts);
    }

    /// <summary>The least and the greatest code; nulls alone use nothing.</summary>
    private static (int First, int Last) Used(int[] codes)
    {
        var (first, last) = (int.MaxValue, TextColumn.Null);
        foreach (var code in codes)
        {
            first = code == TextColumn.Null ? first : Math.Min(first, code);
            last = Math.Max(last, code);
        }

        return last == TextColumn.Null ? (0, TextColumn.Null) : (first, last);
    }

    private static bool IsCounting(int[] codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] != i)
                return false;
        }

        return true;
    }
}
