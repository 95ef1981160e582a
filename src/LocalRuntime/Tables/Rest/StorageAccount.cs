using Azure.Core;
using Azure.Core.Pipeline;

namespace LocalRuntime.Tables.Rest;

/// <summary>The tables of a storage account, and what proves that one may use them.</summary>
/// <param name="Tables">The address of its tables; it ends with a slash.</param>
/// <param name="Proof">What signs a request; null when its address is signed already.</param>
/// <param name="Signature">The shared access signature: the end of every query; empty for none.</param>
internal sealed record StorageAccount(Uri Tables, HttpPipelinePolicy? Proof, string Signature)
{
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>An account that one asks as somebody.</summary>
    public static StorageAccount Of(Uri tables, TokenCredential credential) =>
        new(Slashed(tables), new BearerTokenAuthenticationPolicy(credential, Scope), "");

    /// <summary>An account that one asks with its key.</summary>
    public static StorageAccount Of(Uri tables, string account, byte[] key, TimeProvider clock) =>
        new(Slashed(tables), new SharedKeyPolicy(account, key, clock), "");

    /// <summary>An account that one asks with a shared access signature, with or without question mark.</summary>
    public static StorageAccount Of(Uri tables, string signature) =>
        new(Slashed(tables), null, signature.TrimStart('?'));

    private static Uri Slashed(Uri address) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
}
