using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Hosting;
using LocalRuntime.Worker.Queues;

namespace LocalRuntime.Worker.Blobs;

/// <summary>What has become of a blob.</summary>
internal enum BlobState
{
    /// <summary>It is to be tried, for the first time or again.</summary>
    Waiting = 0,

    /// <summary>It is done with.</summary>
    Done = 1,

    /// <summary>It failed too often.</summary>
    Poison = 2,
}

/// <summary>What is kept about a blob.</summary>
/// <param name="State">What has become of it.</param>
/// <param name="Tries">How often it has been tried; a try counts from its begin, so that crashes count.</param>
/// <param name="NextTry">When it may be tried again.</param>
internal sealed record BlobReceipt(BlobState State, int Tries, DateTimeOffset NextTry)
{
    /// <summary>Nothing is known.</summary>
    public static BlobReceipt None { get; } = new(BlobState.Waiting, 0, DateTimeOffset.MinValue);
}

/// <summary>Keeps what has become of each blob, by function, name and ETag.</summary>
/// <param name="database">Where.</param>
/// <param name="queues">Where it is told what failed too often.</param>
internal sealed class BlobReceipts(RuntimeDatabase database, LocalQueues queues)
{
    private const string Key = "function = $function AND container = $container AND name = $name AND etag = $etag";

    /// <summary>What is known about a blob.</summary>
    public BlobReceipt Find(string function, WatchedBlob blob) => database.Read(connection => connection.First(
        $"SELECT state, tries, next_try FROM worker_blobs WHERE {Key}",
        row => new BlobReceipt(
            (BlobState)row.GetInt32(0), row.GetInt32(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero)),
        Values(function, blob))) ?? BlobReceipt.None;

    /// <summary>Keeps what has become of a blob.</summary>
    public void Keep(string function, WatchedBlob blob, BlobReceipt receipt) => database.Write(
        "blob-receipt", connection => connection.Execute(Upsert, With(function, blob, receipt)));

    /// <summary>Keeps that a blob failed too often, and tells the poison queue, both or neither.</summary>
    public void GiveUp(LocalFunction function, WatchedBlob blob, BlobReceipt receipt) => queues.Add(
        PoisonMessage.Queue, PoisonMessage.Of(function.Id, blob),
        connection => connection.Execute(Upsert, With(function.Name, blob, receipt)));

    private const string Upsert =
        """
        INSERT OR REPLACE INTO worker_blobs (function, container, name, etag, state, tries, next_try)
        VALUES ($function, $container, $name, $etag, $state, $tries, $next)
        """;

    private static (string, object)[] With(string function, WatchedBlob blob, BlobReceipt receipt) =>
        [.. Values(function, blob), ("$state", (int)receipt.State), ("$tries", receipt.Tries),
            ("$next", receipt.NextTry.UtcTicks)];

    private static (string, object)[] Values(string function, WatchedBlob blob) =>
        [("$function", function), ("$container", blob.Container), ("$name", blob.Name), ("$etag", blob.ETag)];
}
