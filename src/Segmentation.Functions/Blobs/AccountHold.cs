using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// Holds a storage account for the orchestrations of one data folder, by the lease of a blob: those of another would
/// take its runs for dead. The lease ends by itself a minute after its holder was killed; the same folder takes it at
/// once.
/// </summary>
public sealed class AccountHold : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    private readonly BlobLeaseClient _lease;
    private readonly ITimer _timer;

    private AccountHold(BlobLeaseClient lease, TimeProvider time)
    {
        _lease = lease;
        _timer = time.CreateTimer(_ => Renew(), null, Renewal, Renewal);
    }

    /// <summary>Takes an account; null when another data folder has it.</summary>
    /// <param name="blob">The blob that is leased; it is made when it is not there.</param>
    /// <param name="folder">The full path of the data folder.</param>
    /// <param name="time">The clock.</param>
    internal static AccountHold? TryTake(BlockBlobClient blob, string folder, TimeProvider time)
    {
        var lease = blob.GetBlobLeaseClient(IdOf(folder));
        try
        {
            if (!blob.Exists())
                blob.Upload(Stream.Null, new BlobUploadOptions());
            lease.Acquire(Length);
            return new AccountHold(lease, time);
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Try(() => _lease.Release());
    }

    private static string IdOf(string folder) => new Guid(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}\n{folder}")).AsSpan(0, 16)).ToString();

    private void Renew() => Try(() => _lease.Acquire(Length));

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (Fault.IsOfStorage(fault) || Fault.IsOfStorage(fault.InnerException))
        {
            // The account is away, or somebody broke the lease: the work itself meets what is wrong.
        }
    }
}
