using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LocalRuntime.Worker.Http;

/// <summary>The function key, and whether a request brings it.</summary>
/// <param name="key">The key; null when none is asked for.</param>
internal sealed class FunctionKey(string? key)
{
    private const string Header = "x-functions-key";
    private const string Query = "code";

    // Hashes have one length, so that the comparison tells nothing about the key's.
    private readonly byte[]? _hash = key is null ? null : Hash(key);

    /// <summary>Whether the request brings the key, or need not.</summary>
    public bool Admits(HttpRequest request) => _hash is null
        || IsKey(request.Headers[Header].ToString()) || IsKey(request.Query[Query].ToString());

    private bool IsKey(string given) => given.Length > 0 && CryptographicOperations.FixedTimeEquals(Hash(given), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
