using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Erasure;

/// <summary>A customer that is being erased.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Values">Texts that only this customer has: the id, and fields such as name and e-mail address.</param>
public sealed record ErasedCustomer(string Customer, IReadOnlyList<string> Values)
{
    /// <summary>The imports whose dumps are clean of it.</summary>
    public IReadOnlyList<string> Cleaned { get; init; } = [];

    /// <summary>The run that takes it out of the published results; null before it was asked for.</summary>
    public int? Run { get; init; }

    /// <summary>The id in UTF-8.</summary>
    [JsonIgnore]
    public byte[] Id => Encoding.UTF8.GetBytes(Customer);

    /// <summary>The values in UTF-8.</summary>
    [JsonIgnore]
    public byte[][] ValueBytes => [.. Values.Select(Encoding.UTF8.GetBytes)];
}

/// <summary>
/// The customers that are being erased: the one place where an erasure writes an id, a file that goes with its end.
/// Everything else names the customer by the hash of its tombstone.
/// </summary>
/// <param name="data">Where the files are.</param>
public sealed class Erasures(BlobStore data)
{
    private const string Root = "base/erasing";
    private const string TurnFile = "base/erasing.json";

    // Far more than rewriting the files of all kept runs takes.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromHours(6);

    /// <summary>The customer of a hash; null when its erasure is done.</summary>
    public ErasedCustomer? Find(string hash) =>
        data.Has(Name(hash)) ? Json.Read<ErasedCustomer>(data, Name(hash)) : null;

    /// <summary>The hashes of those whose erasure is not done.</summary>
    public IReadOnlyList<string> Unfinished =>
        [.. data.Files(Root).Select(file => Path.GetFileNameWithoutExtension(file))];

    /// <summary>Writes down whom a hash stands for.</summary>
    public void Write(string hash, ErasedCustomer customer) =>
        data.Write(Name(hash), JsonSerializer.SerializeToUtf8Bytes(customer, Json.Options));

    /// <summary>Deletes what an erasure wrote down.</summary>
    public void Delete(string hash) => data.Delete(Name(hash));

    /// <summary>
    /// Lets an erasure rewrite what others rewrite too, one at a time; false while it is another's turn. Whoever was
    /// killed goes on with its own, and a turn that nobody ends is over some hours later.
    /// </summary>
    /// <param name="hash">The hash of the customer.</param>
    /// <param name="now">The time.</param>
    public bool TryBegin(string hash, DateTimeOffset now)
    {
        // The ETag is older than what is read.
        var etag = data.ETag(TurnFile);
        if (etag is not null && Turn is { } turn && turn.Hash != hash && turn.Until > now)
            return false;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ErasureTurn(hash, now + LongestTurn), Json.Options);
        return data.TryReplace(TurnFile, bytes, etag);
    }

    /// <summary>Ends an erasure's turn.</summary>
    /// <param name="hash">The hash of the customer.</param>
    public void End(string hash)
    {
        if (Turn?.Hash == hash)
            data.Delete(TurnFile);
    }

    private ErasureTurn? Turn => data.Has(TurnFile) ? Json.Read<ErasureTurn>(data, TurnFile) : null;

    private static string Name(string hash) => $"{Root}/{hash}.json";

    /// <param name="Hash">The hash of the customer whose erasure it is.</param>
    /// <param name="Until">When others need not wait any longer.</param>
    private sealed record ErasureTurn(string Hash, DateTimeOffset Until);
}
