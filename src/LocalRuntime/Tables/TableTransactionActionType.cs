namespace Azure.Data.Tables;

/// <summary>What a transaction does with one entity.</summary>
public enum TableTransactionActionType
{
    /// <summary>Inserts it; it must not be there.</summary>
    Add = 0,

    /// <summary>Merges it into the stored one.</summary>
    UpdateMerge = 1,

    /// <summary>Puts it in the place of the stored one.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the stored one.</summary>
    Delete = 3,

    /// <summary>Merges it into the stored one, or inserts it.</summary>
    UpsertMerge = 4,

    /// <summary>Puts it in the place of the stored one, or inserts it.</summary>
    UpsertReplace = 5,
}
