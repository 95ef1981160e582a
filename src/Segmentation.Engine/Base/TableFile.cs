using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>The bytes of tables, of loose rows and of parts of a chunk.</summary>
public static class TableFile
{
    private const uint TableMark = 0x3142_5453; // "STB1"
    private const uint KeysMark = 0x314B_4653;  // "SFK1"
    private const uint RowsMark = 0x3157_5253;  // "SRW1"

    /// <summary>Writes a table.</summary>
    public static void Write(Stream stream, Table table)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(TableMark);
        writer.Write(table.Order is not null);
        if (table.Order is not null)
            ColumnCodec.Write(writer, table.Order);
        ColumnCodec.Write(writer, table.Ids);
        ColumnCodec.WriteArray<int>(writer, table.Starts);
        WriteColumns(writer, table.Columns);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no table.</exception>
    public static Table ReadTable(Stream stream)
    {
        using var reader = Reader(stream, TableMark);
        var order = reader.ReadBoolean() ? (IntegerColumn)ColumnCodec.Read(reader) : null;
        var ids = ColumnCodec.ReadTextList(reader);
        return new Table(ids, ColumnCodec.ReadArray<int>(reader), ReadColumns(reader), order);
    }

    /// <summary>Writes rows.</summary>
    public static void Write(Stream stream, Rows rows)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(RowsMark);
        writer.Write(rows.Order is not null);
        ColumnCodec.Write(writer, rows.Customers);
        if (rows.Order is not null)
            ColumnCodec.Write(writer, rows.Order);
        WriteColumns(writer, rows.Columns);
    }

    /// <summary>Reads rows.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no rows.</exception>
    public static Rows ReadRows(Stream stream)
    {
        using var reader = Reader(stream, RowsMark);
        var ordered = reader.ReadBoolean();
        var customers = (TextColumn)ColumnCodec.Read(reader);
        var order = ordered ? (IntegerColumn)ColumnCodec.Read(reader) : null;
        return new Rows(customers, order, ReadColumns(reader));
    }

    /// <summary>Writes keys.</summary>
    public static void Write(Stream stream, TextList keys)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(KeysMark);
        ColumnCodec.Write(writer, keys);
    }

    /// <summary>Reads keys.</summary>
    /// <exception cref="InvalidDataException">When the bytes are no keys.</exception>
    public static TextList ReadKeys(Stream stream)
    {
        using var reader = Reader(stream, KeysMark);
        return ColumnCodec.ReadTextList(reader);
    }

    private static BinaryReader Reader(Stream stream, uint mark)
    {
        var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != mark)
            throw new InvalidDataException("the file is not of this kind");
        return reader;
    }

    private static void WriteColumns(BinaryWriter writer, Column[] columns)
    {
        writer.Write(columns.Length);
        foreach (var column in columns)
            ColumnCodec.Write(writer, column);
    }

    private static Column[] ReadColumns(BinaryReader reader)
    {
        var columns = new Column[reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnCodec.Read(reader);
        return columns;
    }
}
