namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a request must bring.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A user's token; here the function key.</summary>
    User = 1,

    /// <summary>The function key.</summary>
    Function = 2,

    /// <summary>The system key; here the function key.</summary>
    System = 3,

    /// <summary>The master key; here the function key.</summary>
    Admin = 4,
}
