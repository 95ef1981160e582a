using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Engine.Erasure;

/// <summary>
/// Who was erased: keyed hashes of ids, of the keys that rows were found by, and of values that only the erased
/// customer had. Without the key nobody can tell from a hash what it stands for.
/// </summary>
/// <param name="key">The secret of the hashes; any length.</param>
/// <param name="hashes">The hashes, as <see cref="OfCustomer"/>, <see cref="OfKey"/> and <see cref="OfValue"/> make
/// them.</param>
public sealed class Tombstones(byte[] key, IEnumerable<string> hashes)
{
    private const byte Customer = (byte)'c';
    private const byte Key = (byte)'k';
    private const byte Value = (byte)'v';

    private readonly HashSet<string> _hashes = new(hashes, StringComparer.Ordinal);

    /// <summary>Nobody was erased.</summary>
    public static Tombstones None { get; } = new([], []);

    /// <summary>Whether nobody was erased.</summary>
    public bool IsEmpty => _hashes.Count == 0;

    /// <summary>The hash of a customer's id: HMAC-SHA-256, in lower-case hexadecimal.</summary>
    public string OfCustomer(ReadOnlySpan<byte> id) => Hash(Customer, "", id);

    /// <summary>The hash of a key of a stream's row.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="text">The key.</param>
    public string OfKey(string stream, ReadOnlySpan<byte> text) => Hash(Key, stream, text);

    /// <summary>The hash of a value that only one customer has.</summary>
    public string OfValue(ReadOnlySpan<byte> text) => Hash(Value, "", text);

    /// <summary>Whether a customer was erased.</summary>
    public bool HasCustomer(ReadOnlySpan<byte> id) => !IsEmpty && _hashes.Contains(OfCustomer(id));

    /// <summary>Whether a key of a stream was an erased customer's.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="text">The key.</param>
    public bool HasKey(string stream, ReadOnlySpan<byte> text) => !IsEmpty && _hashes.Contains(OfKey(stream, text));

    /// <summary>Whether a text is a value that only an erased customer had.</summary>
    public bool HasValue(ReadOnlySpan<byte> text) => !IsEmpty && _hashes.Contains(OfValue(text));

    private string Hash(byte kind, string scope, ReadOnlySpan<byte> text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key, (byte[])[kind, .. Encoding.UTF8.GetBytes(scope), 0, .. text]));
}
