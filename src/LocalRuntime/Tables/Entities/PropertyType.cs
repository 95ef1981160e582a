namespace LocalRuntime.Tables;

/// <summary>The type of a stored property. The numbers are on disk: append only.</summary>
internal enum PropertyType : byte
{
    /// <summary>Text as UTF-8.</summary>
    Text = 1,

    /// <summary>Text that UTF-8 cannot hold (half a surrogate pair), as UTF-16.</summary>
    RawText = 2,

    /// <summary>Bytes.</summary>
    Binary = 3,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean = 4,

    /// <summary>32 bits.</summary>
    Int32 = 5,

    /// <summary>64 bits.</summary>
    Int64 = 6,

    /// <summary>A double.</summary>
    Double = 7,

    /// <summary>UTC ticks, 64 bits.</summary>
    Instant = 8,

    /// <summary>16 bytes.</summary>
    Guid = 9,
}
