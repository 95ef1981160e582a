using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Functions.Results;

/// <summary>The keys of a customer's rows in tables.</summary>
/// <remarks>
/// <c>[A-Za-z0-9._-]</c> stay as they are, other bytes of the UTF-8 text become <c>=XX</c>; <c>~</c> separates the
/// parts of a key, so that no id can forge a prefix. Ids longer than 256 encoded bytes become <c>=h</c> and their
/// SHA-256 in hexadecimal.
/// </remarks>
public static class CustomerKey
{
    private const int LongestEncoded = 256;
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    private static readonly System.Buffers.SearchValues<byte> PlainBytes =
        System.Buffers.SearchValues.Create(Encoding.ASCII.GetBytes(Plain));

    private static readonly string[] Partitions =
        [.. Enumerable.Range(0, 256).Select(first => first.ToString("x2", CultureInfo.InvariantCulture))];

    /// <summary>
    /// The partition: the first two hexadecimal digits of the hash of the id, which shards are made by.
    /// </summary>
    public static string Partition(ReadOnlySpan<byte> id) => Partitions[PartitionNumber(id)];

    /// <summary>The number of the partition, from 0 to 255.</summary>
    public static int PartitionNumber(ReadOnlySpan<byte> id) => (int)(StableHash.Of(id) >> 56);

    /// <summary>The key of the customer's current row.</summary>
    public static string Current(ReadOnlySpan<byte> id) => $"c~{Encoded(id)}";

    /// <summary>The key of the customer's history row of a run: newest first.</summary>
    public static string History(ReadOnlySpan<byte> id, int run) => $"t~{Encoded(id)}~{Runs.RunRow.KeyOf(run)}";

    /// <summary>What the keys of all history rows of the customer begin with.</summary>
    public static string HistoryPrefix(ReadOnlySpan<byte> id) => $"t~{Encoded(id)}~";

    /// <summary>An id as part of a key.</summary>
    public static string Encoded(ReadOnlySpan<byte> id)
    {
        if (id.Length <= LongestEncoded && !id.ContainsAnyExcept(PlainBytes))
            return Encoding.ASCII.GetString(id);
        var text = new StringBuilder();
        foreach (var value in id)
        {
            if (PlainBytes.Contains(value))
                text.Append((char)value);
            else
                text.Append('=').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.Length <= LongestEncoded ? text.ToString() : Hashed(id);
    }

    /// <summary>What stands for an id that is too long: no encoded id looks like it.</summary>
    internal static string Hashed(ReadOnlySpan<byte> id) => $"=h{Convert.ToHexStringLower(SHA256.HashData(id))}";
}
