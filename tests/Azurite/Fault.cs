namespace Azurite;

/// <summary>What a <see cref="FaultyProxy"/> does to a call.</summary>
public enum Fault
{
    /// <summary>It is forwarded and answered.</summary>
    None,

    /// <summary>It is not forwarded; the answer is 429, to be repeated at once.</summary>
    Status429,

    /// <summary>It is not forwarded; the answer is 500.</summary>
    Status500,

    /// <summary>It is not forwarded; the answer is 503, to be repeated at once.</summary>
    Status503,

    /// <summary>It is not forwarded; the connection is cut.</summary>
    LostBefore,

    /// <summary>It is forwarded; the connection is cut instead of an answer.</summary>
    LostAfter,

    /// <summary>It is forwarded; the answer is 500, whatever the service said.</summary>
    Error500After,

    /// <summary>It is forwarded; there is no answer until the client gives up.</summary>
    Hang,
}
