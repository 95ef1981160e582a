using System.Text.RegularExpressions;

namespace Azurite;

/// <summary>A request as it arrived at a <see cref="FaultyProxy"/>.</summary>
/// <param name="Service">The service that it asks.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its path and query, escaped as they came.</param>
/// <param name="RequestId">
/// What the client named it by; an official client repeats a request under the same id. Empty for none.
/// </param>
/// <param name="Bytes">How many bytes its body has.</param>
/// <param name="Operations">How many entities it writes; 0 when it asks for something else.</param>
public sealed partial record Call(
    StorageService Service, string Method, string Target, string RequestId, int Bytes, int Operations)
{
    /// <summary>What was done to it.</summary>
    public Fault Fault { get; init; }

    /// <summary>Whether the service got it.</summary>
    public bool IsForwarded => Fault is Fault.None or Fault.LostAfter or Fault.Error500After or Fault.Hang;

    /// <summary>
    /// Its method, and what tells it from others of the method, such as <c>POST $batch</c>, <c>MERGE</c>,
    /// <c>POST Tables</c>, <c>PUT comp=block</c> or <c>GET restype=container comp=list</c>.
    /// </summary>
    public string Kind => KindOf(Method, Target);

    /// <summary>A call, with what its body asks for.</summary>
    internal static Call Of(
        StorageService service, string method, string target, string requestId, ReadOnlySpan<byte> body) =>
        new(service, method, target, requestId, body.Length, OperationsOf(service, method, target, body));

    private static string KindOf(string method, string target)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        var last = path[(path.LastIndexOf('/') + 1)..];
        string[] words =
        [
            method,
            .. last == "$batch" ? [last] : TablesItself().IsMatch(last) ? ["Tables"] : Array.Empty<string>(),
            .. query.Split('&').Where(part => part.StartsWith("restype=", StringComparison.Ordinal)),
            .. query.Split('&').Where(part => part.StartsWith("comp=", StringComparison.Ordinal)),
        ];
        return string.Join(' ', words);
    }

    private static int OperationsOf(StorageService service, string method, string target, ReadOnlySpan<byte> body)
    {
        if (service != StorageService.Tables)
            return 0;
        var kind = KindOf(method, target);
        if (kind != "POST $batch")
            return kind is "POST" or "PUT" or "MERGE" or "PATCH" or "DELETE" ? 1 : 0;
        var count = 0;
        foreach (var _ in Operation().EnumerateMatches(System.Text.Encoding.Latin1.GetString(body)))
            count++;
        return count;
    }

    [GeneratedRegex(@"^Tables(\(.*)?$")]
    private static partial Regex TablesItself();

    [GeneratedRegex(@"^(POST|PUT|MERGE|PATCH|DELETE) http.* HTTP/1\.1\r?$", RegexOptions.Multiline)]
    private static partial Regex Operation();
}
