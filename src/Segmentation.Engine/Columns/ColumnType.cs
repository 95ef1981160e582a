namespace Segmentation.Engine.Columns;

/// <summary>What a column holds. The numbers are stored in base files: append only.</summary>
public enum ColumnType : byte
{
    /// <summary>UTF-8 text, compared by code point.</summary>
    Text = 1,

    /// <summary>A whole number of 64 bits.</summary>
    Integer = 2,

    /// <summary>A floating-point number of 64 bits.</summary>
    Number = 3,

    /// <summary>An exact decimal number of up to 28 digits.</summary>
    Money = 4,

    /// <summary>A calendar day, in days since 1970-01-01.</summary>
    Date = 5,

    /// <summary>True or false.</summary>
    Boolean = 6,
}
