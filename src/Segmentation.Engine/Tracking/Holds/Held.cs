using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>What keeps a customer in its segment although the definition says another.</summary>
public enum HoldKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not far enough past an edge.</summary>
    Buffer,

    /// <summary>It has not been there for long enough.</summary>
    MinimumStay,

    /// <summary>Too few runs in a row have said so.</summary>
    ConfirmRuns,
}

/// <summary>Whom holds keep where they are, and until when.</summary>
/// <param name="count">The number of customers.</param>
public sealed class Held(int count)
{
    /// <summary>Per customer what holds it.</summary>
    public HoldKind[] By { get; } = new HoldKind[count];

    /// <summary>Per customer the first day on which its minimum stay holds no more; null when it does not.</summary>
    public DateColumn Until { get; } = (DateColumn)Column.Nulls(ColumnType.Date, count);

    /// <summary>Per customer the index of the segment that is to be confirmed, or <see cref="TextColumn.Null"/>.
    /// </summary>
    public int[] Pending { get; } = Filled(count, TextColumn.Null);

    /// <summary>Per customer how many runs have said so; null when nothing is to be confirmed.</summary>
    public IntegerColumn Confirmations { get; } = (IntegerColumn)Column.Nulls(ColumnType.Integer, count);

    /// <summary>Holds a customer no more.</summary>
    public void Release(int customer)
    {
        (By[customer], Pending[customer]) = (HoldKind.None, TextColumn.Null);
        (Until.Values[customer], Confirmations.Values[customer]) = (DateColumn.Null, IntegerColumn.Null);
    }

    private static int[] Filled(int count, int value)
    {
        var values = new int[count];
        Array.Fill(values, value);
        return values;
    }
}

/// <summary>For whom a person set the segment.</summary>
/// <param name="count">The number of customers.</param>
public sealed class Overridden(int count)
{
    /// <summary>Per customer 1 when a person set its segment, else 0.</summary>
    public BooleanColumn Is { get; } = new(new sbyte[count]);

    /// <summary>Per customer in how many runs in a row the definition said another segment; null when nobody set it.
    /// </summary>
    public IntegerColumn Conflicts { get; } = (IntegerColumn)Column.Nulls(ColumnType.Integer, count);
}
