using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalRuntime.DurableTask;

/// <summary>The ids of <c>NewGuid</c>: UUIDs of version 5 (RFC 9562, 5.5), those of Durable Functions.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace =
        new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    /// <summary>An id.</summary>
    /// <param name="instanceId">The orchestration.</param>
    /// <param name="now">The orchestrator's clock.</param>
    /// <param name="counter">How many ids the execution has made before.</param>
    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is what a UUID of version 5 is.")]
    public static Guid Create(string instanceId, DateTime now, int counter)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{now:o}_{counter}");
        byte[] hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
