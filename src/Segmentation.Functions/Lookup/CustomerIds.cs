namespace Segmentation.Functions.Lookup;

/// <summary>Ids of customers in routes.</summary>
internal static class CustomerIds
{
    /// <summary>The id of a route value: routing leaves an escaped slash as it is.</summary>
    public static string Decoded(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
