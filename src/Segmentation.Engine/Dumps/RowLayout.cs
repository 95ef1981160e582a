using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>Which columns the rows of a source have, and where they stand.</summary>
public sealed class RowLayout
{
    /// <summary>The name of the column with the day of an event.</summary>
    public const string TimeName = "time";

    private RowLayout(SourceDefinition source)
    {
        var names = new List<string>();
        var types = new List<ColumnType>();
        int Column(string name, ColumnType type)
        {
            names.Add(name);
            types.Add(type);
            return names.Count - 1;
        }

        (Day, Instant, Key, Version, Via) = (-1, -1, -1, -1, -1);
        if (!source.IsCustomers)
        {
            Day = Column(TimeName, ColumnType.Date);
            Instant = Column("time of day", ColumnType.Integer);
        }

        Absent = source.IsCustomers ? Column("absent", ColumnType.Boolean) : -1;
        if (source.Key is not null)
            Key = Column("key", ColumnType.Text);
        if (source.Version is not null)
            Version = Column("version", ColumnType.Text);
        if (source.Via is not null)
            Via = Column("via", ColumnType.Text);
        FirstField = names.Count;
        foreach (var field in source.Fields)
            Column(field.Name, field.Type);
        (Names, Types) = (names, types);
        Keyed = source.IsCustomers || source.Key is not null;
    }

    /// <summary>The names of the columns: the reserved ones first, then the source's fields.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The types of the columns.</summary>
    public IReadOnlyList<ColumnType> Types { get; }

    /// <summary>The column with the day of an event, null in a record without a time; -1 for customers.</summary>
    public int Day { get; }

    /// <summary>The column with the UTC ticks of an event that has a time of day; -1 for customers.</summary>
    public int Instant { get; }

    /// <summary>The column with the key of a row; -1 for customers and streams that keep every row.</summary>
    public int Key { get; }

    /// <summary>The column with the version of a row; -1 without versions.</summary>
    public int Version { get; }

    /// <summary>The column with the key of the joined stream, so that rows move with it; else -1.</summary>
    public int Via { get; }

    /// <summary>The column that tells whether a customer was missing from the last snapshot; -1 for streams.</summary>
    public int Absent { get; }

    /// <summary>The first column of a field.</summary>
    public int FirstField { get; }

    /// <summary>Whether one row wins per key.</summary>
    public bool Keyed { get; }

    /// <summary>The layout of a source's rows.</summary>
    public static RowLayout Of(SourceDefinition source) => new(source);

    /// <summary>The column of a field or of <c>time</c>, or -1.</summary>
    public int Find(string name)
    {
        if (name == "time")
            return Day;
        for (var i = FirstField; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return i;
        }

        return -1;
    }
}
