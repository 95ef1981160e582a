namespace Segmentation.Engine.Dumps;

/// <summary>What happened to every row of a file for one source. It always adds up.</summary>
public readonly record struct Ledger
{
    /// <summary>The rows read, the header not counted.</summary>
    public long Read { get; init; }

    /// <summary>Rows without any text.</summary>
    public long Blank { get; init; }

    /// <summary>Rows left out by <c>where</c>, or that join such a row.</summary>
    public long Filtered { get; init; }

    /// <summary>Bad rows.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows that repeat what the winner of their key says.</summary>
    public long Duplicate { get; init; }

    /// <summary>Rows whose key a later row or version has.</summary>
    public long Superseded { get; init; }

    /// <summary>Rows whose customer is not known yet; they are tried again with the next import.</summary>
    public long Unresolved { get; init; }

    /// <summary>Rows taken into the base.</summary>
    public long Accepted { get; init; }

    /// <summary>Whether each row read is counted exactly once.</summary>
    public bool Balances =>
        Read == Blank + Filtered + Rejected + Duplicate + Superseded + Unresolved + Accepted;

    /// <summary>The sum of two ledgers.</summary>
    public static Ledger operator +(Ledger a, Ledger b) => new()
    {
        Read = a.Read + b.Read,
        Blank = a.Blank + b.Blank,
        Filtered = a.Filtered + b.Filtered,
        Rejected = a.Rejected + b.Rejected,
        Duplicate = a.Duplicate + b.Duplicate,
        Superseded = a.Superseded + b.Superseded,
        Unresolved = a.Unresolved + b.Unresolved,
        Accepted = a.Accepted + b.Accepted,
    };
}
