using System.Buffers.Text;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>Where the next page starts: its first key, as base64url.</summary>
internal static class PageToken
{
    /// <summary>The token of the page that starts with a key.</summary>
    public static string Of(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(key);

    /// <summary>The key that a token names.</summary>
    /// <exception cref="Azure.RequestFailedException">It is no token (400).</exception>
    public static byte[] Read(string token) => Base64Url.IsValid(token)
        ? Base64Url.DecodeFromChars(token)
        : throw TableErrors.Invalid(
            TableErrorCode.InvalidInput, "continuation token: not one of this table; expected what a page gave.");

    /// <summary>How many items a page may have.</summary>
    /// <exception cref="Azure.RequestFailedException">The number asked for is not 1 to 1,000 (400).</exception>
    public static int Most(int? asked) => asked is null or (> 0 and <= Limits.Page)
        ? asked ?? Limits.Page
        : throw TableErrors.Invalid(
            TableErrorCode.InvalidInput, $"page: {asked} items asked for; expected 1 to {Limits.Page}.");
}
