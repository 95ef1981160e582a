using System.Security.Cryptography;
using System.Text.Json;
using Segmentation.Engine.Erasure;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Erasure;

/// <summary>Who was erased, <c>base/tombstones.json</c>: a random key, and keyed hashes. It only grows.</summary>
/// <param name="data">Where the files are.</param>
public sealed class TombstoneStore(BlobStore data)
{
    private const string Name = "base/tombstones.json";
    private const int KeyBytes = 32;

    /// <summary>How many customers were erased: an import that was built on fewer is built again.</summary>
    public int Count => Read()?.Customers.Count ?? 0;

    /// <summary>Who was erased.</summary>
    public Tombstones Load() => Read() is { } file ? Tombstones(file) : Engine.Erasure.Tombstones.None;

    /// <summary>The hash of a customer's id, which stands for it wherever the id must not be written.</summary>
    public string HashOf(string customer)
    {
        var id = System.Text.Encoding.UTF8.GetBytes(customer);
        Change(file => file);
        return Load().OfCustomer(id);
    }

    /// <summary>Whether any of some hashes is not there yet.</summary>
    public bool Lacks(IEnumerable<string> hashes) => hashes.Except(Read()?.Others ?? []).Any();

    /// <summary>Adds hashes; twice is the same as once.</summary>
    /// <param name="customer">The hash of a customer; null for none.</param>
    /// <param name="others">The hashes of keys and values.</param>
    /// <returns>Whether any was new.</returns>
    public bool Add(string? customer, params IEnumerable<string> others)
    {
        string[] customers = customer is null ? [] : [customer];
        string[] more = [.. others];
        return (customers.Length + more.Length > 0) && Change(file => new TombstoneFile(
            file.Key, Union(file.Customers, customers), Union(file.Others, more)));
    }

    private static Tombstones Tombstones(TombstoneFile file) =>
        new(Convert.FromBase64String(file.Key), file.Customers.Concat(file.Others));

    private static string[] Union(IReadOnlyList<string> known, string[] more) =>
        [.. known.Union(more).Order(StringComparer.Ordinal)];

    private TombstoneFile? Read() => data.Has(Name) ? Json.Read<TombstoneFile>(data, Name) : null;

    /// <summary>Changes the file, however often others change it meanwhile; tells whether it was another before.
    /// </summary>
    private bool Change(Func<TombstoneFile, TombstoneFile> change)
    {
        while (true)
        {
            var etag = data.ETag(Name);
            var known = etag is null ? null : Read();
            var before = known
                ?? new TombstoneFile(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), [], []);
            var after = change(before);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(after, Json.Indented);
            if (known is not null && after.Customers.Count == known.Customers.Count
                && after.Others.Count == known.Others.Count)
                return false;
            if (data.TryReplace(Name, bytes, etag))
                return true;
        }
    }

    /// <param name="Key">The secret of the hashes, in base64.</param>
    /// <param name="Customers">The hashes of erased customers' ids.</param>
    /// <param name="Others">The hashes of the keys of their rows, and of values that only they had.</param>
    private sealed record TombstoneFile(string Key, IReadOnlyList<string> Customers, IReadOnlyList<string> Others);
}
