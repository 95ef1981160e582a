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
            case IntegerColumn integers: WriteValues<long>(writer, integers.Values); break;
            case NumberColumn numbers: WriteValues<double>(writer, numbers.Values); break;
            case DateColumn dates: WriteValues<int>(writer, dates.Values); break;
            case BooleanColumn booleans: WriteValues<sbyte>(writer, booleans.Values); break;
            case MoneyColumn amounts: WriteAmounts(writer, amounts.Values); break;
            case TextColumn texts: WriteTexts(writer, texts); break;
        }
    }

    /// <summary>Reads a column.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no column.</exception>
    public static Column Read(BinaryReader reader) => (ColumnType)reader.ReadByte() switch
    {
        ColumnType.Integer => new IntegerColumn(ReadValues<long>(reader)),
        ColumnType.Number => new NumberColumn(ReadValues<double>(reader)),
        ColumnType.Date => new DateColumn(ReadValues<int>(reader)),
        ColumnType.Boolean => new BooleanColumn(ReadValues<sbyte>(reader)),
        ColumnType.Money => new MoneyColumn(ReadAmounts(reader)),
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
            writer.Write(Constant);
            writer.Write(values.Length);
            writer.Write(MemoryMarshal.AsBytes(values[..1]));
            return;
        }

        writer.Write(Plain);
        WriteArray(writer, values);
    }

    /// <summary>Whether all bytes of all values are the same as those of the first.</summary>
    private static bool IsConstant<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var size = Unsafe.SizeOf<T>();
        return values.Length > 0 && bytes[size..].SequenceEqual(bytes[..^size]);
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

    private static void WriteAmounts(BinaryWriter writer, ReadOnlySpan<decimal> values)
    {
        byte scale = 0;
        foreach (var value in values)
            scale = value == MoneyColumn.Null ? scale : Math.Max(scale, value.Scale);
        var scaled = new long[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryScale(values[i], scale, out scaled[i]))
            {
                WriteValues(writer, values);
                return;
            }
        }

        writer.Write(Scaled);
        writer.Write(scale);
        WriteValues<long>(writer, scaled);
    }

    private static bool TryScale(decimal value, byte scale, out long scaled)
    {
        scaled = IntegerColumn.Null;
        if (value == MoneyColumn.Null)
            return true;
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        if (parts[2] != 0 || parts[1] < 0)
            return false;
        var mantissa = (Int128)(((long)parts[1] << 32) | (uint)parts[0]);
        for (var at = value.Scale; at < scale; at++)
        {
            mantissa *= 10;
            if (mantissa > long.MaxValue)
                return false;
        }

        scaled = (long)(parts[3] < 0 ? -mantissa : mantissa);
        return true;
    }

    private static decimal[] ReadAmounts(BinaryReader reader)
    {
        var encoding = reader.ReadByte();
        if (encoding != Scaled)
            return ReadValues<decimal>(reader, encoding);
        var scale = reader.ReadByte();
        var scaled = ReadValues<long>(reader);
        var values = new decimal[scaled.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var mantissa = Math.Abs(scaled[i] == IntegerColumn.Null ? 0 : scaled[i]);
            values[i] = scaled[i] == IntegerColumn.Null
                ? MoneyColumn.Null
                : new decimal((int)mantissa, (int)(mantissa >> 32), 0, scaled[i] < 0, scale);
        }

        return values;
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

    /// <summary>Only the texts that are used, in the order of their codes.</summary>
    private static (int[] Codes, TextList Texts) Compacted(TextColumn column)
    {
        var used = new int[column.Texts.Count];
        foreach (var code in column.Codes)
        {
            if (code != TextColumn.Null)
                used[code] = 1;
        }

        var texts = new TextList();
        for (var code = 0; code < used.Length; code++)
            used[code] = used[code] == 0 ? TextColumn.Null : texts.Add(column.Texts[code]);
        var codes = new int[column.Count];
        for (var row = 0; row < codes.Length; row++)
            codes[row] = column.Codes[row] == TextColumn.Null ? TextColumn.Null : used[column.Codes[row]];
        return (codes, texts);
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
